// Fixed-width SIMD by the number after the prefix 0xfd (WebAssembly core specification, 5.4.9). Relaxed SIMD, from 0x100 on, gives different
// bits on different processors and is not here. v128.const (12) and i8x16.shuffle (13) have immediates of their own: see body.ts.
import { plain, type Plain } from './plain';

/** Loads and stores of whole vectors, 0x00 to 0x0b and 0x5c, 0x5d: alignment. */
const LOADS: readonly (readonly [number, number])[] = [
  [0x00, 4], [0x01, 3], [0x02, 3], [0x03, 3], [0x04, 3], [0x05, 3], [0x06, 3], [0x07, 0], [0x08, 1], [0x09, 2], [0x0a, 3], [0x5c, 2], [0x5d, 3],
];

/** From 0x15 on: signature and lanes of extract and replace. */
const LANES: readonly (readonly [string, number])[] = [
  ['v>i', 16], ['v>i', 16], ['vi>v', 16], ['v>i', 8], ['v>i', 8], ['vi>v', 8], ['v>i', 4], ['vi>v', 4], ['v>I', 2], ['vI>v', 2], ['v>f', 4], ['vf>v', 4], ['v>F', 2], ['vF>v', 2],
];

/** The shapes of the rest: one, two or three vectors to one, a test, a shift. */
const SHAPES = new Map([['u', 'v>v'], ['b', 'vv>v'], ['t', 'vvv>v'], ['a', 'v>i'], ['s', 'vi>v']]);

/** Sixteen instructions a line, from 0x20 on; a point is an instruction that is listed above or does not exist. */
const REST = [
  '...bbbbbbbbbbbbb', // 20 comparisons
  'bbbbbbbbbbbbbbbb', // 30
  'bbbbbbbbbbbbbubb', // 40 to here, then not, and, andnot
  'bbta..........uu', // 50 or, xor, bitselect, any_true, lanes in memory, demote, promote
  'uuuaabbuuuusssbb', // 60 i8x16, and rounding of f32x4 and f64x2 in between
  'bbbbuubbbbubuuuu', // 70
  'uubaabbuuuusssbb', // 80 i16x8
  'bbbbubbbbb.bbbbb', // 90
  'uu.aa..uuuusssb.', // a0 i32x4
  '.b...bbbbbb.bbbb', // b0
  'uu.aa..uuuusssb.', // c0 i64x2
  '.b...bbbbbbbbbbb', // d0
  'uu.ubbbbbbbbuu.u', // e0 f32x4, then f64x2
  'bbbbbbbbuuuuuuuu', // f0 and conversions
].join('');

/** By the number after the prefix 0xfd. */
export const SIMD: ReadonlyMap<number, Plain> = new Map([
  ...LOADS.map(([opcode, align]) => [opcode, plain('i>v', { align })] as const),
  [0x0b, plain('iv', { align: 4 })],
  [0x0e, plain('vv>v')],
  ...['i>v', 'i>v', 'i>v', 'I>v', 'f>v', 'F>v'].map((signature, index) => [0x0f + index, plain(signature)] as const),
  ...LANES.map(([signature, lanes], index) => [0x15 + index, plain(signature, { lanes })] as const),
  ...[0, 1, 2, 3].flatMap((align) => [
    [0x54 + align, plain('iv>v', { align, lanes: 16 >> align })] as const,
    [0x58 + align, plain('iv', { align, lanes: 16 >> align })] as const,
  ]),
  ...[...REST].flatMap((letter, index) => {
    const signature = SHAPES.get(letter);
    return signature === undefined ? [] : [[0x20 + index, plain(signature)] as const];
  }),
]);
