// The output of a job: its place is checked against the memory and the limit, and floats that are NaN are refused, because the bits of a
// NaN differ between processors and two honest computers would then disagree.
import type { OutputType } from './abi';
import { failure } from './job-failure';

const ELEMENT_BYTES = { bytes: 1, f32: 4, f64: 8 } as const;

/**
 * A copy of the output.
 * @param place what the module says; the length as a signed number
 */
export function readOutput(memory: Uint8Array, { pointer, length }: { readonly pointer: number; readonly length: number }, type: OutputType, most: number): Uint8Array {
  const context = { pointer, length };
  if (pointer % 8 !== 0) throw failure('output', 'the output does not start at a multiple of 8', context);
  if (length < 0 || length % ELEMENT_BYTES[type] !== 0) throw failure('output', `the output is not a whole number of ${type}`, context);
  if (pointer + length > memory.length) throw failure('output', 'the output lies outside the memory', context);
  if (length > most) throw failure('output-limit', `the output is larger than ${most} bytes`, { ...context, most });
  const output = memory.slice(pointer, pointer + length);
  if (type !== 'bytes' && hasNan(output, ELEMENT_BYTES[type])) throw failure('output-nan', 'the output holds NaN', context);
  return output;
}

function hasNan(output: Uint8Array, bytes: 4 | 8): boolean {
  const view = new DataView(output.buffer, output.byteOffset, output.byteLength);
  for (let at = 0; at < output.length; at += bytes) {
    if (Number.isNaN(bytes === 4 ? view.getFloat32(at, true) : view.getFloat64(at, true))) return true;
  }
  return false;
}
