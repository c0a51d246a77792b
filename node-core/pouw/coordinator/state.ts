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
  /** Jobs that rest on this node's word until its next check. */
  readonly unproven: Set<string>;
  readonly leases: string[];
  credits: number;
  escrow: number;
  settled: number;
}

export interface LeaseRecord {
  readonly id: string;
  readonly job: string;
  readonly node: string;
  readonly alone: boolean;
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
  verdict: string | null;
}

export interface BatchRecord {
  readonly id: string;
  readonly publisher: string;
  readonly request: BatchRequest;
  readonly at: number;
  readonly jobs: string[];
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

  apply(event: CoordinatorEvent): void {
    switch (event.t) {
      case 'node': return this.#node(event.node, event.registration);
      case 'batch': return void this.batches.set(event.batch, { id: event.batch, publisher: event.publisher, request: event.request, at: event.at, jobs: [], rounds: [], finished: false, failed: false });
      case 'job': {
        this.jobs.set(event.job.id, { job: event.job, round: event.round, state: 'open', wanted: event.job.replication.minQuorum, leases: [], dispute: null, verdict: null });
        this.batches.get(event.job.batch)?.jobs.push(event.job.id);
        return void this.open.add(event.job.id);
      }
      case 'lease': {
        const job = this.job(event.job);
        const lease: LeaseRecord = { id: event.lease, job: event.job, node: event.node, alone: event.alone, at: event.at, until: event.until, state: 'leased', commitment: null, result: null, standing: 'waiting', submittedAt: null };
        if (live(job).length === 0) job.wanted = event.alone ? 1 : job.job.replication.minQuorum;
        this.leases.set(lease.id, lease);
        job.leases.push(lease);
        return void this.node(event.node).leases.push(lease.id);
      }
      case 'lapsed': return void (this.lease(event.lease).state = 'lapsed');
      case 'commit': return void Object.assign(this.lease(event.lease), { state: 'committed', commitment: event.commitment });
      case 'result': return void Object.assign(this.lease(event.lease), { state: 'submitted', result: event.result, submittedAt: event.at });
      case 'dispute': return void (this.job(event.job).dispute = event.slice);
      case 'verdict': return this.#verdict(event.job, event.verdict);
      case 'failed': {
        const job = this.job(event.job);
        Object.assign(job, { state: 'failed', verdict: event.why, dispute: null });
        this.open.delete(event.job);
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

  #node(key: string, registration: Registration): void {
    const known = this.nodes.get(key);
    if (known) known.registration = registration;
    else this.nodes.set(key, { key, registration, valid: 0, invalid: 0, streak: 0, unproven: new Set(), leases: [], credits: 0, escrow: 0, settled: 0 });
  }

  #verdict(id: string, verdict: Verdict): void {
    const record = this.job(id);
    const worth = creditsOf(record.job);
    record.dispute = null;
    if (verdict.slice !== null) record.verdict = `slice ${verdict.slice} showed who was wrong`;
    // Where everybody was wrong, somebody else has to do it.
    if (verdict.valid.length > 0) {
      record.state = verdict.final ? 'final' : 'provisional';
      this.open.delete(id);
    }
    for (const leaseId of verdict.valid) {
      const lease = this.lease(leaseId);
      const node = this.node(lease.node);
      lease.standing = 'valid';
      node.valid += 1;
      // A result that nobody checked says nothing about who made it.
      if (!lease.alone) node.streak += 1;
      if (verdict.final) node.credits += worth;
      else {
        node.escrow += worth;
        node.unproven.add(id);
      }
    }
    for (const leaseId of verdict.invalid) {
      const lease = this.lease(leaseId);
      const node = this.node(lease.node);
      lease.standing = 'invalid';
      node.invalid += 1;
      node.streak = 0;
    }
    for (const job of verdict.confirms) this.#settle(this.job(job), 'final');
    for (const job of verdict.voids) this.#settle(this.job(job), 'open');
  }

  /** A provisional job counts for good, or is done again. */
  #settle(record: JobRecord, to: 'final' | 'open'): void {
    if (record.state !== 'provisional') return;
    const worth = creditsOf(record.job);
    for (const lease of record.leases) if (lease.standing === 'valid') {
      const node = this.node(lease.node);
      node.escrow -= worth;
      node.unproven.delete(record.job.id);
      if (to === 'final') node.credits += worth;
      else lease.standing = 'void';
    }
    record.state = to;
    if (to === 'open') {
      record.wanted = record.job.replication.minQuorum;
      this.open.add(record.job.id);
    }
  }
}

/** Leases of a job that may still count. */
export function live(record: JobRecord): LeaseRecord[] {
  return record.leases.filter((lease) => lease.state !== 'lapsed' && lease.standing === 'waiting');
}

function must<T>(found: T | undefined, what: string): T {
  if (found === undefined) throw new Error(`an event names a ${what} that no earlier event made`);
  return found;
}
