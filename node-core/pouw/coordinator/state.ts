// The coordinator's state, folded from its events. Nothing here decides anything; engine.ts does.

import type { BatchRequest, Blob, Job, Registration, Result } from '../../../shared/pouw/protocol';
import type { CoordinatorEvent, Verdict } from './events';

export interface NodeState {
  readonly key: string;
  registration: Registration;
  valid: number;
  invalid: number;
  /** Valid results since the last invalid one. */
  streak: number;
  /** Jobs that rest on this node's word, each with the checks that it has passed since. */
  readonly unproven: Map<string, number>;
  readonly leases: string[];
  /** Those among them that it still works on: leased or committed. */
  readonly held: Set<string>;
  credits: number;
  escrow: number;
  settled: number;
}

export interface LeaseRecord {
  readonly id: string;
  readonly job: string;
  readonly node: string;
  /** A trusted node does the job without a second one, until it is caught elsewhere. */
  alone: boolean;
  readonly at: number;
  /** Moved by heartbeats, which are not events: after a restart it is what the log says. */
  until: number;
  state: 'leased' | 'committed' | 'submitted' | 'lapsed';
  commitment: string | null;
  result: Result | null;
  standing: 'waiting' | 'valid' | 'invalid' | 'void';
  submittedAt: number | null;
}

export interface JobRecord {
  readonly job: Job;
  readonly round: number;
  state: 'open' | 'provisional' | 'final' | 'failed';
  /** Copies that are needed to judge it. */
  wanted: number;
  readonly leases: LeaseRecord[];
  /** First slice about which results differ, while that is open. */
  dispute: number | null;
  /** Slice up to which the coordinator does the job again to see whether what all agree about is true. */
  look: number | null;
  verdict: string | null;
}

export interface BatchRecord {
  readonly id: string;
  readonly publisher: string;
  readonly request: BatchRequest;
  readonly at: number;
  readonly jobs: string[];
  /** Jobs of it that no result counts for. */
  pending: number;
  rounds: { readonly made: Blob; readonly media: string; readonly loss: number | null; readonly accuracy: number | null }[];
  finished: boolean;
  failed: boolean;
}

export interface Payout {
  readonly node: string;
  readonly txid: string;
  readonly raw: string;
  readonly sat: string;
  readonly credits: number;
  readonly at: number;
}

/** Caught so often, a node gets no more work. */
export const CAUGHT_OUT = 3;

export const creditsOf = ({ units, creditPerUnit }: Job): number => units * creditPerUnit;

export class CoordinatorState {
  readonly nodes = new Map<string, NodeState>();
  readonly jobs = new Map<string, JobRecord>();
  readonly leases = new Map<string, LeaseRecord>();
  readonly batches = new Map<string, BatchRecord>();
  readonly payouts: Payout[] = [];
  /** Jobs that still need a result, in the order in which they were published. */
  readonly open = new Set<string>();
  /** Those among them that want another worker: first what has waited through a voided or lapsed attempt, then the others in their order. */
  readonly #again = new Set<string>();
  readonly #fresh = new Set<string>();

  /** Jobs that want another worker, the most urgent first. */
  *wanting(): Generator<string> {
    yield* this.#again;
    yield* this.#fresh;
  }

  #feed(record: JobRecord): void {
    const { id } = record.job;
    const here = live(record).length;
    const wants = record.state === 'open' && record.dispute === null && record.look === null && (here === 0 || here < record.wanted);
    const queue = record.leases.some(({ state, standing }) => state === 'lapsed' || standing !== 'waiting') ? this.#again : this.#fresh;
    for (const each of [this.#again, this.#fresh]) if (!wants || each !== queue) each.delete(id);
    if (wants) queue.add(id);
  }

  apply(event: CoordinatorEvent): void {
    switch (event.t) {
      case 'node': return this.#node(event.node, event.registration);
      case 'batch': return void this.batches.set(event.batch, { id: event.batch, publisher: event.publisher, request: event.request, at: event.at, jobs: [], pending: 0, rounds: [], finished: false, failed: false });
      case 'job': {
        this.jobs.set(event.job.id, { job: event.job, round: event.round, state: 'open', wanted: event.job.replication.minQuorum, leases: [], dispute: null, look: null, verdict: null });
        this.#pending(event.job.batch, 1);
        this.batches.get(event.job.batch)?.jobs.push(event.job.id);
        this.open.add(event.job.id);
        return this.#feed(this.job(event.job.id));
      }
      case 'lease': {
        const job = this.job(event.job);
        const lease: LeaseRecord = { id: event.lease, job: event.job, node: event.node, alone: event.alone, at: event.at, until: event.until, state: 'leased', commitment: null, result: null, standing: 'waiting', submittedAt: null };
        this.#first(job, lease);
        this.leases.set(lease.id, lease);
        job.leases.push(lease);
        this.node(event.node).leases.push(lease.id);
        this.node(event.node).held.add(lease.id);
        return this.#feed(job);
      }
      case 'lapsed': return this.#end(this.lease(event.lease), 'lapsed');
      case 'commit': {
        const lease = this.lease(event.lease);
        const job = this.job(lease.job);
        // Late, and still wanted: it takes up its place again, but nobody knows any more whether it would be trusted alone.
        if (lease.state === 'lapsed') {
          lease.alone = false;
          this.#first(job, lease);
        }
        Object.assign(lease, { state: 'committed', commitment: event.commitment, until: event.until });
        this.node(lease.node).held.add(lease.id);
        return this.#feed(job);
      }
      case 'result': {
        const lease = this.lease(event.lease);
        Object.assign(lease, { result: event.result, submittedAt: event.at });
        return this.#end(lease, 'submitted');
      }
      case 'dispute':
      case 'look': {
        const job = this.job(event.job);
        if (event.t === 'dispute') job.dispute = event.slice;
        else job.look = event.slice;
        return this.#feed(job);
      }
      case 'verdict': return this.#verdict(event.job, event.verdict);
      case 'failed': {
        const job = this.job(event.job);
        Object.assign(job, { state: 'failed', verdict: event.why, dispute: null, look: null });
        this.open.delete(event.job);
        for (const { id, node } of job.leases) this.node(node).held.delete(id);
        this.#feed(job);
        const batch = this.batches.get(job.job.batch);
        if (batch) batch.failed = true;
        return;
      }
      case 'round': {
        const batch = this.batches.get(event.batch);
        batch?.rounds.push({ made: event.made, media: event.media, loss: event.loss, accuracy: event.accuracy });
        if (batch && event.last) batch.finished = true;
        return;
      }
      case 'payout': {
        const { t: _t, ...payout } = event;
        this.payouts.push(payout);
        return void (this.node(event.node).settled += event.credits);
      }
    }
  }

  node(key: string): NodeState {
    return must(this.nodes.get(key), 'node');
  }

  job(id: string): JobRecord {
    return must(this.jobs.get(id), 'job');
  }

  lease(id: string): LeaseRecord {
    return must(this.leases.get(id), 'lease');
  }

  #pending(batch: string, change: number): void {
    const record = this.batches.get(batch);
    if (record) record.pending += change;
  }

