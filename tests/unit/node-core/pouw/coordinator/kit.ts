// An engine with its state, a clock that is set by hand and workers that hand in what they are told to.
import { createHash } from 'node:crypto';
import { Engine } from '../../../../../node-core/pouw/coordinator/engine';
import { commitmentOf } from '../../../../../node-core/pouw/job/commitment';
import type { CoordinatorEvent } from '../../../../../node-core/pouw/coordinator/events';
import { settle } from '../../../../../node-core/pouw/coordinator/judge';
import { USUAL_POLICY, type CoordinatorPolicy } from '../../../../../node-core/pouw/coordinator/policy';
import { CoordinatorState } from '../../../../../node-core/pouw/coordinator/state';
import type { Delegation, Job, Registration, Result } from '../../../../../shared/pouw/protocol';

export const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
export const id = (text: string): string => hash(text).slice(0, 32);
const SLICES = 4;

const jobNamed = (name: string, changes: Partial<Job> = {}): Job => ({
  v: 1, id: id(`job ${name}`), batch: id('batch'), publisher: hash('publisher'), kind: 'primes', title: name,
  module: { sha256: hash('module'), size: 100 }, inputs: [], params: '', seed: '0000000000000001', output: 'bytes',
  limits: { memPages: 1, wallSeconds: 60, outputBytes: 64 }, units: 10, slices: SLICES, delayBoundSeconds: 3600,
  replication: { minQuorum: 2, maxErrors: 8, maxTotal: 16, adaptive: true }, creditPerUnit: 3, expires: 10_000_000_000, ...changes,
});

/** States and output of a job: honest up to slice `from`, then what `liar` made up. */
export function trailOf(job: string, liar: string | null = null, from = 0): { trail: string[]; output: string } {
  const says = (slice: number): string => hash(`${job} ${slice} ${liar !== null && slice >= from ? liar : ''}`);
  return { trail: Array.from({ length: SLICES }, (_, slice) => says(slice)), output: says(SLICES) };
}

/** What is true about a slice. */
const truthOf = (job: string, slice: number): string => hash(`${job} ${slice} `);

const registration = (owner: Delegation | null = null): Registration => ({ host: { runtime: 'test', cores: 1, memoryMegabytes: 100, kinds: ['primes'] }, delegation: owner });

export interface Stand {
  readonly engine: Engine;
  readonly state: CoordinatorState;
  readonly events: CoordinatorEvent[];
  readonly clock: { now: number };
  /** What the engine draws next; without more it draws `luck.always`. */
  readonly luck: { next: number[]; always: number };
  apply(events: readonly CoordinatorEvent[]): void;
  join(name: string, owner?: Delegation | null): string;
  publish(name: string, changes?: Partial<Job>): string;
  /** The lease that a node gets, and null when there is none. */
  take(node: string, holds?: readonly string[], kinds?: Job['kind'][]): string | null;
  commit(node: string, lease: string, liar?: string | null, from?: number): void;
  reveal(node: string, lease: string, liar?: string | null, from?: number): void;
  /** Judges, and has the referee look where the engine wants it. */
  judge(job: string): void;
}

export function stand(policy: Partial<CoordinatorPolicy> = {}): Stand {
  const state = new CoordinatorState();
  const clock = { now: 1_000_000 };
  const luck = { next: [] as number[], always: 0.5 };
  let ids = 0;
  const engine = new Engine(state, { ...USUAL_POLICY, looks: 0, agreedLooks: 0, checks: 1, ...policy }, { random: () => luck.next.shift() ?? luck.always, id: () => id(`lease ${(ids += 1)}`) });
  const events: CoordinatorEvent[] = [];
  const apply = (list: readonly CoordinatorEvent[]): void => {
    for (const event of list) {
      state.apply(event);
      events.push(event);
    }
  };
  const resultOf = (node: string, lease: string, liar: string | null, from: number): Result => {
    const { trail, output } = trailOf(state.lease(lease).job, liar, from);
    return { output: { sha256: output, size: 8 }, salt: hash(`salt ${node} ${lease}`), trail, cpuMilliseconds: 1, wallMilliseconds: 1 };
  };
  apply([{ t: 'batch', batch: id('batch'), publisher: hash('publisher'), request: { title: 'a batch', work: { kind: 'primes', from: '0', count: '10', jobs: 1 } }, at: clock.now }]);
  return {
    engine, state, events, clock, luck, apply,
    join: (name, owner = null) => {
      apply(engine.register(hash(name), registration(owner), clock.now));
      return hash(name);
    },
    publish: (name, changes = {}) => {
      const job = jobNamed(name, changes);
      apply([{ t: 'job', job, round: 0, at: clock.now }]);
      return job.id;
    },
    take: (node, holds = state.nodes.get(node)?.leases ?? [], kinds = ['primes']) => {
      const taken = engine.lease(node, { kinds, holds: [...holds] }, clock.now);
      apply(taken.events);
      return taken.lease;
    },
    commit: (node, lease, liar = null, from = 0) => {
      const { output, salt } = resultOf(node, lease, liar, from);
      apply(engine.commit(node, lease, commitmentOf(output.sha256, node, salt), clock.now));
    },
    reveal: (node, lease, liar = null, from = 0) => apply(engine.result(node, lease, resultOf(node, lease, liar, from), clock.now)),
    judge: (job) => {
      apply(engine.judge(job, clock.now));
      for (let record = state.job(job); record.dispute !== null || record.look !== null; record = state.job(job)) {
        const slice = record.dispute ?? record.look ?? 0;
        apply(settle(state, record, slice, truthOf(job, slice), engine.policy, clock.now));
      }
    },
  };
}

/** A node does a job with another, both to the same end. */
export function together(at: Stand, job: string, workers: readonly [node: string, liar?: string | null, from?: number][]): void {
  const leases = workers.map(([node]) => at.take(node) ?? '');
  workers.forEach(([node, liar, from], index) => at.commit(node, leases[index] ?? '', liar, from));
  workers.forEach(([node, liar, from], index) => at.reveal(node, leases[index] ?? '', liar, from));
  at.judge(job);
}
