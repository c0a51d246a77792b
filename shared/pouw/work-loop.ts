// Runs one job inside a sandbox: small steps, so that pausing takes effect at once, and a hash of the state at the end of each slice.
// It knows no network, no file and no clock but the one that it tunes its steps by.

import { sha256 } from '@noble/hashes/sha2.js';
import { toHex } from '../crypto/bytes';
import { AppError, toAppError } from '../errors/app-error';
import type { Runnable } from './runnable';
import { sliceEnd, zToSandbox, type FromSandbox, type StartMessage, type ToSandbox } from './sandbox-messages';

export interface WorkPort {
  post(message: FromSandbox): void;
  onMessage(listener: (message: unknown) => void): void;
}

export interface WorkTools {
  /** Milliseconds, only ever forward. */
  now(): number;
  /** Lets messages in. */
  breathe(): Promise<void>;
  /** Hexadecimal SHA-256; where there is none, it is computed in JavaScript, which takes several times as long. */
  hash?(bytes: Uint8Array<ArrayBuffer>): string | Promise<string>;
}

/** Milliseconds of a step: long enough to cost nothing, short enough that a pause is felt at once. */
const STEP_MS = 20;
const TELL_EVERY_MS = 100;

/**
 * Waits for one job, runs it and says how it went. The sandbox is thrown away afterwards.
 * @param open makes the job of a first message run
 */
export function serveWork(port: WorkPort, tools: WorkTools, open: (job: StartMessage) => Promise<Runnable>): void {
  let started = false;
  const control = new Control(port);
  port.onMessage((message) => {
    const parsed = zToSandbox.safeParse(message);
    if (!parsed.success) return;
    if (parsed.data.kind !== 'start') return control.hear(parsed.data);
    if (started) return;
    started = true;
    work(port, tools, control, parsed.data, open).catch((thrown: unknown) => port.post({ kind: 'failed', error: toAppError(thrown).toShape() }));
  });
  port.post({ kind: 'ready' });
}

/** What the host wants between two steps. */
class Control {
  keep = false;
  private paused = false;
  private go: (() => void) | null = null;

  constructor(private readonly port: WorkPort) {}

  hear(message: Exclude<ToSandbox, { kind: 'start' }>): void {
    if (message.kind === 'keep') this.keep = true;
    else if (message.kind === 'pause') this.paused = true;
    else {
      this.paused = false;
      this.go?.();
    }
  }

  async whilePaused(): Promise<void> {
    if (!this.paused) return;
    this.port.post({ kind: 'paused' });
    await new Promise<void>((resolve) => { this.go = resolve; });
    this.go = null;
  }
}

async function work(port: WorkPort, tools: WorkTools, control: Control, job: StartMessage, open: (job: StartMessage) => Promise<Runnable>): Promise<void> {
  const hash = tools.hash ?? ((bytes: Uint8Array<ArrayBuffer>) => toHex(sha256(bytes)));
  const run = await open(job);
  if (run.total !== job.units) throw new AppError('pouw/job-units', 'the job counts other units of work than the job says', { context: { said: job.units, counted: run.total } });
  let slice = 0;
  while (slice < job.slices && sliceEnd(job.units, job.slices, slice) <= run.done) slice += 1;
  let chunk = 1;
  let busy = 0;
  let told = tools.now();
  let kept = told;
  const handOut = () => {
    port.post({ kind: 'state', done: run.done, state: run.snapshot() as Uint8Array<ArrayBuffer> });
    kept = tools.now();
    control.keep = false;
  };
  while (slice < job.slices) {
    if (job.stopAfter === slice) return handOut();
    await control.whilePaused();
    const end = sliceEnd(job.units, job.slices, slice);
    const before = tools.now();
    const units = Math.min(chunk, end - run.done);
    if (units > 0) {
      const stepped = run.step(units);
      // A module answers at once; waiting for it all the same would cost a turn of the loop each step.
      if (typeof stepped !== 'string') await stepped;
    }
    const after = tools.now();
    busy += after - before;
    // The first steps are slow because the module is still being translated; the size follows what the last one took.
    if (units === chunk) chunk = Math.max(1, Math.min(chunk * 2, Math.round((chunk * STEP_MS) / Math.max(after - before, 0.05)), 1 << 24));
    if (run.done === end) {
      port.post({ kind: 'slice', index: slice, hash: await hash(run.snapshot() as Uint8Array<ArrayBuffer>) });
      slice += 1;
    }
    if (after - told >= TELL_EVERY_MS) {
      port.post({ kind: 'progress', done: run.done });
      told = after;
    }
    if (control.keep || (job.keepEvery !== null && after - kept >= job.keepEvery)) handOut();
    await tools.breathe();
  }
  if (job.stopAfter === slice) return handOut();
  const output = run.output(job.output) as Uint8Array<ArrayBuffer>;
  port.post({ kind: 'done', output, sha256: await hash(output), busyMs: busy });
}
