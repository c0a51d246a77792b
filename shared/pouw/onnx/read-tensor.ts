// Tensors that a model keeps (TensorProto of onnx.proto): f32, and whole numbers where an operator takes a shape. Their numbers stand in the
// file itself; a tensor that lies in another file is refused.
import { MODEL_LIMITS } from './limits';
import { elementsOf, type Tensor } from './model';
import { bytesOf, nameOf, Parts, within } from './parts';
import { refuseModel } from './refuse';
import { packedVarints } from './wire';

const TYPES = { float: 1, int64: 7 } as const;
const MOST_SIZE = 2 ** 31 - 1;

/** @throws AppError pouw/model-tensor | pouw/model-external | pouw/model-limit */
export function readTensor(bytes: Uint8Array): { name: string; tensor: Tensor } {
  const parts = new Parts(bytes, { one: [2, 4, 8, 9, 12, 14], many: [1, 7, 13] });
  if (parts.has(13) || parts.whole(14, 0, 1) !== 0) refuseModel('external', 'a tensor lies in another file');
  const dims = parts.all(1).flatMap((field) => (field.type === 'varint' ? [field.value] : packedVarints(bytesOf(field)))).map((size) => within(size, 1, MODEL_LIMITS.elements));
  if (dims.length > MODEL_LIMITS.rank || elementsOf(dims) > MODEL_LIMITS.elements) refuseModel('limit', 'a tensor of the model is too large');
  const name = nameOf(parts.needed(8));
  const type = parts.whole(2, 0, 100);
  if (type === TYPES.float) return { name, tensor: { type: 'f32', dims, data: floats(parts, elementsOf(dims)) } };
  if (type === TYPES.int64) return { name, tensor: { type: 'i64', dims, data: wholeNumbers(parts, dims) } };
  return refuseModel('tensor', 'a tensor is neither of f32 nor a shape', { type });
}

function floats(parts: Parts, count: number): Float32Array {
  if (parts.has(7) || parts.has(4) === parts.has(9)) refuseModel('tensor', 'a tensor does not say its numbers once');
  const bytes = bytesOf(parts.needed(parts.has(9) ? 9 : 4));
  if (bytes.length !== 4 * count) refuseModel('tensor', 'a tensor has another number of numbers than its shape');
  const data = new Float32Array(new Uint8Array(bytes).buffer);
  return data.every(Number.isFinite) ? data : refuseModel('tensor', 'a tensor holds what is not a finite number');
}

/** One dimension, as shapes have it. */
function wholeNumbers(parts: Parts, dims: readonly number[]): number[] {
  if (parts.has(4) || parts.has(7) === parts.has(9) || dims.length !== 1) refuseModel('tensor', 'a shape does not say its numbers once');
  const values = parts.has(9) ? raw(bytesOf(parts.needed(9))) : parts.all(7).flatMap((field) => (field.type === 'varint' ? [field.value] : packedVarints(bytesOf(field))));
  if (values.length !== dims[0] || values.length > MODEL_LIMITS.rank) refuseModel('tensor', 'a shape has another number of numbers than it says');
  return values.map((value) => within(value, -1, MOST_SIZE));
}

function raw(bytes: Uint8Array): bigint[] {
  if (bytes.length % 8 !== 0 || bytes.length > 8 * MODEL_LIMITS.rank) refuseModel('tensor', 'a shape has another number of numbers than it says');
  return Array.from(new BigUint64Array(new Uint8Array(bytes).buffer));
}
