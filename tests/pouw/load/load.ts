// A coordinator under load: many workers in turn, so many of them at work at once, each from its lease to its result. What a worker computes
// is left out: everybody's output and trail are the same, so that only the coordinator is busy.
import { createHash } from 'node:crypto';
import { commitmentOf } from '../../../node-core/pouw/job/commitment';
import type { Job, LeaseState, Registration, Result } from '../../../shared/pouw/protocol';

export const SLICES = 16;
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** What everybody makes. */
export const OUTPUT = Buffer.from('the output of every job');
const OUTPUT_HASH = createHash('sha256').update(OUTPUT).digest('hex');
const TRAIL = Array.from({ length: SLICES }, (_, slice) => sha256(`state ${slice}`));

/** Hash of the state after `slice` slices, or of the output: what a referee finds here. */
export const truthAt = (slice: number): string => TRAIL[slice] ?? OUTPUT_HASH;

export const REGISTRATION: Registration = { host: { runtime: 'load', cores: 1, memoryMegabytes: 100, kinds: ['primes'] }, delegation: null };
export const BATCH = sha256('batch').slice(0, 32);

export function jobs(count: number): Job[] {
  return Array.from({ length: count }, (_, at): Job => ({
    v: 1, id: sha256(`job ${at}`).slice(0, 32), batch: BATCH, publisher: sha256('publisher'), kind: 'primes', title: `job ${at}`, module: { sha256: sha256('module'), size: 100 },
    inputs: [], params: '', seed: '0000000000000001', output: 'bytes', limits: { memPages: 1, wallSeconds: 60, outputBytes: 64 }, units: SLICES, slices: SLICES, delayBoundSeconds: 86_400,
    replication: { minQuorum: 2, maxErrors: 8, maxTotal: 24, adaptive: true }, creditPerUnit: 1, expires: Number.MAX_SAFE_INTEGER,
  }));
}

/** A worker's way to the coordinator. */
export interface Way {
  readonly id: string;
  lease(): Promise<{ id: string; job: { id: string } } | null>;
  commit(lease: string, commitment: string): Promise<LeaseState>;
  heartbeat(lease: string): LeaseState | Promise<LeaseState>;
  /** Stores the output where it has to be stored, and shows the result. */
  result(lease: string, result: Result): Promise<LeaseState>;
}

export interface LoadFigures {
  readonly perSecond: number;
  /** Milliseconds that 99 of 100 calls took at most. */
  readonly p99: number;
  readonly calls: number;
  readonly cycles: number;
}

/** Runs `cycles` leases to their results, `atOnce` at a time, by workers in turn. @throws Error when a lease is not given or a result not taken */
export async function load(ways: readonly Way[], cycles: number, atOnce: number): Promise<LoadFigures> {
  const times: number[] = [];
  const timed = async <T>(call: () => T | Promise<T>): Promise<T> => {
    const start = performance.now();
    const answer = await call();
    times.push(performance.now() - start);
    return answer;
  };
  /** By job: the worker that committed first waits until the second did. */
  const waiting = new Map<string, () => void>();
  let begun = 0;
  const cycle = async (way: Way): Promise<void> => {
    const lease = await timed(() => way.lease());
    if (lease === null) throw new Error('no work was given');
    const salt = sha256(lease.id);
    let standing = await timed(() => way.commit(lease.id, commitmentOf(OUTPUT_HASH, way.id, salt)));
    if (standing.wants?.kind !== 'reveal') {
      await new Promise<void>((resolve) => void waiting.set(lease.job.id, resolve));
      standing = await timed(() => way.heartbeat(lease.id));
    } else waiting.get(lease.job.id)?.();
    waiting.delete(lease.job.id);
    if (standing.wants?.kind !== 'reveal') throw new Error(`the result is not wanted: ${standing.state}`);
    const { state } = await timed(() => way.result(lease.id, { output: { sha256: OUTPUT_HASH, size: OUTPUT.length }, salt, trail: TRAIL, cpuMilliseconds: 1, wallMilliseconds: 1 }));
    if (state !== 'submitted' && state !== 'validated') throw new Error(`the result was not taken: ${state}`);
  };
  const start = performance.now();
  await Promise.all(Array.from({ length: atOnce }, async () => {
    while (begun < cycles) {
      const way = ways[(begun += 1) % ways.length];
      if (way) await cycle(way);
    }
  }));
  const seconds = (performance.now() - start) / 1000;
  times.sort((left, right) => left - right);
  return { perSecond: cycles / seconds, p99: times[Math.floor(times.length * 0.99)] ?? 0, calls: times.length, cycles };
}
