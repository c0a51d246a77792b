// Constant expressions: one constant and the end. Everything longer would be computed by instructions that this decoder would then have to know twice.
import type { Reader } from './reader';
import { refuse } from './refuse';
import { F32, F64, I32, I64, typeName, V128 } from './types';

const END = 0x0b;

/** Reads a constant of the given type. → the number when it is an i32, as unsigned; else 0. */
export function constant(reader: Reader, type: number): number {
  const offset = reader.at;
  const [found, value] = operand(reader);
  if (found !== type || reader.byte() !== END) refuse('instruction', `a start value is not a single constant of type ${typeName(type)}`, { offset });
  return value;
}

function operand(reader: Reader): readonly [type: number | null, value: number] {
  switch (reader.byte()) {
    case 0x41:
      return [I32, reader.s32() >>> 0];
    case 0x42:
      reader.skipS64();
      return [I64, 0];
    case 0x43:
      reader.take(4);
      return [F32, 0];
    case 0x44:
      reader.take(8);
      return [F64, 0];
    case 0xfd:
      if (reader.u32() !== 12) return [null, 0];
      reader.take(16);
      return [V128, 0];
    default:
      return [null, 0];
  }
}
