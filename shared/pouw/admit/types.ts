// Value types by their byte in the binary format (WebAssembly core specification, 5.3), and what the decoder gathers about a module.
import type { Reader } from './reader';
import { refuse } from './refuse';

export const [I32, I64, F32, F64, V128] = [0x7f, 0x7e, 0x7d, 0x7c, 0x7b];
/** The type of an operand in code that is never reached: it fits everywhere. */
export const ANY = 0;

const NAMES = new Map([[I32, 'i32'], [I64, 'i64'], [F32, 'f32'], [F64, 'f64'], [V128, 'v128']]);

export interface FunctionType {
  readonly params: readonly number[];
  readonly results: readonly number[];
}

export interface GlobalType {
  readonly type: number;
  readonly mutable: boolean;
}

interface Export {
  readonly kind: 'function' | 'memory' | 'global';
  readonly index: number;
}

/** What is known of a module while its sections are read in their order. */
export interface Decoded {
  types: FunctionType[];
  /** The type of each function. */
  functions: FunctionType[];
  /** Entries of the table; null without one. */
  table: number | null;
  /** null until the memory is declared. */
  pages: number | null;
  globals: GlobalType[];
  exports: Map<string, Export>;
  /** What the data count section says. */
  dataCount: number | null;
  dataSegments: number;
  bodies: number;
}

/** Whether a byte is one of the five value types: references are not. */
export const isValueType = (byte: number): boolean => NAMES.has(byte);

/** "(i32, i32) → i32", for messages. */
export const signatureText = ({ params, results }: FunctionType): string => `(${params.map(typeName).join(', ')}) → (${results.map(typeName).join(', ')})`;

export const typeName = (type: number): string => NAMES.get(type) ?? 'unknown';

/** A value type; references are refused by name. */
export function readValueType(reader: Reader): number {
  const type = reader.byte();
  if (!isValueType(type)) refuse('references', 'a type is not one of i32, i64, f32, f64, v128', { offset: reader.at - 1, byte: type });
  return type;
}
