// A coordinator at work: requests become events, events are on disk before anybody is told, and what follows from them is done.

import { AppError, toAppError } from '../../../shared/errors/app-error';
import { PAGE_BYTES } from '../../../shared/pouw/abi';
import { PROTOCOL, type BatchRequest, type BatchView, type Health, type JobView, type LeaseAnswer, type LeaseRequest, type LeaseState, type Ledger, type NodeView, type Registration, type Result } from '../../../shared/pouw/protocol';
import type { BlobCache } from '../store/blob-cache';
import type { Batches } from './batches';
import { Engine, type Chance } from './engine';
import type { EventLog } from './event-log';
import type { CoordinatorEvent } from './events';
import { agreed, settle } from './judge';
import type { CoordinatorPolicy } from './policy';
import type { Referee } from './referee';
import { CoordinatorState, live, type JobRecord } from './state';
import { batchView, jobView, ledgerOf, nodeView } from './views';

export interface CoordinatorDeps {
  readonly name: string;
  readonly log: EventLog;
  readonly blobs: BlobCache;
  readonly referee: Referee;
  readonly batches: Batches;
  readonly policy: CoordinatorPolicy;
  readonly chance: Chance;
  /** What a credit is worth where this coordinator pays; null where it does not. */
  readonly pays: { readonly satPerCredit: number } | null;
  /** Checks who a worker acts for. @throws AppError pouw/bad-delegation */
  checkDelegation(node: string, registration: Registration, now: number): void;
  /** A batch is in the log. */
  published?(): void;
  now(): number;
  report(line: string): void;
}

export class Coordinator {
  readonly state = new CoordinatorState();
  readonly engine: Engine;
  /** Judging a job, putting a batch together: one after the other for each. */
  private readonly busy = new Map<string, Promise<void>>();
  /** By job: when the coordinator stops waiting for a state and does it all itself, or tries again what failed. */
  private readonly due = new Map<string, number>();
  /** Jobs whose slice is being done again: nobody has to hand in a state for these any more. */
  private readonly redoing = new Set<string>();

  private constructor(readonly deps: CoordinatorDeps) {
    this.engine = new Engine(this.state, deps.policy, deps.chance);
  }

  /** Reads the log and goes on where it ended. @throws AppError pouw/log-damaged */
  static async open(deps: CoordinatorDeps): Promise<Coordinator> {
    const coordinator = new Coordinator(deps);
    await deps.log.replay((event) => coordinator.state.apply(event));
    // Heartbeats are not in the log: who works gets the time to say so.
    const until = deps.now() + deps.policy.leaseMs;
    for (const { held } of coordinator.state.nodes.values()) for (const id of held) coordinator.state.lease(id).until = until;
    for (const id of coordinator.state.open) void coordinator.advance(id);
    for (const [id, batch] of coordinator.state.batches) if (!batch.finished && !batch.failed) coordinator.gather(id);
    return coordinator;
  }

  health(): Health {
    const { name, pays, now } = this.deps;
    return { protocol: PROTOCOL, name, time: now(), pays: pays && { chain: 'flux', satPerCredit: pays.satPerCredit } };
  }

  async register(node: string, registration: Registration): Promise<NodeView> {
    this.deps.checkDelegation(node, registration, this.deps.now());
    await this.write(this.engine.register(node, registration, this.deps.now()));
    return nodeView(this.state.node(node));
  }

  async lease(node: string, request: LeaseRequest): Promise<LeaseAnswer> {
    const { events, lease } = this.engine.lease(node, request, this.deps.now());
    await this.write(events);
    const found = lease === null ? null : this.state.lease(lease);
    return { lease: found && { id: found.id, job: this.state.job(found.job).job, until: found.until }, retryAfterSeconds: found ? 0 : this.deps.policy.retryAfterSeconds };
  }

  /** @throws AppError pouw/not-registered */
  known(node: string): void {
    if (!this.state.nodes.has(node)) throw new AppError('pouw/not-registered', 'this worker is not registered here');
  }

