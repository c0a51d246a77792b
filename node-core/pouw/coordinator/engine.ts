// What a coordinator decides: pure functions from its state and a request to the events that follow. They do nothing by themselves.
// Honest computers agree to the bit, so results are compared by hash; where they differ, the first slice that differs is done again.

import { AppError } from '../../../shared/errors/app-error';
import type { LeaseRequest, LeaseState, Registration, Result } from '../../../shared/pouw/protocol';
import type { CoordinatorEvent } from './events';
import { commitmentOf } from './commitment';
import { judge } from './judge';
import type { CoordinatorPolicy } from './policy';
import { CAUGHT_OUT, live, type CoordinatorState, type JobRecord, type LeaseRecord, type NodeState } from './state';

export interface Chance {
  /** A number in [0, 1) that no worker can foretell. */
  readonly random: () => number;
  /** 32 fresh hexadecimal digits. */
  readonly id: () => string;
}

export class Engine {
  constructor(readonly state: CoordinatorState, readonly policy: CoordinatorPolicy, private readonly chance: Chance) {}

  register(node: string, registration: Registration, at: number): CoordinatorEvent[] {
    const known = this.state.nodes.get(node);
    return known && JSON.stringify(known.registration) === JSON.stringify(registration) ? [] : [{ t: 'node', node, registration, at }];
  }

  /**
   * Work for a node, or none.
   * @throws AppError pouw/not-registered | pouw/excluded
   */
  lease(key: string, { kinds, holds }: LeaseRequest, at: number): { events: CoordinatorEvent[]; lease: string | null } {
    const node = this.worker(key);
    const held = node.leases.map((id) => this.state.lease(id)).filter(({ state }) => state === 'leased' || state === 'committed');
    // A worker that lost its records asks with none: what it forgot is given to others at once.
    const forgotten = held.filter((lease) => lease.state === 'leased' && !holds.includes(lease.id));
    const events: CoordinatorEvent[] = forgotten.map(({ id }) => ({ t: 'lapsed', lease: id, at }));
    if (held.length - forgotten.length >= this.policy.mostLeases) return { events, lease: null };
    const lapsing = new Set(forgotten.map(({ id }) => id));
    for (const id of this.state.open) {
      const record = this.state.job(id);
      if (!kinds.includes(record.job.kind) || record.job.expires <= at || record.dispute !== null || !this.mayWork(node, record)) continue;
      const running = live(record).filter((lease) => !lapsing.has(lease.id));
      const alone = running.length === 0 && this.trusts(node, record);
      if (running.length > 0 && running.length >= record.wanted) continue;
      const lease = this.chance.id();
      events.push({ t: 'lease', lease, job: id, node: key, alone, at, until: at + this.policy.leaseMs });
      return { events, lease };
    }
    return { events, lease: null };
  }

  /** Leases whose time is over, and jobs that nobody can finish any more. */
  lapse(at: number): CoordinatorEvent[] {
    const events: CoordinatorEvent[] = [];
    for (const id of this.state.open) {
      const record = this.state.job(id);
      for (const lease of record.leases) if (lease.state !== 'lapsed' && lease.state !== 'submitted' && lease.until <= at) events.push({ t: 'lapsed', lease: lease.id, at });
      const spent = record.leases.length >= record.job.replication.maxTotal;
      if (record.job.expires <= at || (spent && live(record).length === 0)) events.push({ t: 'failed', job: id, why: spent ? 'too many attempts failed' : 'its time is over', at });
    }
    return events;
  }

  /** @throws AppError pouw/no-lease | pouw/lapsed | pouw/committed */
  commit(key: string, id: string, commitment: string, at: number): CoordinatorEvent[] {
    const lease = this.leaseOf(key, id);
    if (lease.commitment === commitment) return [];
    if (lease.commitment !== null) throw new AppError('pouw/committed', 'this lease is bound to another result already');
    this.stillCounts(lease);
    return [{ t: 'commit', lease: id, commitment, at }];
  }

