// The coordinator's own look at one slice: what is true about it tells who of two workers is wrong.

import { createHash } from 'node:crypto';
import type { Job } from '../../../shared/pouw/protocol';
import { runJob } from '../host/run-job';
import type { SandboxHost } from '../host/sandbox';
import { startOf, type Blobs } from '../job/frame';

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

export class Referee {
  constructor(private readonly host: SandboxHost, private readonly blobs: Blobs) {}

  /**
   * Hash of the state after slice `slice`, or of the output when `slice` is the number of slices.
   * @param before the state before that slice, whose hash everybody agrees about; null: from the beginning
   * @throws AppError pouw/… when the module fails here
   */
  async truth(job: Job, slice: number, before: Uint8Array | null): Promise<string> {
    // What the hashes of earlier slices were does not matter here; only how many there are.
    const state = before && { state: before, trail: Array.from({ length: slice }, () => '0'.repeat(64)) };
    const outcome = await runJob(this.host, { ...(await startOf(this.blobs, job, state)), keepEvery: null, ...(slice < job.slices ? { stopAfter: slice + 1 } : {}) });
    return outcome.kind === 'state' ? sha256(outcome.state) : outcome.sha256;
  }
}
