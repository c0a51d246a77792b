// The sections of a WebAssembly binary, as far as they are allowed in a module for useful work.

import { walkCode } from './code';
import { refused, type WasmReader } from './reader';
import { PAGE_BYTES } from '../abi';

export interface FunctionType {
  readonly params: readonly string[];
  readonly results: readonly string[];
}

export interface Parts {
  types: FunctionType[];
  /** Type of each function. */
  functions: number[];
  tables: number;
  pages: number | null;
  globals: { readonly type: string; readonly mutable: boolean }[];
  exports: { readonly name: string; readonly kind: number; readonly index: number }[];
  bodies: number;
  dataCount: number | null;
  data: number;
}

/** Limits against modules that cost much to translate. */
const MOST = { types: 512, functions: 4096, results: 16, params: 64, table: 4096, globals: 512, exports: 512, elements: 256, items: 4096, data: 1024, locals: 4096, body: 512 * 1024 } as const;

const VALUES: Readonly<Record<number, string>> = { 0x7f: 'i32', 0x7e: 'i64', 0x7d: 'f32', 0x7c: 'f64', 0x7b: 'v128' };
/** Bytes after the opcode of a constant; null: a signed number. */
const CONSTANTS: Readonly<Record<number, { readonly type: string; readonly bytes: 4 | 8 | null }>> = { 0x41: { type: 'i32', bytes: null }, 0x42: { type: 'i64', bytes: null }, 0x43: { type: 'f32', bytes: 4 }, 0x44: { type: 'f64', bytes: 8 } };

function value(section: WasmReader): string {
  const type = VALUES[section.u8()];
  if (type === undefined) throw refused('types', 'the module uses a type that is not allowed');
  return type;
}

function many(section: WasmReader, most: number, what: string): number {
  const count = section.u32();
  if (count > most) throw refused('too-many', `the module has too many ${what}`);
  return count;
}

const list = <T>(count: number, each: () => T): T[] => Array.from({ length: count }, each);

/** A constant, without reference to anything. */
function constant(section: WasmReader, type: string): number | null {
  const opcode = section.u8();
  if (opcode === 0xfd) {
    if (section.u32() !== 0x0c || type !== 'v128') throw refused('constant', 'the module sets something to a value that is not allowed');
    section.skip(16);
  } else {
    const form = CONSTANTS[opcode];
    if (form?.type !== type) throw refused('constant', 'the module sets something to a value that is not allowed');
    if (opcode === 0x41) {
      const number = section.s32();
      if (section.u8() !== 0x0b) throw refused('constant', 'the module computes a value where only a constant may stand');
      return number;
    }
    if (form.bytes === null) section.skipSigned(64);
    else section.skip(form.bytes);
  }
  if (section.u8() !== 0x0b) throw refused('constant', 'the module computes a value where only a constant may stand');
  return null;
}

function limitsOf(section: WasmReader): { flags: number; least: number; most: number | null } {
  const flags = section.u8();
  const least = section.u32();
  return { flags, least, most: (flags & 1) === 1 ? section.u32() : null };
}

