// Standard output scripts: P2PK, P2PKH, P2SH, bare multisig, OP_RETURN (fluxd script/standard.cpp).
import { AppError } from '../errors/app-error';
import { OP, buildScript, pushedItems, smallNumberOfOpcode, smallNumberOpcode, tryParseScript, type ScriptStep } from './script';

/** Data bytes that one OP_RETURN output may carry under standard policy. */
const MAX_OP_RETURN_DATA = 80;
/** Limit of a redeem script: it is pushed onto the stack, and a stack item has at most 520 bytes. */
export const MAX_REDEEM_SCRIPT = 520;

export interface MultisigTemplate {
  readonly kind: 'multisig';
  readonly required: number;
  readonly publicKeys: readonly Uint8Array[];
}

/** What an output script is. `nonstandard` scripts are valid on chain but are neither relayed nor spendable by this wallet. */
export type ScriptTemplate =
  | { readonly kind: 'p2pk'; readonly publicKey: Uint8Array }
  | { readonly kind: 'p2pkh'; readonly hash: Uint8Array }
  | { readonly kind: 'p2sh'; readonly hash: Uint8Array }
  | MultisigTemplate
  | { readonly kind: 'op-return'; readonly script: Uint8Array }
  | { readonly kind: 'nonstandard' };

function isPublicKeySize(data: Uint8Array | undefined): data is Uint8Array {
  return data !== undefined && data.length >= 33 && data.length <= 65;
}

function classifyMultisig(steps: readonly ScriptStep[]): MultisigTemplate | null {
  const [first, last] = [steps[0], steps[steps.length - 1]];
  const countStep = steps[steps.length - 2];
  if (steps.length < 4 || first === undefined || countStep === undefined || last?.opcode !== OP.CHECKMULTISIG) return null;
  const [required, count] = [smallNumberOfOpcode(first.opcode), smallNumberOfOpcode(countStep.opcode)];
  const publicKeys = steps.slice(1, -2).map((step) => step.data);
  if (required === null || count === null || required < 1 || count < required || publicKeys.length !== count) return null;
  return publicKeys.every(isPublicKeySize) ? { kind: 'multisig', required, publicKeys } : null;
}

/** The usual form by its bytes alone: most scripts are this one, and wallets classify many. */
function isPlainP2pkh(script: Uint8Array): boolean {
  return script.length === 25 && script[0] === OP.DUP && script[1] === OP.HASH160 && script[2] === 20 && script[23] === OP.EQUALVERIFY && script[24] === OP.CHECKSIG;
}

/** Classifies an output or redeem script; never throws. */
export function classifyScript(script: Uint8Array): ScriptTemplate {
  // P2SH is matched on bytes: with any other push form it would be an ordinary script (BIP16).
  if (script.length === 23 && script[0] === OP.HASH160 && script[1] === 20 && script[22] === OP.EQUAL) return { kind: 'p2sh', hash: script.slice(2, 22) };
  if (isPlainP2pkh(script)) return { kind: 'p2pkh', hash: script.slice(3, 23) };
  const steps = tryParseScript(script);
  if (steps === null) return { kind: 'nonstandard' };
  if (steps[0]?.opcode === OP.RETURN && steps.slice(1).every((step) => step.opcode <= OP[16])) return { kind: 'op-return', script };
  const codes = steps.map((step) => step.opcode);
  const hash = steps[2]?.data;
  if (steps.length === 5 && codes[0] === OP.DUP && codes[1] === OP.HASH160 && hash?.length === 20 && codes[3] === OP.EQUALVERIFY && codes[4] === OP.CHECKSIG) {
    return { kind: 'p2pkh', hash };
  }
  const publicKey = steps[0]?.data;
  if (steps.length === 2 && isPublicKeySize(publicKey) && codes[1] === OP.CHECKSIG) return { kind: 'p2pk', publicKey };
  return classifyMultisig(steps) ?? { kind: 'nonstandard' };
}

function checkHash(hash: Uint8Array): void {
  if (hash.length !== 20) throw new AppError('script/bad-hash', 'a script hash has 20 bytes', { context: { length: hash.length } });
}

/** OP_DUP OP_HASH160 hash OP_EQUALVERIFY OP_CHECKSIG */
export function p2pkhScript(hash: Uint8Array): Uint8Array {
  checkHash(hash);
  return buildScript([OP.DUP, OP.HASH160, hash, OP.EQUALVERIFY, OP.CHECKSIG]);
}

/** OP_HASH160 hash OP_EQUAL */
export function p2shScript(hash: Uint8Array): Uint8Array {
  checkHash(hash);
  return buildScript([OP.HASH160, hash, OP.EQUAL]);
}

/** publicKey OP_CHECKSIG */
export function p2pkScript(publicKey: Uint8Array): Uint8Array {
  return buildScript([publicKey, OP.CHECKSIG]);
}

/**
 * m keys... n OP_CHECKMULTISIG with the keys in the order given.
 * @throws AppError `script/bad-multisig` when m, n or a key is out of bounds or the script is too large to be spent as P2SH
 */
export function multisigScript(required: number, publicKeys: readonly Uint8Array[]): Uint8Array {
  const count = publicKeys.length;
  if (!Number.isInteger(required) || required < 1 || required > count || count > 16 || !publicKeys.every(isPublicKeySize)) {
    throw new AppError('script/bad-multisig', 'multisig needs 1..n of at most 16 public keys', { context: { required, count } });
  }
  const script = buildScript([smallNumberOpcode(required), ...publicKeys, smallNumberOpcode(count), OP.CHECKMULTISIG]);
  if (script.length > MAX_REDEEM_SCRIPT) throw new AppError('script/bad-multisig', 'redeem script is too large to be spent', { context: { length: script.length } });
  return script;
}

/**
 * OP_RETURN data.
 * @throws AppError `script/note-too-long` above 80 bytes
 */
export function opReturnScript(data: Uint8Array): Uint8Array {
  if (data.length > MAX_OP_RETURN_DATA) throw new AppError('script/note-too-long', 'a note has at most 80 bytes', { context: { length: data.length, max: MAX_OP_RETURN_DATA } });
  return buildScript([OP.RETURN, data]);
}

/** The pushed data of an OP_RETURN script that has exactly one push, else null. */
export function opReturnData(script: Uint8Array): Uint8Array | null {
  const items = script[0] === OP.RETURN ? pushedItems(script.subarray(1)) : null;
  return items?.length === 1 ? (items[0] ?? null) : null;
}