  #node(key: string, registration: Registration): void {
    const known = this.nodes.get(key);
    if (known) known.registration = registration;
    else this.nodes.set(key, { key, registration, valid: 0, invalid: 0, streak: 0, unproven: new Map(), leases: [], held: new Set(), credits: 0, escrow: 0, settled: 0 });
  }

  /** The first of a new attempt decides how many have to agree. */
  #first({ job, leases }: JobRecord, lease: LeaseRecord): void {
    const record = this.job(job.id);
    if (leases.every((each) => !counts(each))) record.wanted = lease.alone ? 1 : job.replication.minQuorum;
  }

  #end(lease: LeaseRecord, state: 'lapsed' | 'submitted'): void {
    lease.state = state;
    this.node(lease.node).held.delete(lease.id);
    this.#feed(this.job(lease.job));
  }

  #verdict(id: string, verdict: Verdict): void {
    const record = this.job(id);
    const worth = creditsOf(record.job);
    record.dispute = null;
    record.look = null;
    if (verdict.slice !== null && verdict.invalid.length > 0) record.verdict = `slice ${verdict.slice} showed who was wrong`;
    // Where everybody was wrong, somebody else has to do it.
    if (verdict.valid.length > 0) {
      if (record.state === 'open') this.#pending(record.job.batch, -1);
      record.state = verdict.final ? 'final' : 'provisional';
      this.open.delete(id);
    }
    for (const leaseId of verdict.valid) {
      const lease = this.lease(leaseId);
      const node = this.node(lease.node);
      lease.standing = 'valid';
      node.valid += 1;
      // A result that nobody else came to says little about who made it.
      if (verdict.valid.length > 1) {
        node.streak += 1;
        for (const [job, passed] of node.unproven) node.unproven.set(job, passed + 1);
      }
      if (verdict.final) node.credits += worth;
      else {
        node.escrow += worth;
        node.unproven.set(id, 0);
      }
    }
    const caught = new Set<string>();
    for (const leaseId of verdict.invalid) {
      const lease = this.lease(leaseId);
      lease.standing = 'invalid';
      caught.add(lease.node);
      this.#caught(this.node(lease.node));
    }
    this.#feed(record);
    for (const job of verdict.confirms) this.#confirm(this.job(job));
    for (const job of verdict.voids) this.#void(this.job(job), caught);
  }

  #caught(node: NodeState): void {
    node.invalid += 1;
    node.streak = 0;
    // What it was trusted to do alone it may still do, but not alone.
    for (const id of node.held) {
      const lease = this.lease(id);
      if (!lease.alone) continue;
      lease.alone = false;
      const record = this.job(lease.job);
      record.wanted = record.job.replication.minQuorum;
      this.#feed(record);
    }
  }

  /** A provisional job counts for good. */
  #confirm(record: JobRecord): void {
    if (record.state !== 'provisional') return;
    const worth = creditsOf(record.job);
    for (const lease of record.leases) if (lease.standing === 'valid') {
      const node = this.node(lease.node);
      node.escrow -= worth;
      node.credits += worth;
      node.unproven.delete(record.job.id);
    }
    record.state = 'final';
  }

  /** The word of those who were caught no longer counts; a job that rested on nothing else is done again. */
  #void(record: JobRecord, caught: ReadonlySet<string>): void {
    if (record.state !== 'provisional') return;
    const valid = record.leases.filter(({ standing }) => standing === 'valid');
    for (const lease of valid.filter(({ node }) => caught.has(node))) {
      const node = this.node(lease.node);
      node.escrow -= creditsOf(record.job);
      node.unproven.delete(record.job.id);
      lease.standing = 'void';
    }
    if (valid.some(({ standing }) => standing === 'valid')) return;
    record.state = 'open';
    this.#pending(record.job.batch, 1);
    record.wanted = record.job.replication.minQuorum;
    this.open.add(record.job.id);
    this.#feed(record);
  }
}

/** Whether a lease may still count. */
const counts = ({ state, standing }: LeaseRecord): boolean => state !== 'lapsed' && standing === 'waiting';

/** Leases of a job that may still count. */
export function live(record: JobRecord): LeaseRecord[] {
  return record.leases.filter(counts);
}

function must<T>(found: T | undefined, what: string): T {
  if (found === undefined) throw new Error(`an event names a ${what} that no earlier event made`);
  return found;
}
