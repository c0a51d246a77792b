// What the loop in a sandbox drives: a job in units, whatever runs it.
import type { OutputType } from './abi';

export interface Runnable {
  /** Units of the whole job. */
  readonly total: number;
  /** Units that are done. */
  readonly done: number;
  /** Does so many units, or what is left of them. A promise only where the work itself needs one. */
  step(units: number): 'more' | 'done' | Promise<'more' | 'done'>;
  /** The whole state between two steps: what it was resumed from leads to the same bits. */
  snapshot(): Uint8Array;
  /** A copy of the output of a job that is done. */
  output(type: OutputType): Uint8Array;
}
