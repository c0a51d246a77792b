// One module of the malice corpus, and what must become of it.
import { encodeFrame, type OutputType } from '../../../shared/pouw/abi';

export interface Entry {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Refused before an engine sees it; stopped by the host because it never comes back; failed by itself or by a check of what it answers. */
  readonly expect: 'refused' | 'runaway' | 'failed';
  /** The code of the refusal or the failure. */
  readonly code?: string;
  /** What is wrong with it, in words. */
  readonly what: string;
  /** The type of output that its job declares; bytes otherwise. */
  readonly output?: OutputType;
}

/** Under which limits the corpus is judged: 64 MiB of memory. */
export const CORPUS_LIMITS = { memPages: 1_024, outputBytes: 4_096 } as const;

/** The input of every job of the corpus. */
export const corpusFrame = (): Uint8Array => encodeFrame({ seed: 7n, params: Uint8Array.of(1, 2, 3), inputs: [Uint8Array.of(4, 5)] });
