// One attempt: from the lease to the coordinator's verdict. Every step is on the disk before the next begins, so it can stop anywhere.

import { AppError, toAppError, type ErrorShape } from '../../../shared/errors/app-error';
import type { LeaseState } from '../../../shared/pouw/protocol';
import { blobsOf, need, startOf } from '../job/frame';
import { commitmentOf } from '../job/commitment';
import { RunningJob, runJob, type JobStart } from '../host/run-job';
import type { SandboxHost } from '../host/sandbox';
import { randomHex } from '../ident/node-key';
import type { BlobCache } from '../store/blob-cache';
import type { AttemptEvent, AttemptRecord } from './attempts';
import type { CoordinatorClient } from './coordinator-client';

export interface AttemptTools {
  readonly host: SandboxHost;
  /** Modules, inputs and outputs. */
  readonly blobs: BlobCache;
  /** States to go on from. */
  readonly states: BlobCache;
  readonly client: CoordinatorClient;
  readonly node: string;
  /** On the disk when it returns. */
  write(event: AttemptEvent): void;
  keepEvery: number;
  changed(): void;
  now(): number;
  /** Resolves after so many milliseconds, or when the worker ends. */
  wait(milliseconds: number): Promise<void>;
  readonly stopped: () => boolean;
}

/** The coordinator's refusals that end an attempt; others are met by trying again. */
const ENDING: Readonly<Record<string, 'lapsed' | 'refused'>> = { 'pouw/lapsed': 'lapsed', 'pouw/no-lease': 'lapsed', 'pouw/committed': 'lapsed', 'pouw/other-result': 'refused', 'pouw/bad-trail': 'refused' };
const HEARTBEAT_MS = 30_000;
const RETRY = { first: 1_000, most: 60_000 };

export class Attempt {
  private running: RunningJob | null = null;
  private paused: boolean;
  private startedAt = 0;
  /** Units done, as the sandbox said last. */
  done: number;
  private doneAtStart = 0;
  private computed = 0;
  private readonly held: (() => void)[] = [];

  constructor(readonly record: AttemptRecord, private readonly tools: AttemptTools, paused: boolean) {
    this.paused = paused;
    this.done = record.kept?.done ?? (record.finished ? record.job.units : 0);
  }

  /** Whether it needs a processor now. */
  get computing(): boolean {
    return this.record.state === 'leased' && this.record.end === null;
  }

  /** Seconds of computing left, by the pace so far; null before there is one. */
  secondsLeft(): number | null {
    if (!this.computing || this.startedAt === 0 || this.done <= this.doneAtStart) return null;
    const seconds = (this.tools.now() - this.startedAt) / 1000;
    return Math.ceil((seconds / (this.done - this.doneAtStart)) * (this.record.job.units - this.done));
  }

  /** Milliseconds that it kept a processor busy here. */
  computedMs(): number {
    return this.computed + (this.running && !this.paused && this.startedAt > 0 ? this.tools.now() - this.startedAt : 0);
  }

  pause(): void {
    if (!this.paused && this.startedAt > 0) this.computed += this.tools.now() - this.startedAt;
    this.paused = true;
    this.running?.pause();
  }

  resume(): void {
    this.paused = false;
    this.startedAt = this.tools.now();
    this.doneAtStart = this.done;
    this.running?.resume();
  }

  /** Ends the sandbox; the attempt goes on from its last state another time. */
  async stop(): Promise<void> {
    await this.running?.stop();
  }

  /** Goes on from where the journal says, to the end. Never rejects. */
  async go(): Promise<void> {
    try {
      if (this.record.state === 'leased') await this.compute();
      if (this.record.state !== 'leased' && this.record.state !== 'ended') await this.handIn();
    } catch (thrown) {
      if (!this.tools.stopped()) await this.end('failed', toAppError(thrown).toShape());
    } finally {
      for (const letGo of this.held) letGo();
    }
  }

  private async compute(): Promise<void> {
    const { job, lease } = this.record;
    const { blobs, host } = this.tools;
    if (!(await this.fetchAll())) return;
    const begun = this.tools.now();
    this.running = await RunningJob.begin(host, await this.begin(), {
      progress: (done) => {
        this.done = done;
        this.tools.changed();
      },
      kept: (state) => void this.keep(state),
    });
    if (this.paused) this.running.pause();
    this.startedAt = this.tools.now();
    this.doneAtStart = this.done;
    const beating = this.heartbeats();
    const outcome = await this.running.outcome;
    this.computed = this.computedMs();
    this.running = null;
    beating.stop();
    if (outcome.kind === 'stopped' || this.tools.stopped()) return;
    if (outcome.kind === 'failed') throw AppError.fromShape(outcome.error);
    if (outcome.kind === 'state') throw new AppError('pouw/job-nonsense', 'the sandbox handed out a state in place of a result');
    await blobs.put(outcome.output, outcome.sha256);
    this.hold(outcome.sha256);
    this.done = job.units;
    this.write({ t: 'finished', lease, output: { sha256: outcome.sha256, size: outcome.output.length }, trail: [...outcome.trail], salt: randomHex(32), busyMs: outcome.busyMs, wallMs: this.tools.now() - begun, at: this.tools.now() });
  }

