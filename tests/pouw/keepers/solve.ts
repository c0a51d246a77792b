// A job done in this process: its trail and its output, as an honest worker has them.
import { createHash } from 'node:crypto';
import { startOf, type Blobs } from '../../../node-core/pouw/job/frame';
import { AppError } from '../../../shared/errors/app-error';
import { admit } from '../../../shared/pouw/admit/admit';
import type { Job } from '../../../shared/pouw/protocol';
import { JobRun } from '../../../shared/pouw/run';
import { sliceEnd } from '../../../shared/pouw/sandbox-messages';

export interface Solved {
  readonly trail: readonly string[];
  readonly output: Uint8Array;
}

export const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

export async function solve(job: Job, blobs: Blobs): Promise<Solved> {
  const { program, frame } = await startOf(blobs, job, null);
  if (program.kind !== 'wasm' || frame === null) throw new AppError('test/unsolved', 'only modules are solved here');
  const admitted = admit(program.module, { memPages: job.limits.memPages });
  const run = await JobRun.start(await WebAssembly.compile(new Uint8Array(program.module)), admitted, frame, { outputBytes: job.limits.outputBytes });
  const trail = Array.from({ length: job.slices }, (_, slice) => {
    const end = sliceEnd(job.units, job.slices, slice);
    if (end > run.done) run.step(end - run.done);
    return sha256(run.snapshot());
  });
  return { trail, output: run.output(job.output) };
}
