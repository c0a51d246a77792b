// Bitcoin script as bytes: opcodes, pushes in their shortest form (BIP62 rule 3), parsing and text form.
import { ByteWriter } from '../crypto/byte-writer';
import { toHex } from '../crypto/bytes';
import { AppError } from '../errors/app-error';

export const OP = {
  0: 0x00, PUSHDATA1: 0x4c, PUSHDATA2: 0x4d, PUSHDATA4: 0x4e, '1NEGATE': 0x4f, RESERVED: 0x50, 1: 0x51, 16: 0x60,
  NOP: 0x61, VER: 0x62, IF: 0x63, NOTIF: 0x64, VERIF: 0x65, VERNOTIF: 0x66, ELSE: 0x67, ENDIF: 0x68, VERIFY: 0x69, RETURN: 0x6a,
  TOALTSTACK: 0x6b, FROMALTSTACK: 0x6c, '2DROP': 0x6d, '2DUP': 0x6e, '3DUP': 0x6f, '2OVER': 0x70, '2ROT': 0x71, '2SWAP': 0x72,
  IFDUP: 0x73, DEPTH: 0x74, DROP: 0x75, DUP: 0x76, NIP: 0x77, OVER: 0x78, PICK: 0x79, ROLL: 0x7a, ROT: 0x7b, SWAP: 0x7c, TUCK: 0x7d,
  CAT: 0x7e, SUBSTR: 0x7f, LEFT: 0x80, RIGHT: 0x81, SIZE: 0x82, INVERT: 0x83, AND: 0x84, OR: 0x85, XOR: 0x86, EQUAL: 0x87, EQUALVERIFY: 0x88,
  RESERVED1: 0x89, RESERVED2: 0x8a, '1ADD': 0x8b, '1SUB': 0x8c, '2MUL': 0x8d, '2DIV': 0x8e, NEGATE: 0x8f, ABS: 0x90, NOT: 0x91, '0NOTEQUAL': 0x92,
  ADD: 0x93, SUB: 0x94, MUL: 0x95, DIV: 0x96, MOD: 0x97, LSHIFT: 0x98, RSHIFT: 0x99, BOOLAND: 0x9a, BOOLOR: 0x9b, NUMEQUAL: 0x9c,
  NUMEQUALVERIFY: 0x9d, NUMNOTEQUAL: 0x9e, LESSTHAN: 0x9f, GREATERTHAN: 0xa0, LESSTHANOREQUAL: 0xa1, GREATERTHANOREQUAL: 0xa2, MIN: 0xa3,
  MAX: 0xa4, WITHIN: 0xa5, RIPEMD160: 0xa6, SHA1: 0xa7, SHA256: 0xa8, HASH160: 0xa9, HASH256: 0xaa, CODESEPARATOR: 0xab, CHECKSIG: 0xac,
  CHECKSIGVERIFY: 0xad, CHECKMULTISIG: 0xae, CHECKMULTISIGVERIFY: 0xaf, NOP1: 0xb0, CHECKLOCKTIMEVERIFY: 0xb1, NOP3: 0xb2, NOP4: 0xb3, NOP5: 0xb4,
  NOP6: 0xb5, NOP7: 0xb6, NOP8: 0xb7, NOP9: 0xb8, NOP10: 0xb9,
} as const;

const NAME_OF: ReadonlyMap<number, string> = new Map(Object.entries(OP).map(([name, code]) => [code, name === '1NEGATE' ? '-1' : `OP_${name}`]));

/** One step of a script. `data` is present for pushes of bytes (opcodes up to PUSHDATA4, OP_0 being the empty push). */
export interface ScriptStep {
  readonly opcode: number;
  readonly data?: Uint8Array;
}

/**
 * The steps of a script.
 * @throws AppError `script/truncated` when a push runs over the end
 */
export function parseScript(script: Uint8Array): ScriptStep[] {
  const steps: ScriptStep[] = [];
  let offset = 0;
  while (offset < script.length) {
    const opcode = script[offset] ?? 0;
    offset += 1;
    if (opcode > OP.PUSHDATA4) {
      steps.push({ opcode });
      continue;
    }
    const sizeBytes = opcode < OP.PUSHDATA1 ? 0 : 2 ** (opcode - OP.PUSHDATA1);
    let length = sizeBytes === 0 ? opcode : 0;
    for (let index = sizeBytes - 1; index >= 0; index -= 1) length = length * 256 + (script[offset + index] ?? 0);
    offset += sizeBytes;
    if (offset + length > script.length) throw new AppError('script/truncated', 'script ends inside a push');
    steps.push({ opcode, data: script.slice(offset, offset + length) });
    offset += length;
  }
  return steps;
}

