// A job done in this process: its trail and its output, as an honest worker has them.
import { createHash } from 'node:crypto';
import { frameOf, need, type Blobs } from '../../../node-core/pouw/job/frame';
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
  const bytes = await need(blobs, job.module.sha256);
  const admitted = admit(bytes, { memPages: job.limits.memPages });
  const run = await JobRun.start(await WebAssembly.compile(new Uint8Array(bytes)), admitted, await frameOf(blobs, job), { outputBytes: job.limits.outputBytes });
  const trail = Array.from({ length: job.slices }, (_, slice) => {
    const end = sliceEnd(job.units, job.slices, slice);
    if (end > run.done) run.step(end - run.done);
    return sha256(run.snapshot());
  });
  return { trail, output: run.output(job.output) };
}
