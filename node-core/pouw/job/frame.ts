// What a job starts from, put together from its blobs.

import { fromHex } from '../../../shared/crypto/bytes';
import { AppError } from '../../../shared/errors/app-error';
import { encodeFrame } from '../../../shared/pouw/abi';
import type { Blob, Job } from '../../../shared/pouw/protocol';
import type { JobStart } from '../host/run-job';

export interface Blobs {
  get(sha256: string): Promise<Uint8Array | null>;
}

/** A blob that a job needs. @throws AppError blob/missing */
export async function need(blobs: Blobs, hash: string): Promise<Uint8Array> {
  const bytes = await blobs.get(hash);
  if (!bytes) throw new AppError('blob/missing', 'a blob of this job is not here', { context: { sha256: hash } });
  return bytes;
}

/** What has to be fetched before a job can run: the runtime for models is there already. */
export const blobsOf = ({ kind, module, inputs }: Job): Blob[] => [...(kind === 'onnx' ? [] : [module]), ...inputs];

/** Hash of what is foreign about a job: its module, or the model that the runtime is given. What fails here again and again is counted by it. */
export const foreignOf = ({ kind, module, inputs: [model] }: Job): string => (kind === 'onnx' && model ? model.sha256 : module.sha256);

/**
 * A job as a sandbox takes it.
 * @param state one that was kept, with the trail up to it; null: from the beginning
 * @throws AppError blob/missing
 */
export async function startOf(blobs: Blobs, job: Job, state: JobStart['state']): Promise<Pick<JobStart, 'plan' | 'program' | 'frame' | 'state'>> {
  if (job.kind === 'onnx') return { plan: job, program: { kind: 'onnx', sha256: job.module.sha256 }, frame: await frameOf(blobs, job), state };
  return { plan: job, program: { kind: 'wasm', module: await need(blobs, job.module.sha256) }, frame: state ? null : await frameOf(blobs, job), state };
}

async function frameOf(blobs: Blobs, job: Job): Promise<Uint8Array> {
  const inputs = await Promise.all(job.inputs.map(({ sha256: hash }) => need(blobs, hash)));
  return encodeFrame({ seed: BigInt(`0x${job.seed}`), params: fromHex(job.params), inputs });
}
