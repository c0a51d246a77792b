// Verifies inputs that spend standard output scripts; anything that needs a full script interpreter is refused (fluxd script/interpreter.cpp).
import { equalBytes } from '../crypto/bytes';
import { derToCompact, hasLowS } from '../crypto/der';
import type { Ecc } from '../crypto/ecc';
import { hash160 } from '../crypto/hashes';
import { AppError } from '../errors/app-error';
import { isMinimalPush, pushedBySteps, tryParseScript } from './script';
import { classifyScript, type ScriptTemplate } from './script-templates';
import { SIGHASH_ALL, SIGHASH_ANYONECANPAY, SIGHASH_SINGLE } from './sighash-types';

/** Signature hash of the input in question, by script code and hash type. */
export type SignatureHashOf = (scriptCode: Uint8Array, hashType: number) => Uint8Array;

/**
 * `consensus`: what blocks must obey (strict DER). `standard`: what nodes relay in addition (low S, known hash types,
 * shortest pushes, empty dummy, nothing left on the stack).
 */
export type VerifyRules = 'consensus' | 'standard';

interface Context {
  readonly hashOf: SignatureHashOf;
  readonly ecc: Ecc;
  readonly rules: VerifyRules;
}

/** Thrown inside this file only; its reason becomes the result. */
class Fault extends Error {}

function compactOf(der: Uint8Array): Uint8Array {
  try {
    return derToCompact(der);
  } catch (thrown) {
    if (thrown instanceof AppError) throw new Fault('signature-not-der');
    throw thrown;
  }
}

/** Splits and checks a signature with its hash type byte; null for the empty one, which is simply false. */
function openSignature(signature: Uint8Array, rules: VerifyRules): { compact: Uint8Array; hashType: number } | null {
  if (signature.length === 0) return null;
  const compact = compactOf(signature.subarray(0, -1));
  const hashType = signature[signature.length - 1] ?? 0;
  if (rules === 'standard') {
    if (!hasLowS(compact)) throw new Fault('signature-high-s');
    const base = hashType & ~SIGHASH_ANYONECANPAY;
    if (base < SIGHASH_ALL || base > SIGHASH_SINGLE) throw new Fault('signature-hash-type');
  }
  return { compact, hashType };
}

/** What OP_CHECKSIG answers; throws Fault where it would end the script. */
function checkSignature(signature: Uint8Array, publicKey: Uint8Array, scriptCode: Uint8Array, context: Context): boolean {
  const opened = openSignature(signature, context.rules);
  if (opened === null) return false;
  let hash: Uint8Array;
  try {
    hash = context.hashOf(scriptCode, opened.hashType);
  } catch (thrown) {
    if (thrown instanceof AppError) return false;
    throw thrown;
  }
  try {
    return context.ecc.verify(hash, publicKey, opened.compact);
  } catch {
    // The curve library throws when the key is no point or r or s lie outside the group: then nothing was signed.
    return false;
  }
}

/** Signatures must come in the order of their keys; every signature needs a key of its own. */
function checkMultisig(signatures: readonly Uint8Array[], keys: readonly Uint8Array[], scriptCode: Uint8Array, context: Context): boolean {
  let place = signatures.length - 1;
  for (let key = keys.length - 1; key >= 0 && place >= 0 && place <= key; key -= 1) {
    const signature = signatures[place];
    const publicKey = keys[key];
    if (signature !== undefined && publicKey !== undefined && checkSignature(signature, publicKey, scriptCode, context)) place -= 1;
  }
  return place < 0;
}

/** Runs a template on the pushed items; returns how many items it took. */
function runTemplate(template: ScriptTemplate, script: Uint8Array, items: readonly Uint8Array[], context: Context): number {
  const top = (depth: number): Uint8Array => {
    const item = items[items.length - 1 - depth];
    if (item === undefined) throw new Fault('stack-too-short');
    return item;
  };
  switch (template.kind) {
    case 'p2pk':
      if (!checkSignature(top(0), template.publicKey, script, context)) throw new Fault('signature-wrong');
      return 1;
    case 'p2pkh':
      if (!equalBytes(hash160(top(0)), template.hash)) throw new Fault('key-wrong');
      if (!checkSignature(top(1), top(0), script, context)) throw new Fault('signature-wrong');
      return 2;
    case 'multisig': {
      const { required, publicKeys } = template;
      const dummy = top(required);
      if (context.rules === 'standard' && dummy.length > 0) throw new Fault('dummy-not-empty');
      const signatures = items.slice(items.length - required);
      if (!checkMultisig(signatures, publicKeys, script, context)) throw new Fault('signature-wrong');
      return required + 1;
    }
    case 'p2sh':
    case 'op-return':
    case 'nonstandard':
      throw new Fault('script-not-standard');
  }
}

function run(scriptSig: Uint8Array, spentScript: Uint8Array, context: Context): void {
  const steps = tryParseScript(scriptSig);
  const items = steps === null ? null : pushedBySteps(steps);
  if (steps === null || items === null) throw new Fault('scriptsig-not-pushonly');
  if (context.rules === 'standard' && !steps.every(isMinimalPush)) throw new Fault('push-not-minimal');
  const outer = classifyScript(spentScript);
  let taken: number;
  if (outer.kind === 'p2sh') {
    const redeemScript = items[items.length - 1];
    if (redeemScript === undefined) throw new Fault('stack-too-short');
    if (!equalBytes(hash160(redeemScript), outer.hash)) throw new Fault('redeem-script-wrong');
    taken = 1 + runTemplate(classifyScript(redeemScript), redeemScript, items.slice(0, -1), context);
  } else {
    taken = runTemplate(outer, spentScript, items, context);
  }
  if (context.rules === 'standard' && taken !== items.length) throw new Fault('stack-not-clean');
}

/**
 * Why an input may not spend an output, or null when it may.
 * Reasons: `signature-wrong`, `signature-not-der`, `signature-high-s`, `signature-hash-type`, `key-wrong`,
 * `redeem-script-wrong`, `dummy-not-empty`, `stack-too-short`, `stack-not-clean`, `push-not-minimal`,
 * `scriptsig-not-pushonly`, `script-not-standard` (not judged here).
 */
export function inputFault(scriptSig: Uint8Array, spentScript: Uint8Array, hashOf: SignatureHashOf, ecc: Ecc, rules: VerifyRules = 'standard'): string | null {
  try {
    run(scriptSig, spentScript, { hashOf, ecc, rules });
    return null;
  } catch (thrown) {
    if (thrown instanceof Fault) return thrown.message;
    throw thrown;
  }
}