  /**
   * Room is for those who work: outputs and states of jobs that they hold.
   * @throws AppError pouw/not-registered | pouw/no-lease | pouw/too-large
   */
  mayStore(node: string, bytes: number): void {
    this.known(node);
    const held = this.state.node(node).leases.map((id) => this.state.lease(id)).filter(({ state, standing }) => state !== 'lapsed' && standing === 'waiting');
    if (held.length === 0) throw new AppError('pouw/no-lease', 'this worker holds no lease that something could be stored for');
    // A module's state is its memory; a model's is what came out so far.
    const most = Math.max(...held.map(({ job }) => this.state.job(job).job).map(({ kind, limits: { outputBytes, memPages } }) => Math.max(outputBytes, kind === 'onnx' ? 0 : memPages * PAGE_BYTES) + PAGE_BYTES));
    if (bytes > most) throw new AppError('pouw/too-large', 'this is more than any job of this worker makes');
  }

  heartbeat(node: string, lease: string): LeaseState {
    this.engine.heartbeat(node, lease, this.deps.now());
    return this.standing(node, lease);
  }

  async commit(node: string, lease: string, commitment: string): Promise<LeaseState> {
    await this.write(this.engine.commit(node, lease, commitment, this.deps.now()));
    return this.standing(node, lease);
  }

  /** @throws AppError blob/missing when the output was not stored before */
  async result(node: string, lease: string, result: Result): Promise<LeaseState> {
    const events = this.engine.result(node, lease, result, this.deps.now());
    if (events.length > 0 && !this.deps.blobs.has(result.output.sha256)) throw new AppError('blob/missing', 'the output has to be stored before the result is shown');
    await this.write(events);
    if (events.length > 0) await this.advance(this.engine.leaseOf(node, lease).job);
    return this.standing(node, lease);
  }

  /** A state that a dispute needs. Its hash is what everybody agreed about, so who hands it in does not matter. */
  async handIn(node: string, lease: string, slices: number, sha256: string): Promise<LeaseState> {
    const record = this.state.job(this.engine.leaseOf(node, lease).job);
    const before = live(record)[0]?.result?.trail[slices - 1];
    if (record.dispute !== slices || before !== sha256) return this.standing(node, lease);
    if (!this.deps.blobs.has(sha256)) throw new AppError('blob/missing', 'the state has to be stored before it is handed in');
    if (!this.redoing.has(record.job.id)) this.redo(record, sha256);
    return this.standing(node, lease);
  }

  async submit(publisher: string, request: BatchRequest): Promise<BatchView> {
    const { now, chance, batches } = this.deps;
    const batch = chance.id();
    const at = now();
    const jobs = await batches.plan(this.state, { batch, publisher, request, at });
    await this.write([{ t: 'batch', batch, publisher, request, at }, ...jobs.map((job) => ({ t: 'job' as const, job, round: 0, at }))]);
    this.deps.published?.();
    return this.batch(batch);
  }

  /** @throws AppError pouw/no-batch */
  batch(id: string): BatchView {
    const found = this.state.batches.get(id);
    if (!found) throw new AppError('pouw/no-batch', 'there is no such batch');
    return batchView(this.state, found);
  }

  allBatches(): BatchView[] {
    return [...this.state.batches.values()].reverse().slice(0, 200).map((batch) => batchView(this.state, batch));
  }

  /** @throws AppError pouw/no-job */
  job(id: string): JobView {
    const found = this.state.jobs.get(id);
    if (!found) throw new AppError('pouw/no-job', 'there is no such job');
    return jobView(found);
  }

  /** @throws AppError pouw/not-registered */
  ledger(node: string): Ledger {
    this.known(node);
    return ledgerOf(this.state, this.state.node(node));
  }

  /** Time passed: leases lapse, jobs fail, disputes stop waiting. */
  async tick(): Promise<void> {
    const at = this.deps.now();
    await this.write(this.engine.lapse(at));
    // What could not be put together when its last result came is tried again.
    for (const [id, batch] of this.state.batches) if (!batch.finished && !batch.failed && !this.busy.has(id)) this.gather(id);
    for (const [job, due] of this.due) if (due <= at) {
      this.due.delete(job);
      const record = this.state.jobs.get(job);
      if (record && (record.dispute !== null || record.look !== null)) this.redo(record, null);
    }
  }

