// A script interpreter for the operations that standard scripts use (Bitcoin script, BIP16, BIP65, BIP112); any other operation fails.
// It shares no code with the wallet's builders and signers: it is the judge of what they make.
import { equalBytes } from '../../../shared/crypto/bytes';
import { hash160, ripemd160, sha256, sha256d } from '../../../shared/crypto/hashes';
import { OP, isMinimalPush, smallNumberOfOpcode, tryParseScript, type ScriptStep } from '../../../shared/flux/script';
import { ScriptFault } from './faults';
import { isTrue, readScriptNumber } from './numbers';

/** Which optional rules hold; consensus sets fewer than policy. */
export interface ScriptRules {
  /** Signatures are strict DER with a defined hash type, keys have a known form. */
  readonly strictEncoding: boolean;
  readonly strictDer: boolean;
  readonly lowS: boolean;
  readonly nullDummy: boolean;
  /** A signature that fails must be empty (BIP146). */
  readonly nullFail: boolean;
  readonly minimalData: boolean;
  readonly cleanStack: boolean;
  readonly checkLockTime: boolean;
  readonly checkSequence: boolean;
  readonly witness: boolean;
}

/** What the interpreter asks about the spending transaction. */
export interface SpendChecker {
  /** ECDSA over the digest that `hashType` (last byte of the signature) selects; encoding was checked before. */
  checkSignature(signature: Uint8Array, publicKey: Uint8Array, scriptCode: Uint8Array): boolean;
  /** @throws ScriptFault when the signature's or key's form breaks `rules` */
  checkEncoding(signature: Uint8Array, publicKey: Uint8Array): void;
  lockTimeReached(lockTime: bigint): boolean;
  sequenceReached(sequence: bigint): boolean;
}

const MAX_SCRIPT = 10_000;
const MAX_ITEM = 520;
const MAX_OPERATIONS = 201;
const MAX_MULTISIG_KEYS = 20;
const TRUE = Uint8Array.of(1);
const FALSE = new Uint8Array(0);

class Machine {
  readonly #stack: Uint8Array[];
  readonly #script: Uint8Array;
  readonly #rules: ScriptRules;
  readonly #checker: SpendChecker;
  #operations = 0;

  constructor(stack: Uint8Array[], script: Uint8Array, rules: ScriptRules, checker: SpendChecker) {
    this.#stack = stack;
    this.#script = script;
    this.#rules = rules;
    this.#checker = checker;
  }

  run(steps: readonly ScriptStep[]): void {
    for (const step of steps) {
      if (step.data !== undefined && step.data.length > MAX_ITEM) throw new ScriptFault('pushSize');
      if (step.opcode > OP[16]) this.#count(1);
      if (step.data !== undefined) this.#push(step);
      else this.#operate(step.opcode);
      if (this.#stack.length > 1000) throw new ScriptFault('stack');
    }
  }

  #count(operations: number): void {
    this.#operations += operations;
    if (this.#operations > MAX_OPERATIONS) throw new ScriptFault('scriptSize');
  }

  #push(step: ScriptStep): void {
    if (this.#rules.minimalData && !isMinimalPush(step)) throw new ScriptFault('minimalData');
    this.#stack.push(step.data ?? FALSE);
  }

  #pop(): Uint8Array {
    const item = this.#stack.pop();
    if (item === undefined) throw new ScriptFault('stack');
    return item;
  }

