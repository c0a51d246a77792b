// The sections that declare: types, functions, table, memory, globals, exports (WebAssembly core specification, 5.5.4 to 5.5.10).
import { constant } from './constant';
import { LIMITS } from './limits';
import type { Reader } from './reader';
import { refuse, within } from './refuse';
import { readValueType, V128, type Decoded } from './types';

const FUNCTION_TYPE = 0x60;
const FUNCREF = 0x70;

export function readTypes(reader: Reader, module: Decoded): void {
  for (let left = within('types', reader.u32()); left > 0; left -= 1) {
    if (reader.byte() !== FUNCTION_TYPE) refuse('type', 'a type is not a plain function type', { offset: reader.at - 1 });
    module.types.push({ params: valueTypes(reader, 'params'), results: valueTypes(reader, 'results') });
  }
}

function valueTypes(reader: Reader, what: 'params' | 'results'): number[] {
  return Array.from({ length: within(what, reader.u32()) }, () => readValueType(reader));
}

export function readFunctions(reader: Reader, module: Decoded): void {
  for (let left = within('functions', reader.u32()); left > 0; left -= 1) {
    const type = module.types[reader.u32()];
    if (!type) refuse('function', 'a function has a type that the module does not declare', { offset: reader.at });
    module.functions.push(type);
  }
}

export function readTable(reader: Reader, module: Decoded): void {
  const count = reader.u32();
  if (count > 1) refuse('table', 'the module has more than one table', { count });
  if (count === 0) return;
  if (reader.byte() !== FUNCREF) refuse('references', 'the table holds something other than functions', { offset: reader.at - 1 });
  const flags = reader.byte();
  if (flags > 1) refuse('table', 'the table is shared, of 64 bits, or unknown', { flags });
  module.table = within('tableEntries', reader.u32());
  if (flags === 1 && reader.u32() < module.table) refuse('table', 'the table is larger than its own maximum');
}

export function readMemory(reader: Reader, module: Decoded, mostPages: number): void {
  const count = reader.u32();
  if (count !== 1) refuse('memory-count', 'the module must have exactly one memory', { count });
  const flags = reader.byte();
  if (flags > 7) refuse('memory', 'the memory is of an unknown kind', { flags });
  if (flags & 4) refuse('memory-64', 'the memory has addresses of 64 bits');
  if (flags & 2) refuse('memory-shared', 'the memory is shared between threads');
  const least = reader.u32();
  if (flags === 0) refuse('memory', 'the memory has no maximum');
  const most = reader.u32();
  if (least !== most) refuse('memory', 'the memory could grow: its minimum and maximum differ', { least, most });
  if (least === 0) refuse('memory', 'the memory is empty');
  if (least > mostPages) refuse('memory-limit', `the memory is larger than the ${mostPages} pages that are allowed`, { pages: least, most: mostPages });
  module.pages = least;
}

export function readGlobals(reader: Reader, module: Decoded): void {
  for (let left = within('globals', reader.u32()); left > 0; left -= 1) {
    const type = readValueType(reader);
    const mutable = reader.byte();
    if (mutable > 1) refuse('global', 'a global is neither constant nor mutable, or shared', { offset: reader.at - 1 });
    // JavaScript cannot read it, so it could not be in a snapshot.
    if (mutable === 1 && type === V128) refuse('global', 'a mutable global holds a v128, which no snapshot can hold', { offset: reader.at - 1 });
    constant(reader, type);
    module.globals.push({ type, mutable: mutable === 1 });
  }
}

export function readExports(reader: Reader, module: Decoded): void {
  for (let left = within('exports', reader.u32()); left > 0; left -= 1) {
    const name = reader.name(LIMITS.nameBytes, 'export');
    if (module.exports.has(name)) refuse('export', 'two exports have one name', { name });
    const kind = reader.byte();
    const index = reader.u32();
    module.exports.set(name, exported(module, kind, index, name));
  }
}

/** Each kind of export by its byte; a table could be changed from outside, so it stays inside. */
function exported(module: Decoded, kind: number, index: number, name: string) {
  if (kind === 0 && index < module.functions.length) return { kind: 'function', index } as const;
  if (kind === 2 && index === 0 && module.pages !== null) return { kind: 'memory', index } as const;
  if (kind === 3 && index < module.globals.length) return { kind: 'global', index } as const;
  return refuse('export', 'an export is not a function, a global or the memory of this module', { name, kind, index });
}