  /** Everything that was begun is done. */
  async idle(): Promise<void> {
    while (this.busy.size > 0) await Promise.allSettled(this.busy.values());
  }

  async close(): Promise<void> {
    await this.idle();
    await this.deps.log.close();
  }

  /** The state runs ahead of the disk by what is being written; nobody is told before it is there. */
  async write(events: readonly CoordinatorEvent[]): Promise<void> {
    for (const event of events) this.state.apply(event);
    await this.deps.log.append(events);
  }

  private advance(job: string): Promise<void> {
    return this.inTurn(job, async () => {
      const events = this.engine.judge(job, this.deps.now());
      await this.write(events);
      this.after(this.state.job(job), events);
    });
  }

  private standing(node: string, lease: string): LeaseState {
    const standing = this.engine.standing(node, lease);
    return standing.wants?.kind === 'state' && this.redoing.has(this.engine.leaseOf(node, lease).job) ? { ...standing, wants: null } : standing;
  }

  /** What a verdict, a look or a dispute brings with it. Nobody who handed in a result waits for it. */
  private after(record: JobRecord, events: readonly CoordinatorEvent[]): void {
    if (record.look !== null || record.dispute === 0) this.redo(record, null);
    else if (record.dispute !== null) this.due.set(record.job.id, this.deps.now() + this.deps.policy.stateMs);
    // What a check confirms or voids may belong to other batches.
    for (const event of events) if (event.t === 'verdict') for (const batch of new Set([event.job, ...event.verdict.confirms, ...event.verdict.voids].map((id) => this.state.job(id).job.batch))) this.gather(batch);
  }

  private redo(record: JobRecord, state: string | null): void {
    this.redoing.add(record.job.id);
    void this.inTurn(record.job.id, () => this.redoNow(record, state).finally(() => this.redoing.delete(record.job.id)));
  }

  private async redoNow(record: JobRecord, state: string | null): Promise<void> {
    const { id } = record.job;
    const [slice, looking] = record.look === null ? [record.dispute, false] : [record.look, true];
    if (slice === null) return;
    this.due.delete(id);
    const { policy, now } = this.deps;
    const truth = await this.truth(record, slice, state);
    // Its time may have been over meanwhile.
    if (record.state !== 'open' || (looking ? record.look : record.dispute) !== slice) return;
    if (truth === null && !looking) return void this.due.set(id, now() + policy.stateMs);
    const events = truth === null ? agreed(this.state, record, policy, now()) : settle(this.state, record, slice, truth, policy, now());
    await this.write(events);
    this.after(record, events);
  }

  /** Null where the coordinator itself cannot do it: a dispute waits then, a look is left out. */
  private async truth({ job }: JobRecord, slice: number, state: string | null): Promise<string | null> {
    const { referee, blobs, report } = this.deps;
    try {
      return await referee.truth(job, slice, state === null ? null : await blobs.get(state));
    } catch (thrown) {
      report(`${job.id}: not done again: ${toAppError(thrown).code}`);
      return null;
    }
  }

  /** Puts a batch's results together once all of a round are there. */
  private gather(batch: string): void {
    // Asked after every verdict: a batch of many jobs is not read through each time.
    if ((this.state.batches.get(batch)?.pending ?? 0) > 0) return;
    void this.inTurn(batch, async () => {
      const record = this.state.batches.get(batch);
      if (record) await this.write(await this.deps.batches.next(this.state, record, this.deps.now()));
    });
  }

  private inTurn(key: string, work: () => Promise<void>): Promise<void> {
    const run = (this.busy.get(key) ?? Promise.resolve()).then(work).catch((thrown: unknown) => this.deps.report(`${key}: ${toAppError(thrown).code}`));
    this.busy.set(key, run);
    void run.then(() => {
      if (this.busy.get(key) === run) this.busy.delete(key);
    });
    return run;
  }
}
