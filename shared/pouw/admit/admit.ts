// Admission: whether a module may run at all, decided from its bytes before V8 sees them. Everything that is not on the list is refused.

import { REQUIRED_EXPORTS } from '../abi';
import { refused, WasmReader } from './reader';
import { SECTIONS, type Parts } from './sections';

export interface AdmitLimits {
  /** Most pages of memory. */
  readonly memPages: number;
  /** Most bytes of the module; 4 MiB where nothing is said. */
  readonly maxBytes?: number;
}

export interface Admitted {
  readonly memory: { readonly pages: number };
  /** Names by which the globals that change are exported: with the memory they are the whole state. */
  readonly mutableGlobals: readonly string[];
}

const USUAL_BYTES = 4 * 1024 * 1024;
const MOST_CUSTOM_BYTES = 256 * 1024;
/** Order of the sections (core specification 5.5.2): the count of data stands before the code. */
const ORDER = [1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 10, 11];
const FUNCTION = 0;
const MEMORY = 2;
const GLOBAL = 3;

/**
 * Looks at every byte of a module.
 * @throws AppError pouw/module-… with the rule that it breaks
 */
export function admit(bytes: Uint8Array, { memPages, maxBytes = USUAL_BYTES }: AdmitLimits): Admitted {
  if (bytes.length > maxBytes) throw refused('too-large', `the module has ${bytes.length} bytes, ${maxBytes} are allowed`);
  const reader = new WasmReader(bytes);
  for (const expected of [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00]) if (reader.u8() !== expected) throw refused('header', 'these bytes are no WebAssembly module of version 1');
  const parts: Parts = { types: [], functions: [], tables: 0, pages: null, globals: [], exports: [], bodies: 0, dataCount: null, data: 0 };
  let place = -1;
  let custom = 0;
  while (reader.left > 0) {
    const id = reader.u8();
    const size = reader.u32();
    const section = reader.part(size);
    if (id === 0) {
      custom += size;
      if (custom > MOST_CUSTOM_BYTES) throw refused('custom', 'the module carries too much that is not code');
      section.name();
      continue;
    }
    const next = ORDER.indexOf(id);
    const read = SECTIONS[id];
    if (next < 0 || !read) throw refused('feature', 'the module has a section that is not allowed');
    if (next <= place) throw refused('order', 'the sections of the module are out of order');
    place = next;
    read(section, parts, memPages);
    section.finished('a section');
  }
  if (parts.bodies !== parts.functions.length) throw refused('functions', 'the module has functions without code');
  if (parts.dataCount !== null && parts.dataCount !== parts.data) throw refused('data', 'the module counts its data wrongly');
  if (parts.pages === null) throw refused('memories', 'a module has exactly one memory');
  return { memory: { pages: parts.pages }, mutableGlobals: exportsOf(parts) };
}

/** Checks the exports. @returns names of the globals that change */
function exportsOf(parts: Parts): string[] {
  const { exports, functions, types, globals } = parts;
  for (const { kind, index } of exports) {
    const exists = kind === FUNCTION ? index < functions.length : kind === 1 ? index < parts.tables : kind === MEMORY ? index === 0 : kind === GLOBAL && index < globals.length;
    if (!exists) throw refused('exports', 'the module exports something that does not exist');
  }
  if (!exports.some(({ name, kind }) => name === 'memory' && kind === MEMORY)) throw refused('exports', 'the module does not export its memory');
  for (const [name, { params, results }] of Object.entries(REQUIRED_EXPORTS)) {
    const found = exports.find((each) => each.name === name && each.kind === FUNCTION);
    const type = found && types[functions[found.index] ?? -1];
    if (!type) throw refused('exports', `the module does not export ${name}`);
    if (type.params.join() !== params.join() || type.results.join() !== results.join()) throw refused('exports', `${name} of the module has other parameters or results`);
  }
  return globals.flatMap(({ mutable }, at) => {
    if (!mutable) return [];
    const found = exports.find(({ kind, index }) => kind === GLOBAL && index === at);
    if (!found) throw refused('globals', 'the module keeps state that it does not export');
    return [found.name];
  });
}
