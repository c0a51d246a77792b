// How soon a job begins, stops and is ended in the app's sandboxes, what one that waits weighs, and whether anything grows.
import { corpus } from '../../pouw/corpus/corpus';
import { encode } from '../../pouw/corpus/encode';
import { jobModule, UNITS } from '../../pouw/corpus/job-module';
import { encodeFrame } from '../../../shared/pouw/abi';
import { encodePrimes } from '../../../shared/pouw/kinds/primes';
import { proportionalMemory, type ProcessInfo } from '../../e2e/harness/processes';
import { jobText, type JobHost } from '../../pouw/job-host/job-host';
import type { JobText } from '../../pouw/job-host/messages';
import { median, type Measured } from '../bench-type';
import { kernelJob } from './kernel-jobs';
import { withJobHost } from './place';

const STARTS = 20;
const KILLS = 100;
const WARM_UP = 100;
const JOBS = 1_000;

const frame = encodeFrame({ seed: 7n, params: Uint8Array.of(1, 2, 3), inputs: [Uint8Array.of(4, 5)] });
/** Does nothing that takes time. */
const tiny = (): JobText => jobText({ module: encode(jobModule()), frame, units: UNITS, slices: 2, output: 'bytes' });
/** A job of primes whose first slice is one unit, as small as a step can be. */
function primes(units: number, slices: number): JobText {
  return jobText({ module: kernelJob('primes').module, frame: encodeFrame({ seed: 7n, params: encodePrimes({ from: 0n, count: BigInt(units) * 262_144n }), inputs: [] }), units, slices, output: 'bytes' });
}
function runaway(): JobText {
  const entry = corpus().find(({ name }) => name === 'loop-in-step');
  if (!entry) throw new Error('the corpus has no loop');
  return jobText({ module: entry.bytes, frame, units: UNITS, slices: 2, output: 'bytes' });
}
const worst = (values: readonly number[]): string => `${Math.max(...values).toFixed(0)} ms at most of ${values.length}`;
const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

export async function start(warm: boolean): Promise<Measured> {
  return withJobHost(async (host, { sandbox }) => {
    const job = primes(64, 64);
    const found: number[] = [];
    for (let each = 0; each <= STARTS; each += 1) {
      await host.ask(warm ? 'warm' : 'cool', null);
      const ms = await host.ask('start', { job });
      if (each > 0) found.push(ms);
    }
    return { value: median(found), note: `${worst(found)}; ${sandbox}` };
  });
}

export async function pause(): Promise<Measured> {
  return withJobHost(async (host, { sandbox }) => {
    const found: number[] = [];
    for (let each = 0; each < STARTS; each += 1) {
      await host.ask('warm', null);
      found.push(await host.ask('pause', { job: primes(20_000, 16) }));
    }
    return { value: median(found), note: `${worst(found)}; ${sandbox}` };
  });
}

interface Kills {
  readonly gone: readonly number[];
  readonly working: readonly number[];
  readonly refill: readonly number[];
  readonly sandbox: string;
}

let kills: Promise<Kills> | null = null;

async function killAll(): Promise<Kills> {
  return withJobHost(async (host, { sandbox }) => {
    const [gone, working, refill]: [number[], number[], number[]] = [[], [], []];
    for (let each = 0; each <= KILLS; each += 1) {
      await host.ask('runaway', { job: runaway() });
      await host.ask('warm', null);
      const found = await host.ask('kill', { next: primes(64, 64) });
      const waited = await host.ask('warm', null);
      if (each === 0) continue;
      gone.push(found.gone);
      working.push(found.working);
      refill.push(waited);
    }
    return { gone, working, refill, sandbox };
  });
}

const at = (values: readonly number[], share: number): number => [...values].sort((left, right) => left - right)[Math.min(values.length - 1, Math.ceil(values.length * share) - 1)] ?? 0;

/** @param share of the tries that are at most so long */
export async function kill(share: number): Promise<Measured> {
  kills ??= killAll();
  const { gone, working, refill, sandbox } = await kills;
  return { value: at(working, share), note: `the process gone after ${at(gone, share).toFixed(0)} ms; the next spare after ${at(refill, share).toFixed(0)} ms more; ${sandbox}` };
}

/** The processes of the sandboxes that the host names. */
function named(host: JobHost, pids: readonly number[]): ProcessInfo[] {
  return host.processes().filter(({ pid }) => pids.includes(pid));
}

export async function spareMemory(): Promise<Measured> {
  return withJobHost(async (host, { sandbox }) => {
    await host.ask('collect', null);
    const { sandboxes } = await host.ask('pids', null);
    const found = named(host, sandboxes);
    if (found.length !== 1) throw new Error(`${found.length} sandboxes stand ready instead of one`);
    return { value: proportionalMemory(found) / 1e6, note: `one that stands ready; ${sandbox}` };
  });
}

export async function growth(): Promise<Measured> {
  return withJobHost(async (host, { sandbox }) => {
    const look = async (): Promise<{ own: number; rest: number }> => {
      await host.ask('warm', null);
      await host.ask('collect', null);
      const { work, sandboxes } = await host.ask('pids', null);
      const all = host.processes();
      const own = all.filter(({ pid }) => pid === work || pid === host.pid);
      return { own: proportionalMemory(own), rest: proportionalMemory(all.filter((each) => !own.includes(each) && !sandboxes.includes(each.pid))) };
    };
    await host.ask('many', { job: tiny(), times: WARM_UP });
    const before = await look();
    await host.ask('many', { job: tiny(), times: JOBS });
    const after = await look();
    return { value: (after.own - before.own) / 1e6, note: `main and work from ${megabytes(before.own)} to ${megabytes(after.own)}, Chromium's own services from ${megabytes(before.rest)} to ${megabytes(after.rest)}; ${sandbox}` };
  });
}
