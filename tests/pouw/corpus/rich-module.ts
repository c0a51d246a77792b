// A module that uses every instruction that is allowed, and every section: where a mutation hits, it hits something.
import { PLAIN, PLAIN_FC, type Plain } from '../../../shared/pouw/admit/plain';
import { SIMD } from '../../../shared/pouw/admit/simd';
import { F32, F64, I32, I64, s32, sections, u32, V128, vector, type Func, type Module, type Section } from './encode';
import { jobModule, op } from './job-module';

const TYPES = [I32, I64, F32, F64, V128];

/** Every instruction of fixed type: its opcode's bytes and what is known of it. */
export const instructions: readonly { readonly opcode: readonly number[]; readonly plain: Plain }[] = [
  ...[...PLAIN].map(([opcode, plain]) => ({ opcode: [opcode], plain })),
  ...[...PLAIN_FC].map(([opcode, plain]) => ({ opcode: [0xfc, ...u32(opcode)], plain })),
  ...[...SIMD].map(([opcode, plain]) => ({ opcode: [0xfd, ...u32(opcode)], plain })),
];

/** What follows an opcode; the largest alignment and lane that exist, plus the given number. */
export function immediates({ align, lanes, zeros = 0 }: Plain, beyond: { align?: number; lane?: number; zeros?: number } = {}): number[] {
  return [
    ...(align === undefined ? [] : [align + (beyond.align ?? 0), 0]),
    ...(lanes === undefined ? [] : [lanes - 1 + (beyond.lane ?? 0)]),
    ...Array.from({ length: zeros }, () => beyond.zeros ?? 0),
  ];
}

/** A local of each type, whose number is the place of its type. */
export const LOCALS = TYPES.map((type) => [1, type] as const);
export const getLocal = (type: number): number[] => op.get(TYPES.indexOf(type));

const straight: Func = {
  params: [], results: [], locals: LOCALS,
  code: instructions.flatMap(({ opcode, plain }) => [...plain.pops.flatMap(getLocal), ...opcode, ...immediates(plain), ...(plain.pushes === null ? [] : op.drop)]),
};
/** Functions after those of the job are 8, 9, 10; types have the same numbers. */
const pair: Func = { params: [I32, F64], results: [F64, I32], locals: [[2, I64]], code: [...op.get(1), ...op.get(0)] };
const control: Func = {
  params: [I32], results: [I32], locals: [[1, F64], [1, V128]],
  code: [
    ...op.block, ...op.loop, ...op.get(0), 0x0e, ...vector([[0], [1], [0]]), 1, ...op.end, ...op.end,
    ...op.get(0), ...op.get(1), 0x02, ...s32(9), ...op.call(9), 0x1a, 0x1a, ...op.get(0), ...op.get(1), ...op.i32(0), 0x11, 9, 0, ...op.branch(0), ...op.end, ...op.set(0), ...op.set(1),
    ...op.get(0), ...op.ifI32, ...op.i32(5), ...op.orElse, ...op.i32(6), ...op.returns, ...op.end, 0x22, 0, ...op.drop,
    ...op.get(1), ...op.get(1), ...op.get(0), 0x1b, ...op.set(1),
    0xfd, 12, ...new Uint8Array(16).fill(3), ...op.get(2), 0xfd, 13, ...new Uint8Array(16).fill(31), ...op.set(2),
    0x42, 0x80, 0x7f, 0x43, 0, 0, 0x80, 0x3f, 0x44, 0, 0, 0, 0, 0, 0, 0xf0, 0x3f, 0x1a, 0x1a, 0x1a, 0x01,
    ...op.getGlobal(1), ...op.set(1),
    ...op.block, ...op.get(0), ...op.branchIf(0), ...op.unreachable, ...op.end,
    ...op.get(0),
  ],
};

const job = jobModule();
/** As a module without its table; see `withTable`. */
export const richModule: Module = {
  ...job,
  functions: [...job.functions, straight, pair, control],
  globals: [...job.globals, { type: F64, mutable: false, init: [0x44, 0, 0, 0, 0, 0, 0, 0, 0x40, ...op.end] }],
  data: [...job.data, { at: 4_096, bytes: [9, 8, 7] }],
};

/** Adds a table of two functions, a count of the data and names. */
export function withTable(module: Module): Section[] {
  return sections(module).flatMap((section): Section[] => {
    if (section[0] === 5) return [[4, vector([[0x70, 1, 2, 2]])], section];
    if (section[0] === 10) return [[9, vector([[0, ...op.i32(0), ...op.end, ...vector([[9], [9]])]])], [12, u32(module.data.length)], section];
    return [section];
  });
}
