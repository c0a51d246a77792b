// What a coordinator decides: pure functions from its state and a request to the events that follow. They do nothing by themselves.
// Honest computers agree to the bit, so results are compared by hash; where they differ, the first slice that differs is done again.

import { AppError } from '../../../shared/errors/app-error';
import type { LeaseRequest, LeaseState, Registration, Result } from '../../../shared/pouw/protocol';
import type { CoordinatorEvent } from './events';
import { commitmentOf } from '../job/commitment';
import { judge, rowFor } from './judge';
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
    // A worker that lost its records asks with none: what it forgot is given to others at once.
    const forgotten = [...node.held].map((id) => this.state.lease(id)).filter((lease) => lease.state === 'leased' && !holds.includes(lease.id));
    const events: CoordinatorEvent[] = forgotten.map(({ id }) => ({ t: 'lapsed', lease: id, at }));
    if (node.held.size - forgotten.length >= this.policy.mostLeases) return { events, lease: null };
    for (const id of this.state.wanting()) {
      const record = this.state.job(id);
      if (!kinds.includes(record.job.kind) || record.job.expires <= at || spent(record) || !this.mayWork(node, record)) continue;
      const lease = this.chance.id();
      events.push({ t: 'lease', lease, job: id, node: key, alone: live(record).length === 0 && this.trusts(node, record), at, until: this.until(record, at, at) });
      return { events, lease };
    }
    return { events, lease: null };
  }

  /** Leases whose time is over, and jobs that nobody can finish any more. */
  lapse(at: number): CoordinatorEvent[] {
    const events: CoordinatorEvent[] = [];
    for (const id of this.state.open) {
      const record = this.state.job(id);
      const over = record.leases.filter((lease) => (lease.state === 'leased' || lease.state === 'committed') && lease.until <= at);
      for (const lease of over) events.push({ t: 'lapsed', lease: lease.id, at });
      // Nobody new gets a job that is spent: those who are still at it finish it, or nobody does.
      const enough = live(record).length - over.length >= Math.max(1, record.wanted);
      const why = record.job.expires <= at ? 'its time is over' : !enough && spent(record, over) ? 'too many attempts failed' : null;
      if (why !== null) events.push({ t: 'failed', job: id, why, at });
    }
    return events;
  }

  /** @throws AppError pouw/no-lease | pouw/lapsed | pouw/committed */
  commit(key: string, id: string, commitment: string, at: number): CoordinatorEvent[] {
    const lease = this.leaseOf(key, id);
    if (lease.commitment === commitment) return [];
    if (lease.commitment !== null) throw new AppError('pouw/committed', 'this lease is bound to another result already');
    const record = this.state.job(lease.job);
    if (lease.state === 'lapsed' ? !this.stillWanted(lease, record, at) : record.state !== 'open') throw lapsed();
    return [{ t: 'commit', lease: id, commitment, at, until: this.until(record, at, at) }];
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
    const record = this.state.job(lease.job);
    if (lease.state === 'lapsed' || record.state !== 'open') throw lapsed();
    if (!this.mayReveal(record)) throw new AppError('pouw/too-early', 'another worker has not committed yet');
    if (result.trail.length !== record.job.slices) throw new AppError('pouw/bad-trail', `the trail of this job has ${record.job.slices} entries`);
    return [{ t: 'result', lease: id, result, at }];
  }

  /** The verdict on a job whose results are all in, a look at it, a dispute about it, or nothing yet. */
  judge(job: string, at: number): CoordinatorEvent[] {
    const record = this.state.jobs.get(job);
    return record?.state === 'open' && record.dispute === null && record.look === null ? judge(this.state, record, this.policy, at, this.chance.random) : [];
  }

  /** What a worker should know of its lease. @throws AppError pouw/no-lease */
  standing(key: string, id: string): LeaseState {
    const lease = this.leaseOf(key, id);
    const record = this.state.job(lease.job);
    const state = lease.standing !== 'waiting' ? JUDGED[lease.standing] : record.state !== 'open' ? 'cancelled' : lease.state;
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
    const record = this.state.job(lease.job);
    // Waiting for the others to commit takes as long as it takes; being slow does not.
    if (lease.state === 'leased') lease.until = Math.max(lease.until, this.until(record, at, lease.at));
    if (lease.state === 'committed' && !this.mayReveal(record)) lease.until = Math.max(lease.until, at + this.policy.leaseMs);
    return this.standing(key, id);
  }

  private mayReveal(record: JobRecord): boolean {
    return live(record).filter(({ state }) => state === 'committed' || state === 'submitted').length >= record.wanted;
  }

  /** End of a lease that is renewed now: never later than the job allows for one attempt. */
  private until({ job }: JobRecord, now: number, begun: number): number {
    return Math.min(now + this.policy.leaseMs, begun + Math.max(job.delayBoundSeconds * 1000, this.policy.leaseMs));
  }

  /** A result that comes late is taken while nobody else has taken its place. */
  private stillWanted(lease: LeaseRecord, record: JobRecord, at: number): boolean {
    const node = this.state.node(lease.node);
    const here = live(record);
    return record.state === 'open' && record.job.expires > at && record.dispute === null && record.look === null && lease.standing === 'waiting' && node.invalid < CAUGHT_OUT
      && (here.length === 0 || here.length < record.wanted) && this.mayWork(node, record);
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
    let tries = 0;
    return record.leases.every((lease) => {
      const ended = lease.state === 'lapsed' || lease.standing === 'void';
      if (lease.node === node.key) return ended && (tries += 1) < this.policy.mostTries;
      if (ended) return true;
      const other = this.state.node(lease.node).registration.delegation;
      return owner === null || other === null || (owner.fluxId !== other.fluxId && owner.payout !== other.payout);
    });
  }

  /** Confirmed results in a row earn a chance of working unchecked; the longer the row, the better the chance. */
  private trusts(node: NodeState, { job }: JobRecord): boolean {
    if (!job.replication.adaptive || node.streak < rowFor(node, this.policy)) return false;
    return this.chance.random() >= Math.max(1 / node.streak, this.policy.leastChecks);
  }
}

const JUDGED = { valid: 'validated', invalid: 'refused', void: 'cancelled' } as const;

const lapsed = (): AppError => new AppError('pouw/lapsed', 'this lease has ended, and its job is done or given to others');

/** Workers are counted, not attempts: one that forgets again and again does not use up a job. */
function spent({ job, leases }: JobRecord, over: readonly LeaseRecord[] = []): boolean {
  const wrong = leases.filter(({ standing }) => standing === 'invalid').length;
  const gone = new Set([...leases.filter(({ state }) => state === 'lapsed'), ...over].map(({ node }) => node)).size;
  return wrong >= job.replication.maxErrors || wrong + gone >= job.replication.maxTotal;
}
