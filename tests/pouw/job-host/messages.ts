// What is said between a test or a bench and the program that runs jobs in the app's real sandboxes.
import type { ErrorShape } from '../../../shared/errors/app-error';
import type { OutputType } from '../../../shared/pouw/abi';

/** A job in words that pass through any pipe; bytes are base64. */
export interface JobText {
  readonly module: string;
  readonly frame: string;
  readonly units: number;
  readonly slices: number;
  readonly output: OutputType;
}

export interface Ran {
  /** Of the output. */
  readonly sha256: string;
  readonly trail: readonly string[];
}

/** Each act with what it needs and what it answers. */
export interface Acts {
  /** Runs a job to its end; `cut` times (of the job's slices) its sandbox is ended after that slice and the state goes on in a fresh one. */
  run(input: { readonly job: JobText; readonly cuts?: readonly number[] }): Ran;
  /** Processor milliseconds of the sandbox's process from the end of the first slice to the result, and those that the loop calls busy in all. */
  measure(input: { readonly job: JobText }): Ran & { readonly processorMs: number; readonly busyMs: number };
  /** Milliseconds until the first slice is done. */
  start(input: { readonly job: JobText }): number;
  /** Milliseconds until a job that runs has stopped between two steps. */
  pause(input: { readonly job: JobText }): number;
  /** Begins a job that never says anything more; answers when it is at it. */
  runaway(input: { readonly job: JobText }): null;
  /** Ends the runaway: milliseconds until it is gone, and until the next job's first slice is done. */
  kill(input: { readonly next: JobText }): { readonly gone: number; readonly working: number };
  /** Runs the job so many times, one after the other. */
  many(input: { readonly job: JobText; readonly times: number }): null;
  /** Collects garbage in both processes. */
  collect(input: null): null;
  /** Waits until a sandbox stands ready: milliseconds that it took. */
  warm(input: null): number;
  /** Ends all sandboxes, so that the next job has to wait for one. */
  cool(input: null): null;
  /** Process ids: of the work process, and of the sandboxes. */
  pids(input: null): { readonly work: number; readonly sandboxes: readonly number[]; readonly locked: boolean };
}
export type Act = keyof Acts;
export type Input<A extends Act> = Parameters<Acts[A]>[0];
export type Result<A extends Act> = ReturnType<Acts[A]>;

export interface Asked {
  readonly id: number;
  readonly act: Act;
  readonly input: unknown;
}
export interface Answered {
  readonly id: number;
  readonly value?: unknown;
  readonly error?: string;
}

/** What the work process asks of main, as the app's does. */
export type ToMain = Answered | { readonly want: string } | { readonly kill: string };
export type ToWork = Asked | { readonly opened: string; readonly pid: number } | { readonly failed: string; readonly error: ErrorShape } | { readonly gone: string; readonly crashed: boolean };