  /**
   * Takes a result that was committed to. The verdict may follow from it at once.
   * @throws AppError pouw/no-lease | pouw/not-committed | pouw/other-result | pouw/too-early | pouw/lapsed
   */
  result(key: string, id: string, result: Result, at: number): CoordinatorEvent[] {
    const lease = this.leaseOf(key, id);
    if (lease.commitment === null) throw new AppError('pouw/not-committed', 'a result is committed to before it is shown');
    if (commitmentOf(result.output.sha256, key, result.salt) !== lease.commitment) throw new AppError('pouw/other-result', 'this is not the result that was committed to');
    if (lease.result !== null) return [];
    this.stillCounts(lease);
    const record = this.state.job(lease.job);
    if (!this.mayReveal(record)) throw new AppError('pouw/too-early', 'another worker has not committed yet');
    if (result.trail.length !== record.job.slices) throw new AppError('pouw/bad-trail', `the trail of this job has ${record.job.slices} entries`);
    return [{ t: 'result', lease: id, result, at }];
  }

  /** The verdict on a job whose results are all in, a dispute about it, or nothing yet. */
  judge(job: string, at: number): CoordinatorEvent[] {
    const record = this.state.jobs.get(job);
    return record?.state === 'open' && record.dispute === null ? judge(this.state, record, this.policy, at) : [];
  }

  /** What a worker should know of its lease. @throws AppError pouw/no-lease */
  standing(key: string, id: string): LeaseState {
    const lease = this.leaseOf(key, id);
    const record = this.state.job(lease.job);
    const state = lease.standing === 'valid' ? 'validated' : lease.standing === 'invalid' ? 'refused' : lease.standing === 'void' ? 'cancelled' : record.state !== 'open' && lease.state !== 'submitted' ? 'cancelled' : lease.state;
    const reveal = state === 'committed' && this.mayReveal(record);
    const disputed = state === 'submitted' && record.dispute !== null && record.dispute > 0 ? record.dispute : null;
    return {
      state, until: lease.until, verdict: record.verdict,
      wants: reveal ? { kind: 'reveal' } : disputed !== null ? { kind: 'state', slices: disputed } : null,
      retryAfterSeconds: state === 'committed' && !reveal ? 1 : this.policy.retryAfterSeconds,
    };
  }

  /** A heartbeat keeps the lease; it is not written down. @throws AppError pouw/no-lease */
  heartbeat(key: string, id: string, at: number): LeaseState {
    const lease = this.leaseOf(key, id);
    if (lease.state === 'leased') lease.until = Math.max(lease.until, at + this.policy.leaseMs);
    return this.standing(key, id);
  }

  private mayReveal(record: JobRecord): boolean {
    return live(record).filter(({ state }) => state === 'committed' || state === 'submitted').length >= record.wanted;
  }

  private stillCounts(lease: LeaseRecord): void {
    const record = this.state.job(lease.job);
    if (lease.state === 'lapsed' || record.state !== 'open') throw new AppError('pouw/lapsed', 'this lease has ended, and its job is done or given to others');
  }

  /** @throws AppError pouw/no-lease */
  leaseOf(key: string, id: string): LeaseRecord {
    const lease = this.state.leases.get(id);
    if (lease?.node !== key) throw new AppError('pouw/no-lease', 'this worker holds no such lease');
    return lease;
  }

  private worker(key: string): NodeState {
    const node = this.state.nodes.get(key);
    if (!node) throw new AppError('pouw/not-registered', 'this worker is not registered here');
    if (node.invalid >= CAUGHT_OUT) throw new AppError('pouw/excluded', 'this worker gave wrong results three times and gets no more work here');
    return node;
  }

  /** Never twice for one worker, and never for two workers of one person: they could agree on anything. */
  private mayWork(node: NodeState, record: JobRecord): boolean {
    const owner = node.registration.delegation;
    return record.leases.every((lease) => {
      if (lease.node === node.key) return lease.state === 'lapsed';
      const other = this.state.node(lease.node).registration.delegation;
      return owner === null || other === null || (owner.fluxId !== other.fluxId && owner.payout !== other.payout);
    });
  }

  /** Valid results in a row earn a chance of working unchecked; the longer the row, the better the chance. */
  private trusts(node: NodeState, { job }: JobRecord): boolean {
    if (!job.replication.adaptive || node.streak < this.policy.trustAfter) return false;
    return this.chance.random() >= Math.max(1 / node.streak, this.policy.leastChecks);
  }
}
