// Plans that speed up or cancel a transaction of the outbox.
import { isEvmChain } from '../../../../shared/chains/ids';
import type { EvmPlan, Intent, UtxoPlan } from '../../../../shared/contract/money-path';
import { presetPrice } from '../fees/evm-rates';
import { utxoRates } from '../fees/utxo-rates';
import { utxoPlan } from './utxo-plan';
import { utxoRules } from './utxo-rules';
import { evmPlan } from './evm-plan';
import { holdToLimit } from './fee-limit';
import type { Making } from './pay';
import { draftBitcoinReplacement } from './replace-bitcoin';
import { draftEvmReplacement } from './replace-evm';
import { entryToReplace } from './replaced';

export type ReplaceIntent = Extract<Intent, { kind: 'replace' }>;

/** @throws AppError replace/… | plan/… | fee/… | what servers failed with */
export async function planReplace(intent: ReplaceIntent, { ports, chosen }: Making): Promise<UtxoPlan | EvmPlan> {
  const { chain, mode } = intent;
  const entry = await entryToReplace(ports, chain, intent.txid, mode);
  const remembered = chosen.get(intent);
  if (isEvmChain(chain)) {
    const price = remembered?.kind === 'evm' ? remembered.price : presetPrice(chain, await ports.evm(chain).fees(), 'normal');
    const draft = await draftEvmReplacement(ports, entry, chain, mode, price);
    holdToLimit(draft.fee, intent.feeLimit);
    return evmPlan({
      chain, tx: draft.tx, from: draft.from, replaces: entry.raw,
      reported: { recipientIsContract: draft.recipientIsContract, tokenDecimals: null, tokenSymbol: null, balance: draft.balance.toString() },
    });
  }
  const rate = remembered?.kind === 'utxo' ? remembered.rate : (await utxoRates('bitcoin', ports.utxo('bitcoin'))).presets.normal.rate;
  const draft = await draftBitcoinReplacement(ports, entry, mode, rate);
  holdToLimit(draft.fee, intent.feeLimit);
  return utxoPlan({ coins: draft.coins, outputs: draft.outputs, change: draft.change, tip: draft.tip, replaces: entry.raw }, ports.coins, utxoRules('bitcoin', ports.network));
}
