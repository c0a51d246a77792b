// Walks the code of a function instruction by instruction: only WebAssembly 1.0, sign extension, saturating truncation, bulk memory
// on memory 0, and fixed-width SIMD get through. What is not on the list is refused, whatever V8 would make of it.

import { refused, type WasmReader } from './reader';

const MOST_DEPTH = 256;
const MOST_TARGETS = 4096;

/** Immediates of an instruction. */
type Form = 'none' | 'block' | 'index' | 'memory' | 'i32' | 'i64' | 'f32' | 'f64' | 'table' | 'indirect' | 'zero' | 'end' | 'else';

/** Opcodes of one byte (core specification 2.0, 5.4), but for the prefixes. */
function formOf(opcode: number): Form | null {
  if (opcode <= 0x01 || opcode === 0x0f || opcode === 0x1a || opcode === 0x1b) return 'none';
  if (opcode >= 0x02 && opcode <= 0x04) return 'block';
  if (opcode === 0x05) return 'else';
  if (opcode === 0x0b) return 'end';
  if (opcode === 0x0c || opcode === 0x0d || opcode === 0x10) return 'index';
  if (opcode === 0x0e) return 'table';
  if (opcode === 0x11) return 'indirect';
  if (opcode >= 0x20 && opcode <= 0x24) return 'index';
  if (opcode >= 0x28 && opcode <= 0x3e) return 'memory';
  if (opcode === 0x3f) return 'zero';
  if (opcode === 0x41) return 'i32';
  if (opcode === 0x42) return 'i64';
  if (opcode === 0x43) return 'f32';
  if (opcode === 0x44) return 'f64';
  if (opcode >= 0x45 && opcode <= 0xc4) return 'none';
  return null;
}

/** Block types: none, one value, or a type of the module's. */
const BLOCK_VALUES: readonly number[] = [0x40, 0x7f, 0x7e, 0x7d, 0x7c, 0x7b];

function blockType(code: WasmReader, types: number): void {
  const [first = 0] = code.bytes.subarray(code.at, code.at + 1);
  if (BLOCK_VALUES.includes(first)) return code.skip(1);
  const index = code.s32();
  if (index < 0 || index >= types) throw refused('code', 'a block of the module has a type that is not allowed');
}

/** Address of a load or store: alignment below 2⁵ (a set bit 6 would name another memory), offset of 32 bits. */
function memoryArgument(code: WasmReader): void {
  if (code.u32() > 4) throw refused('code', 'an access to memory has a form that is not allowed');
  code.u32();
}

function zero(code: WasmReader): void {
  if (code.u8() !== 0) throw refused('memories', 'the module uses a second memory');
}

/** Saturating truncation (0 to 7), memory.init, data.drop, memory.copy, memory.fill. */
function bulk(code: WasmReader): void {
  const opcode = code.u32();
  if (opcode <= 7) return;
  if (opcode === 8) {
    code.u32();
    return zero(code);
  }
  if (opcode === 9) return void code.u32();
  if (opcode === 10) {
    zero(code);
    return zero(code);
  }
  if (opcode === 11) return zero(code);
  throw refused('feature', 'the module uses tables in a way that is not allowed');
}

/** Fixed-width SIMD; relaxed SIMD begins at 0x100 and gives other bits on other processors. */
function simd(code: WasmReader): void {
  const opcode = code.u32();
  if (opcode >= 0x100) throw refused('relaxed-simd', 'the module uses relaxed SIMD, whose results differ between processors');
  // 0x9a, 0xa2, 0xa5, 0xa6, 0xaf, 0xb0, 0xb2 to 0xb4, 0xbb, 0xc2, 0xc5, 0xc6, 0xcf, 0xd0, 0xd2 to 0xd4, 0xe2 and 0xee were never given out.
  if (UNASSIGNED.has(opcode)) throw refused('feature', 'the module uses an instruction that does not exist');
  if (opcode <= 0x0b || opcode === 0x5c || opcode === 0x5d) return memoryArgument(code);
  if (opcode === 0x0c || opcode === 0x0d) return code.skip(16);
  if (opcode >= 0x15 && opcode <= 0x22) return code.skip(1);
  if (opcode >= 0x54 && opcode <= 0x5b) {
    memoryArgument(code);
    code.skip(1);
  }
}
const UNASSIGNED = new Set([0x9a, 0xa2, 0xa5, 0xa6, 0xaf, 0xb0, 0xb2, 0xb3, 0xb4, 0xbb, 0xc2, 0xc5, 0xc6, 0xcf, 0xd0, 0xd2, 0xd3, 0xd4, 0xe2, 0xee]);

const PREFIX_WORDS: Readonly<Record<number, string>> = { 0xfe: 'threads', 0xfb: 'garbage collection' };

/** Walks one body after its locals, to its end. @param types number of the module's types */
export function walkCode(code: WasmReader, types: number): void {
  for (let depth = 1; depth > 0; ) {
    const opcode = code.u8();
    if (opcode === 0xfc) bulk(code);
    else if (opcode === 0xfd) simd(code);
    else {
      const form = formOf(opcode);
      if (form === null) {
        if (opcode === 0x40) throw refused('growth', 'the module makes its memory larger');
        if (opcode === 0x12 || opcode === 0x13) throw refused('tail-call', 'the module uses tail calls');
        throw refused('feature', `the module uses ${PREFIX_WORDS[opcode] ?? 'an instruction'} that is not allowed`);
      }
      if (form === 'end') depth -= 1;
      else if (form === 'block') {
        blockType(code, types);
        depth += 1;
        if (depth > MOST_DEPTH) throw refused('depth', 'the blocks of a function are nested too deeply');
      } else immediates(code, form);
    }
  }
  code.finished('a function');
}

function immediates(code: WasmReader, form: Exclude<Form, 'end' | 'block'>): void {
  switch (form) {
    case 'none':
    case 'else': return;
    case 'index': return void code.u32();
    case 'memory': return memoryArgument(code);
    case 'i32': return code.skipSigned(32);
    case 'i64': return code.skipSigned(64);
    case 'f32': return code.skip(4);
    case 'f64': return code.skip(8);
    case 'zero': return zero(code);
    case 'indirect':
      code.u32();
      if (code.u32() !== 0) throw refused('tables', 'the module uses a second table');
      return;
    case 'table': {
      const targets = code.u32();
      if (targets > MOST_TARGETS) throw refused('targets', 'a branch of the module has too many targets');
      for (let count = 0; count <= targets; count += 1) code.u32();
    }
  }
}