/** The steps, or null when the script is broken. */
export function tryParseScript(script: Uint8Array): ScriptStep[] | null {
  try {
    return parseScript(script);
  } catch (thrown) {
    if (thrown instanceof AppError) return null;
    throw thrown;
  }
}

/** The opcode of a small number 0..16. */
export function smallNumberOpcode(value: number): number {
  if (!Number.isInteger(value) || value < 0 || value > 16) throw new AppError('script/bad-number', 'not a number from 0 to 16', { context: { value } });
  return value === 0 ? OP[0] : OP[1] + value - 1;
}

/** 0..16 for the opcodes that push these numbers, else null. */
export function smallNumberOfOpcode(opcode: number): number | null {
  if (opcode === OP[0]) return 0;
  return opcode >= OP[1] && opcode <= OP[16] ? opcode - OP[1] + 1 : null;
}

/** The opcode of the shortest push there is for `data`. */
function shortestPushOpcode(data: Uint8Array): number {
  const only = data[0] ?? 0;
  if (data.length === 0) return OP[0];
  if (data.length === 1 && only >= 1 && only <= 16) return smallNumberOpcode(only);
  if (data.length === 1 && only === 0x81) return OP['1NEGATE'];
  if (data.length < OP.PUSHDATA1) return data.length;
  if (data.length <= 0xff) return OP.PUSHDATA1;
  return data.length <= 0xffff ? OP.PUSHDATA2 : OP.PUSHDATA4;
}

function writePush(writer: ByteWriter, data: Uint8Array): void {
  const opcode = shortestPushOpcode(data);
  writer.u8(opcode);
  if (opcode === OP.PUSHDATA1) writer.u8(data.length);
  else if (opcode === OP.PUSHDATA2) writer.u16(data.length);
  else if (opcode === OP.PUSHDATA4) writer.u32(data.length);
  if (opcode !== OP[0] && opcode <= OP.PUSHDATA4) writer.bytes(data);
}

/** A script of opcodes (numbers) and pushes (bytes), each push in its shortest form. */
export function buildScript(parts: readonly (number | Uint8Array)[]): Uint8Array {
  const writer = new ByteWriter(parts.reduce<number>((size, part) => size + (typeof part === 'number' ? 1 : part.length + 5), 0));
  for (const part of parts) {
    if (typeof part === 'number') writer.u8(part);
    else writePush(writer, part);
  }
  return writer.finish();
}

/** Whether the script does nothing but push (OP_RESERVED counts as a push, as in fluxd). */
export function isPushOnly(script: Uint8Array): boolean {
  return tryParseScript(script)?.every((step) => step.opcode <= OP[16]) ?? false;
}

/** Whether a push uses the shortest form there is for its data (fluxd MINIMALDATA). */
export function isMinimalPush(step: ScriptStep): boolean {
  return step.data === undefined || shortestPushOpcode(step.data) === step.opcode;
}

/** What each step of a push-only script leaves on the stack, or null when a step does more than push. */
export function pushedBySteps(steps: readonly ScriptStep[]): Uint8Array[] | null {
  const items: Uint8Array[] = [];
  for (const { opcode, data } of steps) {
    const number = smallNumberOfOpcode(opcode);
    if (data !== undefined) items.push(data);
    else if (opcode === OP['1NEGATE']) items.push(Uint8Array.of(0x81));
    else if (number !== null) items.push(Uint8Array.of(number));
    else return null;
  }
  return items;
}

/** The same for a script in bytes; null also when it is broken. */
export function pushedItems(script: Uint8Array): Uint8Array[] | null {
  const steps = tryParseScript(script);
  return steps === null ? null : pushedBySteps(steps);
}

/** Text form for people: opcode names, small numbers, and hex of every push (fluxd shows pushes up to four bytes as numbers); `[error]` when broken. */
export function scriptToAsm(script: Uint8Array): string {
  const steps = tryParseScript(script);
  if (steps === null) return '[error]';
  return steps
    .map(({ opcode, data }) => (data !== undefined && data.length > 0 ? toHex(data) : smallNumberOfOpcode(opcode)?.toString() ?? NAME_OF.get(opcode) ?? 'OP_UNKNOWN'))
    .join(' ');
}
