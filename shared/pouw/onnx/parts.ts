// A message with its fields sorted by number: what is not on its list is refused, and so is what may be there once and is there twice.
import { refuseModel } from './refuse';
import { fieldsOf, type Field } from './wire';

export interface Known {
  /** Fields that may be there once. */
  readonly one?: readonly number[];
  readonly many?: readonly number[];
  /** Fields that say nothing about the result. */
  readonly left?: readonly number[];
}

export class Parts {
  private readonly found = new Map<number, Field[]>();

  /** @throws AppError pouw/model-field | pouw/model-twice | pouw/model-… of the wire format */
  constructor(bytes: Uint8Array, { one = [], many = [], left = [] }: Known) {
    for (const field of fieldsOf(bytes)) {
      if (left.includes(field.number)) continue;
      const before = this.found.get(field.number);
      if (!one.includes(field.number) && !many.includes(field.number)) refuseModel('field', 'the model says something that is not understood here', { field: field.number });
      if (before && one.includes(field.number)) refuseModel('twice', 'the model says twice what it may say once', { field: field.number });
      if (before) before.push(field);
      else this.found.set(field.number, [field]);
    }
  }

  has(number: number): boolean {
    return this.found.has(number);
  }

  all(number: number): readonly Field[] {
    return this.found.get(number) ?? [];
  }

  needed(number: number): Field {
    const [field] = this.all(number);
    return field ?? refuseModel('field', 'the model lacks something that it must say', { field: number });
  }

  /** A whole number within bounds; where it is not said, zero as the format has it. */
  whole(number: number, least: number, most: number): number {
    const [field] = this.all(number);
    return field ? within(numberOf(field), least, most) : within(0n, least, most);
  }

  /** A text; where it is not said, the empty one. */
  text(number: number, most: number): string {
    const [field] = this.all(number);
    return field ? textOf(field, most) : '';
  }
}

/** @throws AppError pouw/model-number */
export function within(value: bigint, least: number, most: number): number {
  const signed = BigInt.asIntN(64, value);
  return signed >= BigInt(least) && signed <= BigInt(most) ? Number(signed) : refuseModel('number', 'a number is outside of what it may be', { least, most });
}

export function numberOf(field: Field): bigint {
  return field.type === 'varint' ? field.value : refuseModel('wire', 'something stands where a number has to', { field: field.number });
}

export function bytesOf(field: Field): Uint8Array {
  return field.type === 'bytes' ? field.value : refuseModel('wire', 'something stands where a part with a length has to', { field: field.number });
}

/** Printable ASCII: no two texts then look the same to one reader and different to another. */
function textOf(field: Field, most: number): string {
  const bytes = bytesOf(field);
  if (bytes.length > most || !bytes.every((byte) => byte >= 0x20 && byte < 0x7f)) refuseModel('name', 'a name is too long or has characters other than printable ASCII');
  return String.fromCharCode(...bytes);
}

const NAME_BYTES = 200;

/** A name of something, which cannot be empty. */
export function nameOf(field: Field): string {
  return textOf(field, NAME_BYTES) || refuseModel('name', 'something that needs a name has none');
}
