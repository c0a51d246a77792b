// The payment that makes a collateral: one output of exactly the tier's amount to an own key, and nothing to anybody else.

import type { Intent, NodeStart, StartsPlan } from '../../../../shared/contract/money-path';
import { equalBytes } from '../../../../shared/crypto/bytes';
import type { FluxTransaction } from '../../../../shared/flux/transaction';
import { TIER_COLLATERAL } from '../../../../shared/flux/subsidy';
import { unitsFromText } from '../../../../shared/money/units';
import type { Keys } from '../ports';
import { insist, insistMatch } from '../refusal';
import { fluxRules } from '../utxo/flux-rules';
import { checkFeeLimit } from '../utxo/match';
import { keyText, readUtxoPlan, type ReadOutput, type UtxoReading } from '../utxo/reading';

export type StartIntent = Extract<Intent, { kind: 'start-nodes' }>;

export interface ReadFund {
  readonly reading: UtxoReading<FluxTransaction>;
  readonly collateral: ReadOutput;
  readonly change: readonly ReadOutput[];
}

/** The one START whose collateral the payment makes. @throws AppError `review/plan-does-not-match-intent` (what: starts) */
function fundedStart(starts: readonly NodeStart[]): NodeStart {
  const [first, ...more] = starts.filter(({ collateral }) => collateral === null);
  insistMatch(first !== undefined && more.length === 0, 'starts');
  return first;
}

/**
 * @throws AppError `review/plan-does-not-match-intent` (what: payment, starts, owner, tier, recipient, amount, replaced transaction)
 *   | `review/foreign-output` | `review/fee-above-limit` | `review/collateral-spent`, and as `readUtxoPlan`
 */
export function readFund(intent: StartIntent, fund: StartsPlan['fund'], keys: Keys): ReadFund | null {
  if (intent.fund === null || fund === null) {
    insistMatch(intent.fund === null && fund === null, 'payment');
    insistMatch(intent.starts.every(({ collateral }) => collateral !== null), 'starts');
    return null;
  }
  const { amount, to, key, feeLimit } = intent.fund;
  const start = fundedStart(intent.starts);
  insistMatch(start.owner.kind === 'own' && start.owner.scriptType === 'p2pkh' && keyText(start.owner.key) === keyText(key), 'owner');
  insistMatch(unitsFromText(amount) === TIER_COLLATERAL[start.tier], 'tier');
  insistMatch(fund.plan.chain === 'flux', 'chain');
  insistMatch(fund.plan.replaces === null, 'replaced transaction');
  const own = keys.scriptOf(key, 'p2pkh', 'flux');
  insistMatch(own.address === to, 'recipient');
  const reading = readUtxoPlan(fund.plan, fluxRules(keys.network), keys);
  checkFeeLimit(reading.fee, feeLimit);
  const collateral = reading.outputs[fund.vout];
  insistMatch(collateral !== undefined && equalBytes(collateral.script, own.script), 'recipient');
  insistMatch(collateral.value === TIER_COLLATERAL[start.tier], 'amount');
  const change = reading.outputs.filter((output) => output !== collateral);
  for (const output of change) {
    insist(output.own !== null, 'foreign-output', 'an output pays somebody who was not asked for, or carries data', { output: output.vout, address: output.address ?? '' });
  }
  for (const { collateral: other } of intent.starts) {
    const spent = other !== null && reading.inputs.some(({ txid, index }) => txid === other.txid && index === other.vout);
    insist(!spent, 'collateral-spent', 'the payment would spend the collateral of another node that starts', { txid: other?.txid ?? '' });
  }
  return { reading, collateral, change };
}
