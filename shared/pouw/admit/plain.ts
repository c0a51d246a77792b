// Instructions that take operands of fixed types and give at most one result: memory access and arithmetic of WebAssembly 1.0,
// sign extension, saturating truncation, memory.copy and memory.fill (WebAssembly core specification, 5.4.6 to 5.4.9).
import { F32, F64, I32, I64, V128 } from './types';

/** An instruction of fixed type. */
export interface Plain {
  readonly pops: readonly number[];
  /** The type of the result; null without one. */
  readonly pushes: number | null;
  /** For memory access: the largest alignment, as a power of two. */
  readonly align?: number;
  /** How many lanes there are to choose from. */
  readonly lanes?: number;
  /** Bytes that follow and that must be zero: the number of the only memory. */
  readonly zeros?: number;
}

const LETTERS = new Map([['i', I32], ['I', I64], ['f', F32], ['F', F64], ['v', V128]]);
const letterType = (letter: string): number => LETTERS.get(letter) ?? I32;

/** "II>i" is a comparison of two i64; small letters are 32 bits, capitals 64, v is v128. */
export function plain(signature: string, more: Omit<Plain, 'pops' | 'pushes'> = {}): Plain {
  const [pops = '', pushes = ''] = signature.split('>');
  return { pops: [...pops].map(letterType), pushes: pushes === '' ? null : letterType(pushes), ...more };
}

/** First opcode, number of opcodes, signature. */
const ARITHMETIC: readonly (readonly [number, number, string])[] = [
  [0x45, 1, 'i>i'], [0x46, 10, 'ii>i'], [0x50, 1, 'I>i'], [0x51, 10, 'II>i'], [0x5b, 6, 'ff>i'], [0x61, 6, 'FF>i'],
  [0x67, 3, 'i>i'], [0x6a, 15, 'ii>i'], [0x79, 3, 'I>I'], [0x7c, 15, 'II>I'], [0x8b, 7, 'f>f'], [0x92, 7, 'ff>f'], [0x99, 7, 'F>F'], [0xa0, 7, 'FF>F'],
  [0xa7, 1, 'I>i'], [0xa8, 2, 'f>i'], [0xaa, 2, 'F>i'], [0xac, 2, 'i>I'], [0xae, 2, 'f>I'], [0xb0, 2, 'F>I'],
  [0xb2, 2, 'i>f'], [0xb4, 2, 'I>f'], [0xb6, 1, 'F>f'], [0xb7, 2, 'i>F'], [0xb9, 2, 'I>F'], [0xbb, 1, 'f>F'],
  [0xbc, 1, 'f>i'], [0xbd, 1, 'F>I'], [0xbe, 1, 'i>f'], [0xbf, 1, 'I>F'],
  [0xc0, 2, 'i>i'], [0xc2, 3, 'I>I'],
];

/** From opcode 0x28 on: signature and alignment. */
const ACCESS: readonly (readonly [string, number])[] = [
  ['i>i', 2], ['i>I', 3], ['i>f', 2], ['i>F', 3], ['i>i', 0], ['i>i', 0], ['i>i', 1], ['i>i', 1],
  ['i>I', 0], ['i>I', 0], ['i>I', 1], ['i>I', 1], ['i>I', 2], ['i>I', 2],
  ['ii', 2], ['iI', 3], ['if', 2], ['iF', 3], ['ii', 0], ['ii', 1], ['iI', 0], ['iI', 1], ['iI', 2],
];

/** By opcode. */
export const PLAIN: ReadonlyMap<number, Plain> = new Map([
  ...ARITHMETIC.flatMap(([first, count, signature]) => Array.from({ length: count }, (_, index) => [first + index, plain(signature)] as const)),
  ...ACCESS.map(([signature, align], index) => [0x28 + index, plain(signature, { align })] as const),
  [0x3f, plain('>i', { zeros: 1 })],
]);

/** By the number after the prefix 0xfc. */
export const PLAIN_FC: ReadonlyMap<number, Plain> = new Map([
  ...['f>i', 'f>i', 'F>i', 'F>i', 'f>I', 'f>I', 'F>I', 'F>I'].map((signature, index) => [index, plain(signature)] as const),
  [10, plain('iii', { zeros: 2 })],
  [11, plain('iii', { zeros: 1 })],
]);
