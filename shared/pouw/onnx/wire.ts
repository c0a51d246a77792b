// Protocol buffers' wire format (protobuf.dev/programming-guides/encoding), read strictly and written plainly. Only what ONNX's messages
// need: numbers, fixed 32 bits, and parts with a length; groups and fixed 64 bits are refused.
import { refuseModel } from './refuse';

const VARINT = 0;
const LENGTH = 2;
const FIXED32 = 5;
const MOST_VARINT = 10;
/** Fields of one message, and numbers packed in one part: what a large file of tiny fields would cost in memory is more than it weighs. */
const MOST_FIELDS = 8_192;
const MOST_PACKED = 64;

/** One field as it stands in a message. */
export type Field =
  | { readonly number: number; readonly type: 'varint'; readonly value: bigint }
  | { readonly number: number; readonly type: 'bytes'; readonly value: Uint8Array }
  | { readonly number: number; readonly type: 'fixed32'; readonly value: Uint8Array };

class Cursor {
  at = 0;

  constructor(private readonly bytes: Uint8Array) {}

  get over(): boolean {
    return this.at === this.bytes.length;
  }

  /** 64 bits without a sign; neither more bytes than the number needs bits for, nor more bits than 64. */
  varint(): bigint {
    let value = 0n;
    for (let index = 0; index < MOST_VARINT; index += 1) {
      const byte = this.bytes[this.at];
      if (byte === undefined) refuseModel('truncated', 'the model ends in the middle of a number');
      this.at += 1;
      value |= BigInt(byte & 0x7f) << BigInt(7 * index);
      if (byte < 0x80) {
        if (value >> 64n !== 0n) refuseModel('number', 'a number has more than 64 bits');
        if (byte === 0 && index > 0) refuseModel('number', 'a number is longer than it has to be');
        return value;
      }
    }
    return refuseModel('number', 'a number is longer than ten bytes');
  }

  take(count: number): Uint8Array {
    if (count > this.bytes.length - this.at) refuseModel('truncated', 'a part is longer than what it stands in');
    this.at += count;
    return this.bytes.subarray(this.at - count, this.at);
  }
}

/** The fields of a message in their order. @throws AppError pouw/model-truncated | pouw/model-number | pouw/model-wire */
export function fieldsOf(bytes: Uint8Array): Field[] {
  const cursor = new Cursor(bytes);
  const fields: Field[] = [];
  while (!cursor.over) {
    if (fields.length === MOST_FIELDS) refuseModel('limit', 'a message has more fields than any that is needed', { most: MOST_FIELDS });
    const key = cursor.varint();
    if (key >> 3n < 1n || key >> 3n > 536_870_911n) refuseModel('wire', 'a field has a number that none may have');
    const number = Number(key >> 3n);
    const type = Number(key & 7n);
    if (type === VARINT) fields.push({ number, type: 'varint', value: cursor.varint() });
    else if (type === LENGTH) {
      const length = cursor.varint();
      if (length > BigInt(bytes.length)) refuseModel('truncated', 'a part is longer than what it stands in');
      fields.push({ number, type: 'bytes', value: cursor.take(Number(length)) });
    } else if (type === FIXED32) fields.push({ number, type: 'fixed32', value: cursor.take(4) });
    else refuseModel('wire', 'a field has a form that no model needs', { field: number, form: type });
  }
  return fields;
}

/** Numbers that stand packed in one part. */
export function packedVarints(bytes: Uint8Array): bigint[] {
  const cursor = new Cursor(bytes);
  const values: bigint[] = [];
  while (!cursor.over) {
    if (values.length === MOST_PACKED) refuseModel('limit', 'a list of whole numbers is longer than any that is needed', { most: MOST_PACKED });
    values.push(cursor.varint());
  }
  return values;
}

/** Puts messages together. Fields with no length or no number are written all the same, so that what was written says everything. */
export class Message {
  private readonly parts: Uint8Array[] = [];
  private size = 0;

  number(field: number, value: bigint | number): this {
    return this.add(varint(BigInt(field) << 3n)).add(varint(BigInt.asUintN(64, BigInt(value))));
  }

  float(field: number, value: number): this {
    return this.add(varint((BigInt(field) << 3n) | BigInt(FIXED32))).add(new Uint8Array(Float32Array.of(value).buffer));
  }

  bytes(field: number, value: Uint8Array): this {
    return this.add(varint((BigInt(field) << 3n) | BigInt(LENGTH))).add(varint(BigInt(value.length))).add(value);
  }

  text(field: number, value: string): this {
    return this.bytes(field, Uint8Array.from(value, (letter) => letter.charCodeAt(0)));
  }

  message(field: number, value: Message): this {
    return this.bytes(field, value.end());
  }

  end(): Uint8Array {
    const whole = new Uint8Array(this.size);
    let at = 0;
    for (const part of this.parts) {
      whole.set(part, at);
      at += part.length;
    }
    return whole;
  }

  private add(part: Uint8Array): this {
    this.parts.push(part);
    this.size += part.length;
    return this;
  }
}

function varint(value: bigint): Uint8Array {
  const bytes: number[] = [];
  let left = value;
  do {
    const low = Number(left & 0x7fn);
    left >>= 7n;
    bytes.push(left === 0n ? low : low | 0x80);
  } while (left !== 0n);
  return Uint8Array.from(bytes);
}