  #top(): Uint8Array {
    const item = this.#stack[this.#stack.length - 1];
    if (item === undefined) throw new ScriptFault('stack');
    return item;
  }

  #operate(opcode: number): void {
    const number = smallNumberOfOpcode(opcode);
    if (number !== null) return void this.#stack.push(Uint8Array.of(number));
    switch (opcode) {
      case OP['1NEGATE']: return void this.#stack.push(Uint8Array.of(0x81));
      case OP.NOP: return;
      case OP.DUP: return void this.#stack.push(this.#top());
      case OP.DROP: return void this.#pop();
      case OP['2DROP']: return void (this.#pop(), this.#pop());
      case OP.RETURN: throw new ScriptFault('opReturn');
      case OP.VERIFY: return this.#require('verify');
      case OP.EQUAL: return this.#answer(equalBytes(this.#pop(), this.#pop()));
      case OP.EQUALVERIFY: return this.#answer(equalBytes(this.#pop(), this.#pop()), 'equalVerify');
      case OP.RIPEMD160: return void this.#stack.push(ripemd160(this.#pop()));
      case OP.SHA256: return void this.#stack.push(sha256(this.#pop()));
      case OP.HASH160: return void this.#stack.push(hash160(this.#pop()));
      case OP.HASH256: return void this.#stack.push(sha256d(this.#pop()));
      case OP.CHECKSIG: return this.#answer(this.#checkSignature());
      case OP.CHECKSIGVERIFY: return this.#answer(this.#checkSignature(), 'checkSigVerify');
      case OP.CHECKMULTISIG: return this.#answer(this.#checkMultisig());
      case OP.CHECKMULTISIGVERIFY: return this.#answer(this.#checkMultisig(), 'checkMultisigVerify');
      case OP.CHECKLOCKTIMEVERIFY: return this.#checkLock(this.#rules.checkLockTime, (value) => this.#checker.lockTimeReached(value));
      case OP.NOP3: return this.#checkLock(this.#rules.checkSequence, (value) => this.#checker.sequenceReached(value));
      default: throw new ScriptFault('badOpcode');
    }
  }

  #answer(result: boolean, verify?: 'equalVerify' | 'checkSigVerify' | 'checkMultisigVerify'): void {
    if (verify === undefined) this.#stack.push(result ? TRUE : FALSE);
    else if (!result) throw new ScriptFault(verify);
  }

  #require(fault: 'verify'): void {
    if (!isTrue(this.#pop())) throw new ScriptFault(fault);
  }

  #checkLock(active: boolean, reached: (value: bigint) => boolean): void {
    if (!active) return;
    const value = readScriptNumber(this.#top(), 5, this.#rules.minimalData);
    if (value < 0n) throw new ScriptFault('negativeLockTime');
    if (!reached(value)) throw new ScriptFault('lockTime');
  }

  #checkSignature(): boolean {
    const publicKey = this.#pop();
    const signature = this.#pop();
    this.#checker.checkEncoding(signature, publicKey);
    const good = signature.length > 0 && this.#checker.checkSignature(signature, publicKey, this.#script);
    if (!good && this.#rules.nullFail && signature.length > 0) throw new ScriptFault('nullFail');
    return good;
  }

  /** Signatures must come in the order of their keys; the extra item that the operation takes is a consensus quirk. */
  #checkMultisig(): boolean {
    const keys = this.#popList(MAX_MULTISIG_KEYS, 'keyCount');
    this.#count(keys.length);
    const signatures = this.#popList(keys.length, 'sigCount');
    let good = true;
    let keyIndex = 0;
    for (let index = 0; index < signatures.length && good; ) {
      const signature = signatures[index] ?? FALSE;
      const publicKey = keys[keyIndex] ?? FALSE;
      this.#checker.checkEncoding(signature, publicKey);
      if (signature.length > 0 && this.#checker.checkSignature(signature, publicKey, this.#script)) index += 1;
      keyIndex += 1;
      if (signatures.length - index > keys.length - keyIndex) good = false;
    }
    if (!good && this.#rules.nullFail && signatures.some((signature) => signature.length > 0)) throw new ScriptFault('nullFail');
    if (this.#pop().length > 0 && this.#rules.nullDummy) throw new ScriptFault('nullDummy');
    return good;
  }

  /** Items below a count on top of the stack, the topmost first. */
  #popList(most: number, fault: 'keyCount' | 'sigCount'): Uint8Array[] {
    const count = Number(readScriptNumber(this.#pop(), 4, this.#rules.minimalData));
    if (count < 0 || count > most) throw new ScriptFault(fault);
    const items: Uint8Array[] = [];
    for (let index = 0; index < count; index += 1) items.push(this.#pop());
    return items;
  }
}

/**
 * Runs `script` on `stack`, which it changes.
 * @throws ScriptFault
 */
export function runScript(stack: Uint8Array[], script: Uint8Array, rules: ScriptRules, checker: SpendChecker): void {
  if (script.length > MAX_SCRIPT) throw new ScriptFault('scriptSize');
  const steps = tryParseScript(script);
  if (steps === null) throw new ScriptFault('badOpcode');
  new Machine(stack, script, rules, checker).run(steps);
}

/** @throws ScriptFault `evalFalse` unless the top of the stack is true */
export function requireTrue(stack: readonly Uint8Array[]): void {
  const top = stack[stack.length - 1];
  if (top === undefined || !isTrue(top)) throw new ScriptFault('evalFalse');
}
