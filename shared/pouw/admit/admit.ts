// Admission: whether a module may be compiled at all (docs/pouw-protocol.md, WebAssembly core specification 5). An own decoder reads every
// byte first and lets through only what is on its list, so that a feature that an engine learns tomorrow stays outside. It is pure and
// total: any bytes give an answer or an AppError `pouw/module-…`, in time linear in their number.
import { REQUIRED_EXPORTS } from '../abi';
import { BodyReader } from './body';
import { readExports, readFunctions, readGlobals, readMemory, readTable, readTypes } from './declarations';
import { LIMITS } from './limits';
import { Reader } from './reader';
import { refuse, within } from './refuse';
import { readData, readDataCount, readElements } from './segments';
import { signatureText, typeName, type Decoded } from './types';

export interface AdmissionLimits {
  /** The largest memory, in pages of 64 KiB. */
  readonly memPages: number;
  /** Bytes of the module; 4 MiB, and never more. */
  readonly maxBytes?: number;
}

/** What the host has to know of a module that was admitted. */
export interface Admitted {
  readonly memory: { readonly pages: number };
  /** By the names of their exports, in the order in which a snapshot holds them. */
  readonly mutableGlobals: readonly string[];
}

/** "\0asm" and version 1. */
const HEADER = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];
/** Metadata that compilers write; engines act on some others. */
const CUSTOM_NAMES = ['name', 'producers', 'target_features'];

/** Pages that addresses of 32 bits reach. */
const MOST_PAGES = 65_536;
const SECTIONS = { custom: 0, import: 2, start: 8, tag: 13 };

/** The sections that may be there, by their byte; their place in this list is their order. */
const READERS: readonly (readonly [id: number, read: (reader: Reader, module: Decoded, limits: AdmissionLimits) => void])[] = [
  [1, readTypes],
  [3, readFunctions],
  [4, readTable],
  [5, (reader, module, { memPages }) => readMemory(reader, module, Math.min(memPages, MOST_PAGES))],
  [6, readGlobals],
  [7, readExports],
  [9, readElements],
  [12, readDataCount],
  [10, readCode],
  [11, readData],
];

/** Admits a module, or throws the AppError `pouw/module-…` that names the rule it breaks. */
export function admit(bytes: Uint8Array, limits: AdmissionLimits): Admitted {
  const most = Math.min(limits.maxBytes ?? LIMITS.bytes, LIMITS.bytes);
  if (bytes.length > most) refuse('size', `the module is larger than ${most} bytes`, { bytes: bytes.length, most });
  if (!HEADER.every((byte, index) => bytes[index] === byte)) refuse('header', 'this is not a WebAssembly module of version 1');
  const module: Decoded = { types: [], functions: [], table: null, pages: null, globals: [], exports: new Map(), dataCount: null, dataSegments: 0, bodies: 0 };
  readSections(bytes, module, limits);
  if (module.bodies !== module.functions.length) refuse('function', 'the module declares more functions than it has', { declared: module.functions.length, bodies: module.bodies });
  if (module.dataCount !== null && module.dataCount !== module.dataSegments) refuse('data', 'the module announces another number of data segments than it has');
  requireExports(module);
  return { memory: { pages: module.pages ?? 0 }, mutableGlobals: mutableGlobals(module) };
}

function readSections(bytes: Uint8Array, module: Decoded, limits: AdmissionLimits): void {
  const reader = new Reader(bytes);
  reader.take(HEADER.length);
  let next = 0;
  let customBytes = 0;
  while (reader.left > 0) {
    const id = reader.byte();
    const size = reader.u32();
    if (size > reader.left) refuse('truncated', 'a section is longer than the module', { section: id });
    reader.end = reader.at + size;
    if (id === SECTIONS.custom) {
      customBytes = within('customBytes', customBytes + size);
      readCustom(reader);
    } else {
      const place = READERS.findIndex(([known]) => known === id);
      const found = READERS[place] ?? refuseSection(id);
      if (place < next) refuse('section', 'a section is there twice or out of order', { section: id });
      next = place + 1;
      found[1](reader, module, limits);
    }
    if (reader.left !== 0) refuse('section', 'a section has bytes after its end', { section: id });
    reader.end = bytes.length;
  }
}

function refuseSection(id: number): never {
  if (id === SECTIONS.import) refuse('import', 'the module has imports; it must be a function of its own memory alone');
  if (id === SECTIONS.start) refuse('start', 'the module has a start function');
  if (id === SECTIONS.tag) refuse('exception', 'the module declares exceptions');
  return refuse('section', 'the module has a section that is not allowed', { section: id });
}

function readCustom(reader: Reader): void {
  const name = reader.name(LIMITS.nameBytes, 'custom');
  if (!CUSTOM_NAMES.includes(name)) refuse('custom', `the module has a custom section other than ${CUSTOM_NAMES.join(', ')}`, { name });
  reader.take(reader.left);
}

function readCode(reader: Reader, module: Decoded): void {
  module.bodies = reader.u32();
  if (module.bodies !== module.functions.length) refuse('function', 'the module has another number of functions than it declares', { declared: module.functions.length, bodies: module.bodies });
  const end = reader.end;
  const body = new BodyReader(module, reader);
  for (const type of module.functions) {
    const size = within('bodyBytes', reader.u32());
    if (size > reader.left) refuse('truncated', 'a function is longer than its section', { offset: reader.at });
    reader.end = reader.at + size;
    body.read(type);
    reader.end = end;
  }
}

function requireExports(module: Decoded): void {
  if (module.pages === null) refuse('memory-count', 'the module must have exactly one memory', { count: 0 });
  if (module.exports.get('memory')?.kind !== 'memory') refuse('export-missing', 'the module does not export its memory', { name: 'memory' });
  for (const [name, { params, results }] of Object.entries(REQUIRED_EXPORTS)) {
    const found = module.exports.get(name);
    const type = found?.kind === 'function' ? module.functions[found.index] : undefined;
    if (!type) refuse('export-missing', `the module does not export the function ${name}`, { name });
    const wanted = `(${params.join(', ')}) → (${results.join(', ')})`;
    if (signatureText(type) !== wanted) refuse('export-signature', `the function ${name} has the wrong signature`, { name, wanted, found: signatureText(type) });
  }
}

/** One name for each; sorted by code units, so that every computer writes a snapshot in the same order. */
function mutableGlobals(module: Decoded): string[] {
  const names = new Map<number, string>();
  for (const [name, { kind, index }] of [...module.exports].sort(([one], [other]) => (one < other ? -1 : 1))) {
    if (kind === 'global' && module.globals[index]?.mutable && !names.has(index)) names.set(index, name);
  }
  module.globals.forEach(({ type, mutable }, index) => {
    if (mutable && !names.has(index)) refuse('global-hidden', 'a mutable global is not exported, so no snapshot could hold it', { index, type: typeName(type) });
  });
  return [...names.values()];
}
