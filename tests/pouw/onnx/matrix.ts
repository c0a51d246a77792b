// Starts the program that compares small ONNX jobs with plain arithmetic, as `npm run bundle` left it.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { inProject } from '../../../build/setup/paths.mjs';

/** @returns kills that there were @throws with the seed of the first job that differs */
export async function compareOnnxJobs(seed: number, jobs: number): Promise<number> {
  const { stdout } = await promisify(execFile)(process.execPath, [inProject('out/test/onnx-matrix.cjs'), inProject('out/useful-work/onnx/ort-wasm-simd-threaded.wasm'), String(seed), String(jobs)]);
  const { jobs: done, kills } = JSON.parse(stdout) as { jobs: number; kills: number };
  if (done !== jobs) throw new Error(`${done} of ${jobs} jobs`);
  return kills;
}
