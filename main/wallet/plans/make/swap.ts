// Plans for the deposit of a swap: an exact amount to the operator, from one own address alone, change back to it, no note.
import { isEvmChain } from '../../../../shared/chains/ids';
import type { EvmPlan, Intent, UtxoPlan } from '../../../../shared/contract/money-path';
import { AppError } from '../../../../shared/errors/app-error';
import { fluxOn } from '../../../../shared/fusion/flux-on';
import { unitsFromText } from '../../../../shared/money/units';
import { utxoRates } from '../fees/utxo-rates';
import { evmFacts } from './evm-draft';
import { planEvm } from './evm-payment';
import { holdToLimit } from './fee-limit';
import type { Making } from './pay';
import { draftDeposit, pursesOf } from './purse';
import { spendableNow } from './spendable-now';
import { utxoPlan } from './utxo-plan';
import { utxoRules } from './utxo-rules';

export type SwapIntent = Extract<Intent, { kind: 'swap' }>;

/** The operator pays out to whom it was told for this sender: no other address may take its place. */
function notOwnSender(sender: string): AppError {
  return new AppError('plan/not-own-sender', 'the deposit is to come from an address that this wallet does not send from', { context: { sender } });
}

async function swapOnFlux(intent: SwapIntent, amount: bigint, { ports, chosen, seedFor }: Making): Promise<UtxoPlan> {
  const rules = utxoRules('flux', ports.network);
  const [spendable, rates, own] = await Promise.all([spendableNow(ports, 'flux', intent), utxoRates('flux', ports.utxo('flux')), ports.accounts.own('flux', intent.sender)]);
  if (own === null || own.scriptType === 'p2sh-multisig') throw notOwnSender(intent.sender);
  const purse = pursesOf(spendable.coins).find((one) => one.own.address === intent.sender) ?? { own, coins: [], spendable: 0n };
  const remembered = chosen.get(intent);
  const rate = remembered?.kind === 'utxo' ? remembered.rate : rates.presets.normal.rate;
  const draft = draftDeposit(purse, amount, { deposit: intent.deposit, rates, rate, seed: seedFor('flux', intent.deposit, intent.amount) }, rules);
  holdToLimit(draft.fee, intent.feeLimit);
  return utxoPlan({ coins: draft.coins, outputs: draft.outputs, change: draft.change === null ? [] : [draft.change], tip: spendable.tip, replaces: null }, ports.coins, rules);
}

/** @throws AppError plan/… | fee/… | evm/… | address/… | what servers failed with */
export async function planSwap(intent: SwapIntent, making: Making): Promise<UtxoPlan | EvmPlan> {
  const { ports, chosen } = making;
  const amount = unitsFromText(intent.amount);
  if (amount <= 0n) throw new AppError('plan/amount-zero', 'nothing to send');
  if (intent.from === 'flux') return swapOnFlux(intent, amount, making);
  const asset = fluxOn(intent.from);
  if (!isEvmChain(intent.from) || asset === null) throw new AppError('plan/no-flux-here', 'there is no FLUX on that chain', { context: { chain: intent.from } });
  const facts = await evmFacts(ports, asset.id);
  if (facts.from.address.toLowerCase() !== intent.sender.toLowerCase()) throw notOwnSender(intent.sender);
  return planEvm(facts, intent.deposit, amount, intent.feeLimit, chosen.get(intent), ports);
}
