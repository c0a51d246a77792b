// Modules that no engine may see: forbidden features, and sizes that would cost the computer before the work begins.
import { encode, F64, fromSections, functionBody, functionType, I32, s32, sections, text, u32, V128, vector, type Func, type Module, type Section } from './encode';
import type { Entry } from './entry';
import { FUNCTIONS, indexOf, jobModule, op, type FunctionName } from './job-module';

const refused = (name: string, rule: string, what: string, bytes: Uint8Array): Entry => ({ name, bytes, expect: 'refused', code: `pouw/module-${rule}`, what });

const withParts = (parts: Partial<Module>): Uint8Array => encode(jobModule({}, parts));
const withFunction = (name: FunctionName, changed: Partial<Func>): Uint8Array => encode(jobModule({ [name]: changed }));
/** The good module, with an instruction at the start of step. */
const withCode = (code: readonly number[], more: Partial<Func> = {}): Uint8Array => withFunction('step', { code: [...code, ...FUNCTIONS.step.code], ...more });
const good = (): Section[] => sections(jobModule());
/** A section in the place where the order of sections wants it. */
function withSection(id: number, content: readonly number[], before: number): Uint8Array {
  return fromSections(good().flatMap((section) => (section[0] === before ? [[id, content] as const, section] : [section])));
}
const replaced = (id: number, content: readonly number[]): Uint8Array => fromSections(good().map((section) => (section[0] === id ? [id, content] : section)));
const { functions: goodFunctions, exports: goodExports } = jobModule();
const importing = (module: string, name: string, kind: readonly number[]): Uint8Array => withSection(2, vector([[...text(module), ...text(name), ...kind]]), 3);
const many = (count: number): Func[] => [...goodFunctions, ...Array.from({ length: count }, () => ({ params: [], results: [], code: [] }))];
/** The good module with more functions, all of one type, so that only their number is large. */
function manyFunctions(count: number): Uint8Array {
  const functions = many(count);
  return fromSections(good().map(([id, content]): Section => {
    if (id === 1) return [1, vector([...goodFunctions, { params: [], results: [] }].map(functionType))];
    if (id === 3) return [3, vector(functions.map((_, index) => u32(Math.min(index, goodFunctions.length))))];
    return id === 10 ? [10, vector(functions.map(functionBody))] : [id, content];
  }));
}
const nested = (depth: number): number[] => [...Array.from({ length: depth }, () => op.block).flat(), ...Array.from({ length: depth }, () => op.end).flat()];
const flipped = (): Uint8Array => {
  const bytes = encode(jobModule());
  // The size of the first section.
  bytes[9] = (bytes[9] ?? 0) ^ 0x10;
  return bytes;
};

const features = (): Entry[] => [
  refused('import-env', 'import', 'a function of the host is imported', importing('env', 'abort', [0, 0])),
  refused('import-wasi', 'import', 'a function of the operating system is imported', importing('wasi_snapshot_preview1', 'random_get', [0, 0])),
  refused('import-js-string', 'import', 'a built-in function of JavaScript is imported', importing('wasm:js-string', 'length', [0, 0])),
  refused('import-memory', 'import', 'a memory is imported', importing('env', 'memory', [2, 1, 1, 1])),
  refused('start-spin', 'start', 'the start function never comes back', fromSections(sections(jobModule({ abi: { params: [], results: [], code: [...op.loop, ...op.branch(0), ...op.end] } })).flatMap((section): Section[] => (section[0] === 10 ? [[8, u32(indexOf('abi'))], section] : [section])))),
  refused('memory-shared', 'memory-shared', 'the memory is shared', withParts({ memory: [3, 1, 1] })),
  refused('memory-64', 'memory-64', 'the memory has addresses of 64 bits', withParts({ memory: [5, 1, 1] })),
  refused('memory-two', 'memory-count', 'there are two memories', replaced(5, vector([[1, 1, 1], [1, 1, 1]]))),
  refused('memory-none', 'memory-count', 'there is no memory', fromSections(good().filter(([id]) => id !== 5 && id !== 7))),
  refused('memory-other', 'invalid', 'an access names a second memory', withCode([...op.i32(0), 0x28, 0x42, 1, 0, ...op.drop])),
  refused('grow-bomb', 'memory-grow', 'step lets the memory grow', withCode([...op.loop, ...op.i32(1), 0x40, 0, ...op.drop, ...op.branch(0), ...op.end])),
  refused('memory-grows', 'memory', 'the memory has room to grow', withParts({ memory: [1, 1, 2] })),
  refused('memory-unbounded', 'memory', 'the memory has no maximum', withParts({ memory: [0, 1] })),
  refused('memory-bomb', 'memory-limit', 'the memory is of 4 GiB', withParts({ memory: [1, ...u32(65_536), ...u32(65_536)] })),
  refused('atomics-wait', 'atomics', 'step waits for another thread', withCode([...op.i32(0), ...op.i32(0), 0x42, ...s32(-1), 0xfe, 0x01, 2, 0, ...op.drop])),
  refused('relaxed-simd', 'relaxed-simd', 'step uses an instruction of relaxed SIMD', withCode([...op.get(1), ...op.get(1), ...op.get(1), 0xfd, 0x85, 0x02, ...op.set(1)], { locals: [[1, V128]] })),
  refused('tail-call', 'tail-call', 'step calls in place of itself', withFunction('step', { code: [...op.get(0), 0x12, indexOf('step')] })),
  refused('exception-tag', 'exception', 'an exception is declared', withSection(13, vector([[0, 0]]), 6)),
  refused('exception-throw', 'exception', 'step throws', withCode([0x08, 0])),
  refused('exception-table', 'exception', 'step catches', withCode([0x1f, 0x40, 0, ...op.end])),
  refused('reference-null', 'references', 'step makes a reference', withCode([0xd0, 0x70, ...op.drop])),
  refused('gc-struct', 'type', 'a structure is declared', replaced(1, [...u32(1), 0x5f, ...vector([[I32, 0]])])),
  refused('reference-param', 'references', 'a function takes a reference of the host', withFunction('progress', { params: [0x6f] })),
  refused('table-grow', 'table-state', 'step reads the size of a table', withCode([0xfc, 16, 0, ...op.drop])),
  refused('passive-data', 'data', 'data waits until it is asked for', replaced(11, vector([[1, 1, 0x61]]))),
  refused('data-drop', 'data-state', 'step drops data', withCode([0xfc, 9, 0])),
];

