// Runs scriptSig and scriptPubKey together: P2SH (BIP16), CLEANSTACK, and witness programs where the chain has them.
import { smallNumberOfOpcode, isPushOnly } from '../../../shared/flux/script';
import { classifyScript } from '../../../shared/flux/script-templates';
import { ScriptFault } from './faults';
import { requireTrue, runScript, type ScriptRules, type SpendChecker } from './interpreter';

interface Spend {
  readonly scriptSig: Uint8Array;
  readonly scriptPubKey: Uint8Array;
  readonly witness: readonly Uint8Array[];
}

interface WitnessProgram {
  readonly version: number;
  readonly program: Uint8Array;
}

/** Judges a witness program. `nested` when it stands inside P2SH. @throws ScriptFault */
export type WitnessJudge = (program: WitnessProgram, spend: Spend, nested: boolean) => void;

/** A version opcode and one push of 2 to 40 bytes (BIP141), else null. */
export function witnessProgramOf(script: Uint8Array): WitnessProgram | null {
  const version = smallNumberOfOpcode(script[0] ?? 0xff);
  const length = script[1] ?? 0;
  if (version === null || length < 2 || length > 40 || script.length !== length + 2) return null;
  return { version, program: script.slice(2) };
}

/** The words of what is wrong with the spend, or null when it is right. */
export function judgeSpend(spend: Spend, rules: ScriptRules, checker: SpendChecker, judgeWitness: WitnessJudge | null = null): ScriptFault | null {
  try {
    verifySpend(spend, rules, checker, rules.witness ? judgeWitness : null);
    return null;
  } catch (thrown) {
    if (thrown instanceof ScriptFault) return thrown;
    throw thrown;
  }
}

function verifySpend(spend: Spend, rules: ScriptRules, checker: SpendChecker, judgeWitness: WitnessJudge | null): void {
  const stack: Uint8Array[] = [];
  runScript(stack, spend.scriptSig, rules, checker);
  const afterSig = [...stack];
  runScript(stack, spend.scriptPubKey, rules, checker);
  requireTrue(stack);
  let left = stack;
  let hadWitness = false;
  const bare = judgeWitness === null ? null : witnessProgramOf(spend.scriptPubKey);
  if (judgeWitness !== null && bare !== null) {
    if (spend.scriptSig.length > 0) throw new ScriptFault('witnessMalleated');
    judgeWitness(bare, spend, false);
    hadWitness = true;
    left = [Uint8Array.of(1)];
  }
  if (classifyScript(spend.scriptPubKey).kind === 'p2sh') {
    if (!isPushOnly(spend.scriptSig)) throw new ScriptFault('sigPushOnly');
    const redeemScript = afterSig.pop() ?? new Uint8Array(0);
    runScript(afterSig, redeemScript, rules, checker);
    requireTrue(afterSig);
    left = afterSig;
    const nested = judgeWitness === null ? null : witnessProgramOf(redeemScript);
    if (judgeWitness !== null && nested !== null) {
      // Exactly one push of the redeem script, so that nobody can change the id of the transaction.
      if (spend.scriptSig.length !== redeemScript.length + 1) throw new ScriptFault('witnessMalleatedP2sh');
      judgeWitness(nested, spend, true);
      hadWitness = true;
      left = [Uint8Array.of(1)];
    }
  }
  if (rules.cleanStack && left.length !== 1) throw new ScriptFault('cleanStack');
  if (rules.witness && !hadWitness && spend.witness.length > 0) throw new ScriptFault('witnessUnexpected');
}
