// The coordinator's own look at one slice: what is true about it tells who of two workers is wrong.

import { createHash } from 'node:crypto';
import { encodeFrame } from '../../../shared/pouw/abi';
import type { Job } from '../../../shared/pouw/protocol';
import { AppError } from '../../../shared/errors/app-error';
import { fromHex } from '../../../shared/crypto/bytes';
import { runJob } from '../host/run-job';
import type { SandboxHost } from '../host/sandbox';

export interface Blobs {
  get(sha256: string): Promise<Uint8Array | null>;
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** A blob that a job needs. @throws AppError blob/missing */
export async function need(blobs: Blobs, hash: string): Promise<Uint8Array> {
  const bytes = await blobs.get(hash);
  if (!bytes) throw new AppError('blob/missing', 'a blob of this job is not here', { context: { sha256: hash } });
  return bytes;
}

/** The frame that a job starts from. @throws AppError blob/missing */
export async function frameOf(blobs: Blobs, job: Job): Promise<Uint8Array> {
  const inputs = await Promise.all(job.inputs.map(({ sha256: hash }) => need(blobs, hash)));
  return encodeFrame({ seed: BigInt(`0x${job.seed}`), params: fromHex(job.params), inputs });
}

export class Referee {
  constructor(private readonly host: SandboxHost, private readonly blobs: Blobs) {}

  /**
   * Hash of the state after slice `slice`, or of the output when `slice` is the number of slices.
   * @param before the state before that slice, whose hash everybody agrees about; null: from the beginning
   * @throws AppError pouw/… when the module fails here
   */
  async truth(job: Job, slice: number, before: Uint8Array | null): Promise<string> {
    const module = await need(this.blobs, job.module.sha256);
    // What the hashes of earlier slices were does not matter here; only how many there are.
    const from = before === null ? { kind: 'frame' as const, frame: await frameOf(this.blobs, job) } : { kind: 'state' as const, state: before, trail: Array.from({ length: slice }, () => '0'.repeat(64)) };
    const outcome = await runJob(this.host, { plan: job, module, from, keepEvery: null, ...(slice < job.slices ? { stopAfter: slice + 1 } : {}) });
    return outcome.kind === 'state' ? sha256(outcome.state) : outcome.sha256;
  }
}
