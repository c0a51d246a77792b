// Signatures of a Flux transaction, first by policy's flags and then by consensus alone, as fluxd tells them apart.
import { checkSignatureEncoding, verifyEcdsa } from '../script/encoding';
import { SCRIPT_FAULTS, type ScriptFault } from '../script/faults';
import type { ScriptRules, SpendChecker } from '../script/interpreter';
import { judgeSpend } from '../script/spend';
import { RPC_REJECTED, Rejection, type ChainTransaction, type Coin } from '../utxo/types';
import { fluxSignatureHash } from './sighash';

const CONSENSUS: ScriptRules = {
  strictEncoding: false, strictDer: true, lowS: false, nullDummy: false, nullFail: false, minimalData: false, cleanStack: false,
  checkLockTime: true, checkSequence: false, witness: false,
};
const STANDARD: ScriptRules = { ...CONSENSUS, strictEncoding: true, lowS: true, nullDummy: true, minimalData: true, cleanStack: true };
const LOCK_TIME_THRESHOLD = 500_000_000n;

function checkerFor(tx: ChainTransaction, index: number, coin: Coin, branchId: number, rules: ScriptRules): SpendChecker {
  const sequence = tx.inputs[index]?.sequence ?? 0xffffffff;
  return {
    checkEncoding: (signature, publicKey) => checkSignatureEncoding(signature, publicKey, rules),
    checkSignature: (signature, publicKey, scriptCode) => {
      const hashType = signature[signature.length - 1] ?? 0;
      return verifyEcdsa(signature, publicKey, fluxSignatureHash(tx, index, scriptCode, coin.value, hashType, branchId));
    },
    lockTimeReached: (lockTime) => {
      const mine = BigInt(tx.lockTime);
      return (mine < LOCK_TIME_THRESHOLD) === (lockTime < LOCK_TIME_THRESHOLD) && lockTime <= mine && sequence !== 0xffffffff;
    },
    sequenceReached: () => true,
  };
}

/** fluxd has no words for a high S. */
function words({ fault }: ScriptFault): string {
  return fault === 'highS' ? SCRIPT_FAULTS.unknown : SCRIPT_FAULTS[fault];
}

/** @throws Rejection when the script of any input does not agree */
export function verifyFluxScripts(tx: ChainTransaction, coins: readonly Coin[], branchId: number): void {
  tx.inputs.forEach((input, index) => {
    const coin = coins[index];
    if (coin === undefined) return;
    const judge = (rules: ScriptRules): ScriptFault | null =>
      judgeSpend({ scriptSig: input.script, scriptPubKey: coin.script, witness: input.witness }, rules, checkerFor(tx, index, coin, branchId, rules));
    const fault = judge(STANDARD);
    if (fault === null) return;
    const mandatory = judge(CONSENSUS);
    if (mandatory === null) throw new Rejection(RPC_REJECTED, `64: non-mandatory-script-verify-flag (${words(fault)})`);
    throw new Rejection(RPC_REJECTED, `16: mandatory-script-verify-flag-failed (${words(mandatory)})`);
  });
}
