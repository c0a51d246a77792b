// One job in one sandbox, from the first message to its end: what comes out is parsed, what takes too long is killed.

import { createHash } from 'node:crypto';
import { AppError, type ErrorShape } from '../../../shared/errors/app-error';
import { admit } from '../../../shared/pouw/admit/admit';
import type { Job } from '../../../shared/pouw/protocol';
import { ONNX_RUNTIME, RUNTIME_PAGES } from '../../../shared/pouw/onnx/runtime';
import { zFromSandbox, type FromSandbox, type StartMessage } from '../../../shared/pouw/sandbox-messages';
import type { Sandbox, SandboxHost } from './sandbox';

/** The parts of a job that matter for running it. */
export type JobPlan = Pick<Job, 'units' | 'slices' | 'output' | 'limits'>;

export interface JobStart {
  readonly plan: JobPlan;
  /** A module, or the runtime for models that the job names. */
  readonly program: { readonly kind: 'wasm'; readonly module: Uint8Array } | { readonly kind: 'onnx'; readonly sha256: string };
  /** Where it begins. A module that goes on from a state has its input in there, and needs no frame. */
  readonly frame: Uint8Array | null;
  /** A state that was kept, with the trail up to it; null: from the beginning. */
  readonly state: { readonly state: Uint8Array; readonly trail: readonly string[] } | null;
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
/** Milliseconds that the runtime for models may take to be translated, at the lowest priority of a busy computer. */
const LOADING_MS = 60_000;
/** Pages of a module's memory at most: all of it is hashed after each slice. */
const MODULE_PAGES = 1_024;

const failure = (code: string, message: string): Outcome => ({ kind: 'failed', error: { code, message, context: {} } });
const copied = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(bytes);

export class RunningJob {
  readonly outcome: Promise<Outcome>;
  private finish!: (outcome: Outcome) => void;
  private over = false;
  /** It said that some of it is done. */
  private moving = false;
  private readonly trail: string[];
  private silence: NodeJS.Timeout | null = null;
  private wall: NodeJS.Timeout | null = null;
  private wallLeft: number;
  private runningSince = 0;

  private constructor(private readonly sandbox: Sandbox, private readonly start: JobStart, private readonly hooks: RunHooks) {
    this.trail = [...(start.state?.trail ?? [])];
    this.wallLeft = start.plan.limits.wallSeconds * 1000;
    this.outcome = new Promise((resolve) => { this.finish = resolve; });
  }

  /**
   * Admits the module and begins. The bytes are looked at before V8 sees them; a model is looked at inside the sandbox, before the runtime sees it.
   * @throws AppError pouw/module-… | pouw/no-runtime | pouw/no-sandbox
   */
  static async begin(host: SandboxHost, start: JobStart, hooks: RunHooks = {}): Promise<RunningJob> {
    const { plan } = start;
    const program = await admitted(host, start);
    const running = new RunningJob(await host.open(program.kind), start, hooks);
    running.sandbox.listen((message) => running.hear(message), (crashed) => running.end(crashed ? failure('pouw/job-crashed', 'the job brought its sandbox down') : failure('pouw/sandbox-gone', 'the sandbox ended by itself')));
    running.watch();
    running.sandbox.send({
      kind: 'start', program, from: { frame: copied(start.frame ?? new Uint8Array(0)), state: start.state && copied(start.state.state) },
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
    this.moving ||= parsed.data.kind !== 'ready';
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
    this.silence = setTimeout(() => this.end(failure('pouw/job-runaway', 'the job no longer says anything')), this.start.program.kind === 'onnx' && !this.moving ? LOADING_MS : SILENCE_MS);
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

/** What the sandbox is given to run. @throws AppError pouw/module-… | pouw/no-runtime */
async function admitted(host: SandboxHost, { program, plan: { limits } }: JobStart): Promise<StartMessage['program']> {
  if (program.kind === 'wasm') {
    const { memory, mutableGlobals } = admit(program.module, { memPages: Math.min(limits.memPages, MODULE_PAGES) });
    return { kind: 'wasm', module: copied(program.module), pages: memory.pages, globals: [...mutableGlobals] };
  }
  // Trusted code is known by its hash; nothing that a coordinator sends stands in for it.
  if (program.sha256 !== ONNX_RUNTIME.sha256) throw new AppError('pouw/module-runtime', 'the job names another runtime for models than the one of this program');
  return { kind: 'onnx', runtime: copied(await host.onnxRuntime()), pages: Math.min(limits.memPages, RUNTIME_PAGES) };
}

/** Runs a job to its end. @throws AppError pouw/… as begin, or what the job failed with */
export async function runJob(host: SandboxHost, start: JobStart): Promise<Extract<Outcome, { kind: 'done' | 'state' }>> {
  const outcome = await (await RunningJob.begin(host, start)).outcome;
  if (outcome.kind === 'failed') throw AppError.fromShape(outcome.error);
  if (outcome.kind === 'stopped') throw new AppError('pouw/stopped', 'the job was stopped');
  return outcome;
}
