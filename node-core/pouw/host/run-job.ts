// One job in one sandbox, from the first message to its end: what comes out is parsed, what takes too long is killed.

import { createHash } from 'node:crypto';
import { AppError, type ErrorShape } from '../../../shared/errors/app-error';
import { admit } from '../../../shared/pouw/admit/admit';
import type { Job } from '../../../shared/pouw/protocol';
import { zFromSandbox, type FromSandbox } from '../../../shared/pouw/sandbox-messages';
import type { Sandbox, SandboxHost } from './sandbox';

/** The parts of a job that matter for running it. */
export type JobPlan = Pick<Job, 'units' | 'slices' | 'output' | 'limits'>;

export interface JobStart {
  readonly plan: JobPlan;
  readonly module: Uint8Array;
  /** The beginning, or a state that was kept, with the trail up to it. */
  readonly from: { readonly kind: 'frame'; readonly frame: Uint8Array } | { readonly kind: 'state'; readonly state: Uint8Array; readonly trail: readonly string[] };
  readonly keepEvery: number | null;
  /** Slices after which the state is wanted instead of the result. */
  readonly stopAfter?: number;
}

export type Outcome =
  | { readonly kind: 'done'; readonly output: Uint8Array; readonly sha256: string; readonly trail: readonly string[]; readonly busyMs: number }
  | { readonly kind: 'state'; readonly state: Uint8Array }
  | { readonly kind: 'failed'; readonly error: ErrorShape }
  /** Ended from outside before it was done. */
  | { readonly kind: 'stopped' };

export interface RunHooks {
  progress?(done: number): void;
  /** The state to go on from, with the trail up to it. */
  kept?(state: { readonly done: number; readonly state: Uint8Array; readonly trail: readonly string[] }): void;
  paused?(): void;
}

/** Milliseconds without a word after which a job is taken for a runaway: an honest one speaks ten times a second. */
const SILENCE_MS = 10_000;

const failure = (code: string, message: string): Outcome => ({ kind: 'failed', error: { code, message, context: {} } });
const copied = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(bytes);

export class RunningJob {
  readonly outcome: Promise<Outcome>;
  private finish!: (outcome: Outcome) => void;
  private over = false;
  private readonly trail: string[];
  private silence: NodeJS.Timeout | null = null;
  private wall: NodeJS.Timeout | null = null;
  private wallLeft: number;
  private runningSince = 0;

  private constructor(private readonly sandbox: Sandbox, private readonly start: JobStart, private readonly hooks: RunHooks) {
    this.trail = start.from.kind === 'state' ? [...start.from.trail] : [];
    this.wallLeft = start.plan.limits.wallSeconds * 1000;
    this.outcome = new Promise((resolve) => { this.finish = resolve; });
  }

  /**
   * Admits the module and begins. The bytes are looked at before V8 sees them.
   * @throws AppError pouw/module-… | pouw/no-sandbox
   */
  static async begin(host: SandboxHost, start: JobStart, hooks: RunHooks = {}): Promise<RunningJob> {
    const { plan } = start;
    const admitted = admit(start.module, { memPages: plan.limits.memPages });
    const running = new RunningJob(await host.open(), start, hooks);
    running.sandbox.listen((message) => running.hear(message), (crashed) => running.end(crashed ? failure('pouw/job-crashed', 'the job brought its sandbox down') : failure('pouw/sandbox-gone', 'the sandbox ended by itself')));
    running.watch();
    running.sandbox.send({
      kind: 'start', module: copied(start.module), pages: admitted.memory.pages, globals: [...admitted.mutableGlobals],
      from: start.from.kind === 'frame' ? { kind: 'frame', frame: copied(start.from.frame) } : { kind: 'state', state: copied(start.from.state) },
      units: plan.units, slices: plan.slices, output: plan.output, outputBytes: plan.limits.outputBytes, keepEvery: start.keepEvery, stopAfter: start.stopAfter ?? null,
    });
    return running;
  }

  /** Stops between two steps; what was done stays. */
  pause(): void {
    if (this.over) return;
    this.sandbox.send({ kind: 'keep' });
    this.sandbox.send({ kind: 'pause' });
  }

  resume(): void {
    if (this.over) return;
    this.sandbox.send({ kind: 'resume' });
    this.watch();
  }

  /** Ends it at once. */
  async stop(): Promise<void> {
    this.end({ kind: 'stopped' });
    await this.sandbox.kill();
  }

  private hear(message: unknown): void {
    if (this.over) return;
    const parsed = zFromSandbox.safeParse(message);
    if (!parsed.success) return this.end(failure('pouw/job-nonsense', 'the sandbox said something that has no meaning'));
    if (parsed.data.kind === 'paused') this.rest();
    else this.watch();
    this.take(parsed.data);
  }

  private take(message: FromSandbox): void {
    const { plan } = this.start;
    switch (message.kind) {
      case 'ready': return;
      case 'paused': return this.hooks.paused?.();
      case 'progress': return this.hooks.progress?.(Math.min(message.done, plan.units));
      case 'slice':
        if (message.index !== this.trail.length) return this.end(failure('pouw/job-nonsense', 'slices came out of order'));
        this.trail.push(message.hash);
        return;
      case 'state':
        if (this.start.stopAfter === this.trail.length && this.start.stopAfter !== undefined) return this.end({ kind: 'state', state: message.state });
        return this.hooks.kept?.({ done: message.done, state: message.state, trail: [...this.trail] });
      case 'failed': return this.end({ kind: 'failed', error: message.error });
      case 'done': {
        const sha256 = createHash('sha256').update(message.output).digest('hex');
        if (this.trail.length !== plan.slices || sha256 !== message.sha256 || message.output.length > plan.limits.outputBytes) return this.end(failure('pouw/job-nonsense', 'the result does not fit the job'));
        return this.end({ kind: 'done', output: message.output, sha256, trail: [...this.trail], busyMs: message.busyMs });
      }
    }
  }

  /** Counts from now: silence, and the time that the job may take in all. */
  private watch(): void {
    if (this.over) return;
    if (this.silence) clearTimeout(this.silence);
    this.silence = setTimeout(() => this.end(failure('pouw/job-runaway', 'the job no longer says anything')), SILENCE_MS);
    if (this.wall) return;
    this.runningSince = Date.now();
    this.wall = setTimeout(() => this.end(failure('pouw/job-too-long', 'the job took longer than it may')), this.wallLeft);
  }

  private rest(): void {
    if (this.silence) clearTimeout(this.silence);
    if (this.wall) {
      clearTimeout(this.wall);
      this.wallLeft -= Date.now() - this.runningSince;
    }
    this.silence = null;
    this.wall = null;
  }

  private end(outcome: Outcome): void {
    if (this.over) return;
    this.over = true;
    this.rest();
    void this.sandbox.kill().then(() => this.finish(outcome), () => this.finish(outcome));
  }
}

/** Runs a job to its end. @throws AppError pouw/… as begin, or what the job failed with */
export async function runJob(host: SandboxHost, start: JobStart): Promise<Extract<Outcome, { kind: 'done' | 'state' }>> {
  const outcome = await (await RunningJob.begin(host, start)).outcome;
  if (outcome.kind === 'failed') throw AppError.fromShape(outcome.error);
  if (outcome.kind === 'stopped') throw new AppError('pouw/stopped', 'the job was stopped');
  return outcome;
}
