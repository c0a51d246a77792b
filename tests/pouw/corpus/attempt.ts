// A whole job in this process, as a host would drive it; for modules that come back.
import type { OutputType } from '../../../shared/pouw/abi';
import { admit } from '../../../shared/pouw/admit/admit';
import { JobRun } from '../../../shared/pouw/run';
import { CORPUS_LIMITS, corpusFrame } from './entry';

/** Admits, runs in slices of the given units, with a snapshot and a new instance after every slice if asked, and returns the output. */
export async function attempt(bytes: Uint8Array, { output = 'bytes', slice = 3, resume = false }: { output?: OutputType; slice?: number; resume?: boolean } = {}): Promise<Uint8Array> {
  const admitted = admit(bytes, CORPUS_LIMITS);
  const module = await WebAssembly.compile(Uint8Array.from(bytes));
  let run = await JobRun.start(module, admitted, corpusFrame(), CORPUS_LIMITS);
  while (run.step(slice) === 'more') {
    if (resume) run = await JobRun.resume(module, admitted, run.snapshot(), CORPUS_LIMITS);
  }
  return run.output(output);
}
