// What a job starts from, put together from its blobs.

import { fromHex } from '../../../shared/crypto/bytes';
import { AppError } from '../../../shared/errors/app-error';
import { encodeFrame } from '../../../shared/pouw/abi';
import type { Job } from '../../../shared/pouw/protocol';

export interface Blobs {
  get(sha256: string): Promise<Uint8Array | null>;
}

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
