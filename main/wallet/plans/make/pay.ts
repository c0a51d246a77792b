// Plans for a payment: the intent says what and at most how dear, the plan says how exactly.
import { chainOf, isEvmChain } from '../../../../shared/chains/ids';
import type { EvmPlan, Intent, UtxoPlan } from '../../../../shared/contract/money-path';
import { AppError } from '../../../../shared/errors/app-error';
import { unitsFromText } from '../../../../shared/money/units';
import { utxoRates } from '../fees/utxo-rates';
import type { PlanPorts, UtxoChain } from '../ports';
import type { ChosenFees } from './chosen-fees';
import { evmFacts } from './evm-draft';
import { planEvm } from './evm-payment';
import { holdToLimit } from './fee-limit';
import type { SeedFor } from './seed';
import { spendableNow } from './spendable-now';
import { changeAddress, draftPayment } from './utxo-draft';
import { utxoPlan } from './utxo-plan';
import { utxoRules } from './utxo-rules';

export type PayIntent = Extract<Intent, { kind: 'pay' }>;

export interface Making {
  readonly ports: PlanPorts;
  readonly chosen: ChosenFees;
  readonly seedFor: SeedFor;
}

/** "All" was shown as a figure; when coins came or went since, the person looks again. */
function sameAmount(wanted: bigint, found: bigint): void {
  if (wanted !== found) throw new AppError('plan/changed', 'the balance has changed since the amount was shown', { context: { shown: wanted.toString(), now: found.toString() } });
}

async function payUtxo(intent: PayIntent, chain: UtxoChain, { ports, chosen, seedFor }: Making): Promise<UtxoPlan> {
  const rules = utxoRules(chain, ports.network);
  const remembered = chosen.get(intent);
  const [spendable, change, rates] = await Promise.all([
    spendableNow(ports, chain, intent),
    changeAddress(ports.accounts, rules),
    remembered?.kind === 'utxo' ? null : utxoRates(chain, ports.utxo(chain)),
  ]);
  const rate = remembered?.kind === 'utxo' ? remembered : { rate: rates?.presets.normal.rate ?? 0n, longTerm: rates?.longTerm ?? 0n };
  const amount = unitsFromText(intent.amount);
  const draft = draftPayment({
    coins: spendable.coins,
    pay: { script: rules.scriptOfAddress(intent.to), amount: intent.all ? 'all' : amount },
    note: intent.note === null ? null : rules.noteScript(intent.note),
    rate: rate.rate,
    longTerm: rate.longTerm,
    change,
    imported: null,
    seed: seedFor(chain, intent.to, intent.amount),
  }, rules);
  if (intent.all) sameAmount(amount, draft.amount);
  holdToLimit(draft.fee, intent.feeLimit);
  return utxoPlan({ coins: draft.coins, outputs: draft.outputs, change: draft.change === null ? [] : [draft.change], tip: spendable.tip, replaces: null }, ports.coins, rules);
}

/** @throws AppError plan/… | fee/… | evm/… | address/… | what servers failed with */
export async function planPay(intent: PayIntent, making: Making): Promise<UtxoPlan | EvmPlan> {
  const chain = chainOf(intent.asset);
  if (unitsFromText(intent.amount) <= 0n) throw new AppError('plan/amount-zero', 'nothing to pay');
  if (!isEvmChain(chain)) return payUtxo(intent, chain === 'flux' ? 'flux' : 'bitcoin', making);
  if (intent.note !== null) throw new AppError('plan/note-not-here', 'notes are for Flux only', { context: { chain } });
  const { ports, chosen } = making;
  return planEvm(await evmFacts(ports, intent.asset), intent.to, unitsFromText(intent.amount), intent.feeLimit, chosen.get(intent), ports);
}
