// A small encoder of WebAssembly's binary format, for modules that no compiler would write. It checks nothing: that is what it is for.

export const I32 = 0x7f;
export const I64 = 0x7e;
export const F32 = 0x7d;
export const F64 = 0x7c;
export const V128 = 0x7b;

/** An unsigned LEB128 number. */
export function u32(value: number): number[] {
  const bytes: number[] = [];
  let left = value;
  do {
    bytes.push((left % 128) + (left >= 128 ? 128 : 0));
    left = Math.floor(left / 128);
  } while (left > 0);
  return bytes;
}

/** A signed LEB128 number. */
export function s32(value: number): number[] {
  const bytes: number[] = [];
  let left = value;
  for (;;) {
    const byte = left & 0x7f;
    left >>= 7;
    const ends = (left === 0 && byte < 0x40) || (left === -1 && byte >= 0x40);
    bytes.push(ends ? byte : byte | 0x80);
    if (ends) return bytes;
  }
}

export const vector = (items: readonly (readonly number[])[]): number[] => [...u32(items.length), ...items.flat()];
export const text = (value: string): number[] => [...u32(value.length), ...new TextEncoder().encode(value)];

export interface Func {
  readonly params: readonly number[];
  readonly results: readonly number[];
  /** How many of which type. */
  readonly locals?: readonly (readonly [number, number])[];
  /** Without the end. */
  readonly code: readonly number[];
}

export interface Global {
  readonly type: number;
  readonly mutable: boolean;
  /** With the end. */
  readonly init: readonly number[];
}

export interface Module {
  readonly functions: readonly Func[];
  /** Flags, minimum, maximum: the bytes of the memory type. */
  readonly memory: readonly number[];
  readonly globals: readonly Global[];
  /** Name, kind, index. */
  readonly exports: readonly (readonly [string, number, number])[];
  readonly data: readonly { readonly at: number; readonly bytes: readonly number[] }[];
}

/** A section: its byte and its content. */
export type Section = readonly [id: number, content: readonly number[]];

export const functionType = ({ params, results }: Pick<Func, 'params' | 'results'>): number[] => [0x60, ...vector(params.map((type) => [type])), ...vector(results.map((type) => [type]))];

export function functionBody({ locals = [], code }: Pick<Func, 'locals' | 'code'>): number[] {
  const body = [...vector(locals.map(([count, type]) => [...u32(count), type])), ...code, 0x0b];
  return [...u32(body.length), ...body];
}

/** The sections of a module in their order; every function has a type of its own with its number. */
export function sections({ functions, memory, globals, exports, data }: Module): Section[] {
  return [
    [1, vector(functions.map(functionType))],
    [3, vector(functions.map((_, index) => u32(index)))],
    [5, vector([memory])],
    [6, vector(globals.map(({ type, mutable, init }) => [type, mutable ? 1 : 0, ...init]))],
    [7, vector(exports.map(([name, kind, index]) => [...text(name), kind, ...u32(index)]))],
    [10, vector(functions.map(functionBody))],
    [11, vector(data.map(({ at, bytes }) => [0, 0x41, ...s32(at), 0x0b, ...u32(bytes.length), ...bytes]))],
  ];
}

export function fromSections(list: readonly Section[]): Uint8Array {
  const parts = list.map(([id, content]) => [Uint8Array.from([id, ...u32(content.length)]), Uint8Array.from(content)] as const).flat();
  const bytes = new Uint8Array(8 + parts.reduce((sum, part) => sum + part.length, 0));
  bytes.set([0x00, 0x61, 0x73, 0x6d, 0x01]);
  let at = 8;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

export const encode = (module: Module): Uint8Array => fromSections(sections(module));
