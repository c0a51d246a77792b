// A good module to spoil: ten units, each stirs a number in memory by the one that came before; the output is that number.
import { I32, type Func, type Global, type Module } from './encode';
import { s32, u32 } from './encode';

/** Instructions by what they do; the few that the corpus needs. */
export const op = {
  unreachable: [0x00], returns: [0x0f], drop: [0x1a], end: [0x0b], orElse: [0x05],
  block: [0x02, 0x40], loop: [0x03, 0x40], ifEmpty: [0x04, 0x40], ifI32: [0x04, I32],
  branch: (depth: number) => [0x0c, ...u32(depth)], branchIf: (depth: number) => [0x0d, ...u32(depth)],
  call: (index: number) => [0x10, ...u32(index)],
  get: (local: number) => [0x20, ...u32(local)], set: (local: number) => [0x21, ...u32(local)],
  getGlobal: (index: number) => [0x23, ...u32(index)], setGlobal: (index: number) => [0x24, ...u32(index)],
  i32: (value: number) => [0x41, ...s32(value)],
  load: (offset = 0) => [0x28, 2, ...u32(offset)], store: (offset = 0) => [0x36, 2, ...u32(offset)], storeF64: (offset = 0) => [0x39, 3, ...u32(offset)],
  eqz: [0x45], eq: [0x46], gtU: [0x4b], add: [0x6a], sub: [0x6b], mul: [0x6c], and: [0x71], geU: [0x4f],
} as const;

export const UNITS = 10;
/** Where the input goes, how much of it fits, and where the output stands. */
export const PLACE = { input: 1_024, room: 16_384, output: 32_768 } as const;

const done = 0;
const one: Pick<Func, 'params' | 'results'> = { params: [I32], results: [I32] };
const none: Pick<Func, 'params' | 'results'> = { params: [], results: [I32] };

/** Functions by the name of their export. */
export const FUNCTIONS = {
  abi: { ...none, code: op.i32(1) },
  buf: { ...one, code: [...op.i32(PLACE.input), ...op.i32(0), ...op.i32(PLACE.room), ...op.get(0), ...op.geU, 0x1b] },
  init: { params: [I32, I32], results: [I32], code: [...op.i32(PLACE.output), ...op.get(0), ...op.load(4), ...op.store(), ...op.i32(0)] },
  units: { ...none, code: op.i32(UNITS) },
  step: {
    ...one,
    code: [
      ...op.block, ...op.loop,
      ...op.get(0), ...op.eqz, ...op.branchIf(1),
      ...op.getGlobal(done), ...op.i32(UNITS), ...op.geU, ...op.branchIf(1),
      ...op.i32(PLACE.output), ...op.i32(PLACE.output), ...op.load(), ...op.i32(31), ...op.mul, ...op.getGlobal(done), ...op.add, ...op.store(),
      ...op.getGlobal(done), ...op.i32(1), ...op.add, ...op.setGlobal(done),
      ...op.get(0), ...op.i32(1), ...op.sub, ...op.set(0),
      ...op.branch(0), ...op.end, ...op.end,
      ...op.getGlobal(done), ...op.i32(UNITS), ...op.eq,
    ],
  },
  progress: { ...none, code: [...op.getGlobal(done), ...op.i32(1_000_000 / UNITS), ...op.mul] },
  out: { ...none, code: op.i32(PLACE.output) },
  out_len: { ...none, code: op.i32(8) },
} satisfies Record<string, Func>;

export type FunctionName = keyof typeof FUNCTIONS;
const functionNames = Object.keys(FUNCTIONS) as FunctionName[];
export const indexOf = (name: FunctionName): number => functionNames.indexOf(name);

const DONE: Global = { type: I32, mutable: true, init: [...op.i32(0), ...op.end] };

/** The good module, with the given functions and parts instead of its own. */
export function jobModule(functions: Partial<Record<FunctionName, Partial<Func>>> = {}, parts: Partial<Module> = {}): Module {
  const exports = functionNames.map((name, index) => [name, 0, index] as const);
  return {
    functions: functionNames.map((name) => ({ ...FUNCTIONS[name], ...functions[name] })),
    memory: [1, 1, 1],
    globals: [DONE],
    exports: [...exports, ['memory', 2, 0], ['done', 3, 0]],
    data: [{ at: 8, bytes: [1, 2, 3, 4] }],
    ...parts,
  };
}
