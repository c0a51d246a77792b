// What is refused by name: instructions that exist in WebAssembly and are kept out on purpose. Everything else that is not allowed does not exist.
import { refuse } from './refuse';

/** Opcodes of one byte. */
export function refusePlain(opcode: number, offset: number): never {
  const context = { opcode, offset };
  switch (opcode) {
    case 0x06: case 0x07: case 0x08: case 0x09: case 0x0a: case 0x18: case 0x19: case 0x1f:
      return refuse('exception', 'the module uses exceptions', context);
    case 0x12: case 0x13: case 0x15:
      return refuse('tail-call', 'the module uses tail calls', context);
    case 0x14: case 0x1c: case 0xd0: case 0xd1: case 0xd2: case 0xd3: case 0xd4: case 0xd5: case 0xd6: case 0xfb:
      return refuse('references', 'the module uses references or garbage collection', context);
    case 0x25: case 0x26:
      return refuse('table-state', 'the module reads or changes its table, which no snapshot holds', context);
    case 0x40:
      return refuse('memory-grow', 'the module lets its memory grow', context);
    case 0xfe:
      return refuse('atomics', 'the module uses threads', context);
    default:
      return refuse('instruction', 'the module has an instruction that is not allowed', context);
  }
}

/** After the prefix 0xfc. */
export function refuseFc(opcode: number, offset: number): never {
  const context = { prefix: 0xfc, opcode, offset };
  if (opcode === 8 || opcode === 9) return refuse('data-state', 'the module uses passive data, and no snapshot holds what was dropped', context);
  if (opcode >= 12 && opcode <= 17) return refuse('table-state', 'the module reads or changes its table, which no snapshot holds', context);
  return refuse('instruction', 'the module has an instruction that is not allowed', context);
}

/** After the prefix 0xfd. */
export function refuseFd(opcode: number, offset: number): never {
  const context = { prefix: 0xfd, opcode, offset };
  if (opcode >= 0x100) return refuse('relaxed-simd', 'the module uses relaxed SIMD, which gives different bits on different processors', context);
  return refuse('instruction', 'the module has an instruction that is not allowed', context);
}
