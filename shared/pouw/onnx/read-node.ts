// Operators and their attributes as a model says them (AttributeProto of onnx.proto).
import { opNamed, type Attributes, type OpName } from './model';
import { operatorOf } from './operators';
import { bytesOf, nameOf, numberOf, Parts, within } from './parts';
import { refuseModel } from './refuse';
import { packedVarints } from './wire';

const MOST = 2 ** 31 - 1;
const MOST_INTS = 16;

/**
 * Attributes that other programs write although they say what is so without them: their names, and what they may say.
 * What they say otherwise is not on the list, and a model with it is refused.
 */
const EMPTY_WORDS: Readonly<Record<string, readonly (number | string)[]>> = { auto_pad: ['NOTSET'], transA: [0], ceil_mode: [0], storage_order: [0], allowzero: [0] };

/** @throws AppError pouw/model-operator */
export function operatorNamed(name: string, inputs: number): OpName {
  const op = opNamed(name);
  if (!op) return refuseModel('operator', 'the model has an operator that is not on the list', { op: name });
  const [least, most] = operatorOf(op).inputs;
  return inputs >= least && inputs <= most ? op : refuseModel('operator', 'an operator has another number of inputs than it takes', { op, inputs });
}

/** @throws AppError pouw/model-attribute | pouw/model-twice */
export function attributesOf(op: OpName, all: readonly Uint8Array[]): Attributes {
  const attributes: Record<string, number | readonly number[]> = {};
  for (const bytes of all) {
    // 1 name, 2 float, 3 whole number, 4 text, 8 whole numbers, 13 words for people, 20 which of them it is.
    const parts = new Parts(bytes, { one: [1, 2, 3, 4, 13, 20], many: [8] });
    const name = nameOf(parts.needed(1));
    if (Object.hasOwn(EMPTY_WORDS, name)) {
      const says = parts.has(4) ? parts.text(4, 20) : parts.whole(3, -MOST, MOST);
      if (!EMPTY_WORDS[name]?.includes(says)) refuseModel('attribute', 'an attribute says what is not understood here', { op, name });
      continue;
    }
    const known = operatorOf(op).attributes;
    const kind = Object.hasOwn(known, name) ? known[name] : undefined;
    if (!kind) return refuseModel('attribute', 'an operator has an attribute that is not on the list', { op, name });
    if (Object.hasOwn(attributes, name)) refuseModel('twice', 'an attribute is there twice', { op, name });
    attributes[name] = kind === 'float' ? floatOf(parts) : kind === 'int' ? within(numberOf(parts.needed(3)), -MOST, MOST) : intsOf(parts);
  }
  return attributes;
}

function floatOf(parts: Parts): number {
  const field = parts.needed(2);
  if (field.type !== 'fixed32') return refuseModel('wire', 'something stands where a float has to', { field: 2 });
  const value = new DataView(field.value.buffer, field.value.byteOffset, 4).getFloat32(0, true);
  return Number.isFinite(value) ? value : refuseModel('attribute', 'an attribute is not a finite number');
}

/** One by one, or packed: both are written by programs that people use. */
function intsOf(parts: Parts): number[] {
  const values = parts.all(8).flatMap((field) => (field.type === 'varint' ? [field.value] : packedVarints(bytesOf(field))));
  return values.length > 0 && values.length <= MOST_INTS ? values.map((value) => within(value, -MOST, MOST)) : refuseModel('attribute', 'a list of numbers is empty or too long');
}