const structure = (): Entry[] => [
  refused('global-hidden', 'global-hidden', 'a mutable global is not exported', withParts({ exports: goodExports.filter(([name]) => name !== 'done') })),
  refused('global-v128', 'global', 'a mutable global holds a vector', withParts({ globals: [...jobModule().globals, { type: V128, mutable: true, init: [0xfd, 12, ...new Uint8Array(16), 0x0b] }], exports: [...goodExports, ['vector', 3, 1]] })),
  refused('global-computed', 'instruction', 'a global starts with a computed value', withParts({ globals: [{ type: I32, mutable: true, init: [...op.i32(1), ...op.i32(2), ...op.add, 0x0b] }] })),
  refused('wrong-signature', 'export-signature', 'units answers with a double', withFunction('units', { results: [F64], code: [0x44, 0, 0, 0, 0, 0, 0, 0, 0] })),
  refused('missing-export', 'export-missing', 'progress is not exported', withParts({ exports: goodExports.filter(([name]) => name !== 'progress') })),
  refused('memory-hidden', 'export-missing', 'the memory is not exported', withParts({ exports: goodExports.filter(([name]) => name !== 'memory') })),
  refused('export-of-global', 'export-missing', 'units is a global', withParts({ exports: goodExports.map((item) => (item[0] === 'units' ? ['units', 3, 0] : item)) })),
  refused('export-twice', 'export', 'two exports have one name', withParts({ exports: [...goodExports, ['abi', 0, 0]] })),
  refused('data-overlap', 'data', 'data is written over data', withParts({ data: [{ at: 8, bytes: [1, 2, 3] }, { at: 10, bytes: [4] }] })),
  refused('data-outside', 'data', 'data lies behind the memory', withParts({ data: [{ at: 65_534, bytes: [1, 2, 3] }] })),
  refused('data-negative', 'data', 'data lies at an address below zero', withParts({ data: [{ at: -4, bytes: [1] }] })),
  refused('wrong-type', 'invalid', 'an operand has the wrong type', withCode([0x42, 0, ...op.eqz, ...op.drop])),
  refused('truncated', 'truncated', 'the end is missing', encode(jobModule()).slice(0, -3)),
  refused('bit-flipped', 'section', 'one bit is another', flipped()),
  refused('not-wasm', 'header', 'this is an archive', Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0, 0, 0)),
  refused('empty', 'header', 'there is nothing', new Uint8Array()),
  refused('component', 'header', 'this is a component, not a module', Uint8Array.of(0, 0x61, 0x73, 0x6d, 0x0d, 0, 1, 0)),
  refused('section-twice', 'section', 'a section is there twice', withSection(5, vector([[1, 1, 1]]), 6)),
  refused('section-order', 'section', 'sections are out of order', fromSections([1, 3, 6, 5, 7, 10, 11].flatMap((id) => good().filter((section) => section[0] === id)))),
  refused('number-too-long', 'number', 'a number has more bytes than its type', replaced(5, [0x81, 0x80, 0x80, 0x80, 0x80, 0x00, 1, 1, 1])),
];

const bombs = (): Entry[] => [
  refused('huge-locals', 'limit', 'a function has 50,000 locals', withFunction('step', { locals: [[50_000, I32]] })),
  refused('locals-overflow', 'limit', 'the numbers of locals add up to more than 32 bits', withFunction('step', { locals: [[0xffff_ffff, I32], [0xffff_ffff, I32]] })),
  refused('many-functions', 'limit', 'there are 20,000 functions', manyFunctions(20_000)),
  refused('huge-body', 'limit', 'a function is of 300,000 instructions', withCode(Array.from({ length: 300_000 }, () => 0x01))),
  refused('deep-nesting', 'limit', 'blocks are nested 10,000 deep', withCode(nested(10_000))),
  refused('many-operands', 'limit', '20,000 operands wait', withCode([...Array.from({ length: 20_000 }, () => op.i32(0)).flat(), ...op.unreachable])),
  refused('branch-table', 'limit', 'a branch has 50,000 targets', withCode([...op.block, ...op.i32(0), 0x0e, ...u32(50_000), ...new Uint8Array(50_001), ...op.end])),
  refused('huge-table', 'limit', 'the table has ten million entries', withSection(4, vector([[0x70, 0, ...u32(10_000_000)]]), 5)),
  refused('custom-bomb', 'limit', 'custom sections of 3 MiB', fromSections([...Array.from({ length: 3 }, (): Section => [0, [...text('name'), ...new Uint8Array(1_048_576)]]), ...good()])),
  refused('custom-unknown', 'custom', 'a custom section that engines act on', fromSections([[0, [...text('sourceMappingURL'), ...text('http://127.0.0.1/')]], ...good()])),
  refused('too-large', 'size', 'the module is of 5 MiB', fromSections([...good(), [0, [...text('name'), ...new Uint8Array(5 * 1_048_576)]]])),
];

export const refusedModules = (): Entry[] => [...features(), ...structure(), ...bombs()];
