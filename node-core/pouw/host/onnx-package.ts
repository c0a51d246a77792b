// The runtime for models as a file of the package: there or not, and never used before its hash was looked at.

import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../../shared/errors/app-error';
import { ONNX_RUNTIME } from '../../../shared/pouw/onnx/runtime';
import type { Kind } from '../../../shared/pouw/protocol';

const fileOf = (programs: string): string => join(programs, 'onnx', 'ort-wasm-simd-threaded.wasm');

/** @param programs folder of the package @throws AppError pouw/no-runtime */
export async function readOnnxRuntime(programs: string): Promise<Uint8Array> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(fileOf(programs));
  } catch (cause) {
    throw new AppError('pouw/no-runtime', 'the runtime for models is not here', { cause });
  }
  if (createHash('sha256').update(bytes).digest('hex') !== ONNX_RUNTIME.sha256) throw new AppError('pouw/no-runtime', 'the runtime for models is not the one that came with this program');
  return bytes;
}

/** The kinds of jobs that the package in a folder can run. */
export function kindsOf(programs: string): Kind[] {
  return ['primes', 'molecules', 'render', 'train', ...(existsSync(fileOf(programs)) ? (['onnx'] as const) : [])];
}
