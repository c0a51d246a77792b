// Scripts of a Bitcoin transaction: legacy, P2SH, segwit v0 (BIP141, BIP143) and taproot's key path (BIP341), by policy's flags.
import { verifySchnorr } from 'tiny-secp256k1';
import { Transaction } from 'bitcoinjs-lib';
import { equalBytes } from '../../../shared/crypto/bytes';
import { hash160, sha256 } from '../../../shared/crypto/hashes';
import { p2pkhScript } from '../../../shared/flux/script-templates';
import { checkSignatureEncoding, verifyEcdsa } from '../script/encoding';
import { SCRIPT_FAULTS, ScriptFault } from '../script/faults';
import { requireTrue, runScript, type ScriptRules, type SpendChecker } from '../script/interpreter';
import { judgeSpend, type WitnessJudge } from '../script/spend';
import { RPC_REJECTED, Rejection, type ChainTransaction, type Coin } from '../utxo/types';
import { sequenceReached } from './sequence-locks';

const CONSENSUS: ScriptRules = {
  strictEncoding: false, strictDer: true, lowS: false, nullDummy: true, nullFail: false, minimalData: false, cleanStack: false,
  checkLockTime: true, checkSequence: true, witness: true,
};
const STANDARD: ScriptRules = { ...CONSENSUS, strictEncoding: true, lowS: true, nullFail: true, minimalData: true, cleanStack: true };
const LOCK_TIME_THRESHOLD = 500_000_000n;
const SCHNORR_HASH_TYPES: ReadonlySet<number> = new Set([1, 2, 3, 0x81, 0x82, 0x83]);
const ANNEX_TAG = 0x50;

/** Everything about one input that judging it takes. */
interface Place {
  readonly tx: ChainTransaction;
  readonly decoded: Transaction;
  readonly index: number;
  readonly coins: readonly Coin[];
  readonly rules: ScriptRules;
}

function checker({ tx, decoded, index, coins, rules }: Place, segwit: boolean): SpendChecker {
  const sequence = tx.inputs[index]?.sequence ?? 0xffffffff;
  const amount = coins[index]?.value ?? 0n;
  return {
    checkEncoding: (signature, publicKey) => {
      checkSignatureEncoding(signature, publicKey, rules);
      if (segwit && publicKey.length !== 33) throw new ScriptFault('witnessKeyType');
    },
    checkSignature: (signature, publicKey, scriptCode) => {
      const hashType = signature[signature.length - 1] ?? 0;
      const digest = segwit ? decoded.hashForWitnessV0(index, scriptCode, amount, hashType) : decoded.hashForSignature(index, scriptCode, hashType);
      return verifyEcdsa(signature, publicKey, digest);
    },
    lockTimeReached: (lockTime) => {
      const mine = BigInt(tx.lockTime);
      return (mine < LOCK_TIME_THRESHOLD) === (lockTime < LOCK_TIME_THRESHOLD) && lockTime <= mine && sequence !== 0xffffffff;
    },
    sequenceReached: (wanted) => sequenceReached(tx.version, sequence, wanted),
  };
}

function judgeWitness(place: Place): WitnessJudge {
  return ({ version, program }, { witness }, nested) => {
    if (version === 0 && program.length === 20) return judgeKeyHash(place, program, witness);
    if (version === 0 && program.length === 32) return judgeScriptHash(place, program, witness);
    if (version === 0) throw new ScriptFault('witnessMismatch');
    if (version === 1 && program.length === 32 && !nested) return judgeTaproot(place, program, witness);
    throw new ScriptFault('witnessProgram');
  };
}

function judgeKeyHash(place: Place, program: Uint8Array, witness: readonly Uint8Array[]): void {
  if (witness.length !== 2) throw new ScriptFault('witnessMismatch');
  finish(place, [...witness], p2pkhScript(program));
}

function judgeScriptHash(place: Place, program: Uint8Array, witness: readonly Uint8Array[]): void {
  const script = witness[witness.length - 1];
  if (script === undefined) throw new ScriptFault('witnessEmpty');
  if (!equalBytes(sha256(script), program)) throw new ScriptFault('witnessMismatch');
  finish(place, witness.slice(0, -1), script);
}

/** Inside a witness the stack must end with exactly one true item, by consensus. */
function finish(place: Place, stack: Uint8Array[], script: Uint8Array): void {
  runScript(stack, script, place.rules, checker(place, true));
  requireTrue(stack);
  if (stack.length !== 1) throw new ScriptFault('cleanStack');
}

function judgeTaproot({ decoded, index, coins }: Place, outputKey: Uint8Array, witness: readonly Uint8Array[]): void {
  const last = witness[witness.length - 1];
  if (last === undefined) throw new ScriptFault('witnessEmpty');
  // Script path and annex: valid Bitcoin, but nothing that this network pays to.
  if (witness.length !== 1 || last[0] === ANNEX_TAG) throw new ScriptFault('notHere');
  if (last.length !== 64 && last.length !== 65) throw new ScriptFault('schnorrSize');
  const hashType = last[64] ?? 0;
  if (last.length === 65 && !SCHNORR_HASH_TYPES.has(hashType)) throw new ScriptFault('schnorrHashType');
  const digest = decoded.hashForWitnessV1(index, coins.map((coin) => coin.script), coins.map((coin) => coin.value), hashType);
  if (!verifySchnorr(digest, outputKey, last.subarray(0, 64))) throw new ScriptFault('schnorr');
}

/** @throws Rejection when the script of any input does not agree */
export function verifyBitcoinScripts(tx: ChainTransaction, coins: readonly Coin[]): void {
  const decoded = Transaction.fromBuffer(tx.raw);
  tx.inputs.forEach((input, index) => {
    const coin = coins[index];
    if (coin === undefined) return;
    const judge = (rules: ScriptRules): ScriptFault | null => {
      const place: Place = { tx, decoded, index, coins, rules };
      return judgeSpend({ scriptSig: input.script, scriptPubKey: coin.script, witness: input.witness }, rules, checker(place, false), judgeWitness(place));
    };
    const fault = judge(STANDARD);
    if (fault === null) return;
    const mandatory = judge(CONSENSUS);
    if (mandatory === null) throw new Rejection(RPC_REJECTED, `non-mandatory-script-verify-flag (${SCRIPT_FAULTS[fault.fault]})`);
    throw new Rejection(RPC_REJECTED, `mandatory-script-verify-flag-failed (${SCRIPT_FAULTS[mandatory.fault]})`);
  });
}