  /** Module and inputs, checked by their hashes, and kept until the attempt is over. @returns false when the worker ends before they are here */
  private async fetchAll(): Promise<boolean> {
    const { blobs, client, stopped, wait } = this.tools;
    let pause = RETRY.first;
    for (const blob of blobsOf(this.record.job)) {
      while (!(await blobs.get(blob.sha256))) {
        try {
          await blobs.put(await client.blob(blob), blob.sha256);
        } catch (thrown) {
          if (toAppError(thrown).code !== 'pouw/unreachable') throw thrown;
          await wait(pause);
          pause = Math.min(pause * 2, RETRY.most);
        }
        if (stopped() || this.record.end) return false;
      }
      this.hold(blob.sha256);
    }
    return true;
  }

  /** Makes room for others only when this attempt is over. */
  private hold(sha256: string): void {
    this.held.push(this.tools.blobs.hold(sha256));
  }

  /** From the state that was kept last, when it is still whole; else from the beginning. */
  private async begin(): Promise<JobStart> {
    const { job, kept } = this.record;
    const { blobs, states, keepEvery } = this.tools;
    const state = kept ? await states.get(kept.state) : null;
    if (state === null) this.done = 0;
    return { ...(await startOf(blobs, job, state && kept ? { state, trail: kept.trail } : null)), keepEvery };
  }

  private async keep({ done, state, trail }: { done: number; state: Uint8Array; trail: readonly string[] }): Promise<void> {
    const before = this.record.kept?.state;
    try {
      const hash = await this.tools.states.put(state);
      if (this.record.state !== 'leased') return;
      this.write({ t: 'kept', lease: this.record.lease, done, state: hash, trail: [...trail] });
      if (before !== undefined && before !== hash) await this.tools.states.remove(before);
    } catch {
      // Without room for a state the job goes on; a restart costs more then.
    }
  }

  private heartbeats(): { stop(): void } {
    let over = false;
    const beat = async () => {
      while (!over) {
        await this.tools.wait(HEARTBEAT_MS);
        if (over || this.tools.stopped()) return;
        // Who pauses keeps nobody else from the job: its lease ends in time, and the next heartbeat says so.
        if (this.paused) continue;
        const state = await this.tools.client.heartbeat(this.record.lease, this.done).catch(() => null);
        if (state && (state.state === 'cancelled' || state.state === 'lapsed')) {
          over = true;
          await this.running?.stop();
          await this.end(state.state, null);
        }
      }
    };
    void beat();
    return { stop: () => { over = true; } };
  }

  /** Commits, reveals when asked to, and waits for the verdict. */
  private async handIn(): Promise<void> {
    const { lease, finished } = this.record;
    if (!finished) return;
    const { client, node, blobs } = this.tools;
    let pause = RETRY.first;
    while (!this.tools.stopped() && this.record.end === null) {
      try {
        let standing: LeaseState;
        if (this.record.state === 'finished') {
          standing = await client.commit(lease, commitmentOf(finished.output.sha256, node, finished.salt));
          this.write({ t: 'committed', lease });
        } else standing = await client.heartbeat(lease, this.record.job.units);
        if (standing.wants?.kind === 'reveal') {
          await client.putBlob(await need(blobs, finished.output.sha256));
          standing = await client.result(lease, { output: finished.output, salt: finished.salt, trail: [...finished.trail], cpuMilliseconds: Math.round(finished.busyMs), wallMilliseconds: Math.round(finished.wallMs) });
          if (this.record.state === 'committed') this.write({ t: 'submitted', lease });
        }
        if (standing.wants?.kind === 'state') standing = await client.handIn(lease, standing.wants.slices, await this.stateAfter(standing.wants.slices));
        if (standing.state === 'validated' || standing.state === 'refused' || standing.state === 'cancelled' || standing.state === 'lapsed') return await this.end(standing.state, standing.verdict === null ? null : { code: 'pouw/verdict', message: standing.verdict, context: {} });
        pause = Math.max(RETRY.first, Math.min(standing.retryAfterSeconds * 1000, RETRY.most));
      } catch (thrown) {
        const { code, message, context } = toAppError(thrown);
        const ending = ENDING[code];
        if (ending) return await this.end(ending, { code, message, context });
        // The coordinator is away or refuses for now: what was done waits on the disk.
        pause = Math.min(pause * 2, RETRY.most);
      }
      await this.tools.wait(pause * (0.75 + Math.random() / 2));
    }
  }

  /** The state after so many slices, done again: it is asked for only when two workers disagree. */
  private async stateAfter(slices: number): Promise<Uint8Array> {
    const outcome = await runJob(this.tools.host, { ...(await startOf(this.tools.blobs, this.record.job, null)), keepEvery: null, stopAfter: slices });
    if (outcome.kind !== 'state') throw new AppError('pouw/job-nonsense', 'the sandbox handed out a result in place of a state');
    return outcome.state;
  }

  private async end(end: Extract<AttemptEvent, { t: 'ended' }>['end'], error: ErrorShape | null): Promise<void> {
    if (this.record.end) return;
    const kept = this.record.kept?.state;
    this.write({ t: 'ended', lease: this.record.lease, end, error: error && { code: error.code, message: error.message, context: { ...error.context } }, at: this.tools.now() });
    if (kept !== undefined) await this.tools.states.remove(kept);
  }

  private write(event: AttemptEvent): void {
    this.tools.write(event);
    this.tools.changed();
  }
}