/** By section id: reads it into `parts`. Custom sections (0) are passed by the caller. */
export const SECTIONS: Readonly<Record<number, (section: WasmReader, parts: Parts, memPages: number) => void>> = {
  1: (section, parts) => {
    parts.types = list(many(section, MOST.types, 'types'), () => {
      if (section.u8() !== 0x60) throw refused('types', 'the module has a type that is not a function');
      const params = list(many(section, MOST.params, 'parameters'), () => value(section));
      return { params, results: list(many(section, MOST.results, 'results'), () => value(section)) };
    });
  },
  2: (section) => {
    if (section.u32() !== 0) throw refused('imports', 'the module imports something: it could reach out of its memory');
  },
  3: (section, parts) => {
    parts.functions = list(many(section, MOST.functions, 'functions'), () => {
      const type = section.u32();
      if (type >= parts.types.length) throw refused('types', 'a function of the module has no type');
      return type;
    });
  },
  4: (section, parts) => {
    parts.tables = many(section, 1, 'tables');
    if (parts.tables === 0) return;
    if (section.u8() !== 0x70) throw refused('types', 'the table of the module holds something other than functions');
    const { flags, least, most } = limitsOf(section);
    if (flags > 1 || least > MOST.table || (most ?? 0) > MOST.table) throw refused('table', 'the table of the module is too large');
  },
  5: (section, parts, memPages) => {
    if (section.u32() !== 1) throw refused('memories', 'a module has exactly one memory');
    const { flags, least, most } = limitsOf(section);
    if (flags === 3) throw refused('shared', 'the module shares its memory between threads');
    if (flags > 1) throw refused('memory64', 'the memory of the module is of another kind');
    if (most === null || least !== most) throw refused('growth', 'the memory of the module could grow');
    if (least < 1 || least > memPages) throw refused('memory', `the module wants ${least} pages of memory, ${memPages} are allowed`);
    parts.pages = least;
  },
  6: (section, parts) => {
    parts.globals = list(many(section, MOST.globals, 'globals'), () => {
      const type = value(section);
      const mutable = section.u8();
      if (mutable > 1) throw refused('types', 'a global of the module has a form that is not allowed');
      if (mutable === 1 && type === 'v128') throw refused('globals', 'a vector that changes cannot be kept between two steps');
      constant(section, type);
      return { type, mutable: mutable === 1 };
    });
  },
  7: (section, parts) => {
    parts.exports = list(many(section, MOST.exports, 'exports'), () => {
      const name = section.name();
      const kind = section.u8();
      return { name, kind, index: section.u32() };
    });
    if (new Set(parts.exports.map(({ name }) => name)).size !== parts.exports.length) throw refused('exports', 'the module exports a name twice');
  },
  8: () => {
    throw refused('start', 'the module wants to run before it is asked');
  },
  9: (section, parts) => {
    const count = many(section, MOST.elements, 'elements');
    for (let each = 0; each < count; each += 1) {
      if (section.u32() !== 0 || parts.tables !== 1) throw refused('elements', 'the module fills its table in a way that is not allowed');
      if ((constant(section, 'i32') ?? -1) < 0) throw refused('elements', 'the module fills its table from a place that does not exist');
      const items = many(section, MOST.items, 'entries of a table');
      for (let item = 0; item < items; item += 1) if (section.u32() >= parts.functions.length) throw refused('elements', 'the table of the module names a function that does not exist');
    }
  },
  10: (section, parts) => {
    parts.bodies = many(section, MOST.functions, 'functions');
    for (let each = 0; each < parts.bodies; each += 1) {
      const size = section.u32();
      if (size > MOST.body) throw refused('body', 'a function of the module is too long');
      const body = section.part(size);
      let locals = 0;
      const groups = many(body, MOST.locals, 'locals');
      for (let group = 0; group < groups; group += 1) {
        locals += body.u32();
        if (locals > MOST.locals) throw refused('locals', 'a function of the module has too many locals');
        value(body);
      }
      walkCode(body, parts.types.length);
    }
  },
  11: (section, parts) => {
    parts.data = many(section, MOST.data, 'data segments');
    let end = 0;
    for (let each = 0; each < parts.data; each += 1) {
      if (section.u32() !== 0) throw refused('data', 'the module fills its memory in a way that is not allowed');
      const start = (constant(section, 'i32') ?? 0) >>> 0;
      const size = section.u32();
      section.skip(size);
      if (start < end) throw refused('data', 'data of the module overlap');
      end = start + size;
      if (end > (parts.pages ?? 0) * PAGE_BYTES) throw refused('data', 'data of the module lie outside of its memory');
    }
  },
  12: (section, parts) => {
    parts.dataCount = section.u32();
  },
};
