// Many small coins of the Flux main chain into one of an own address. Collateral is no part of it: those coins are not spendable.
import type { Intent } from '../../../../shared/contract/money-path';
import { AppError, toAppError, type ErrorShape } from '../../../../shared/errors/app-error';
import { MAX_INPUTS } from '../coin-selection/select';
import { feeLimitFor } from '../fees/rate';
import { utxoRates } from '../fees/utxo-rates';
import type { Making, PayIntent } from '../make/pay';
import { spendableNow } from '../make/spendable-now';
import { draftUtxo, feeOfWeight } from '../make/utxo-draft';
import { utxoRules } from '../make/utxo-rules';

export interface Consolidation {
  /** How many coins the payment takes; how many there are when it cannot be made. */
  readonly coins: number;
  /** Zatoshi that lie in one coin afterwards. */
  readonly amount: bigint | null;
  readonly fee: bigint | null;
  readonly intent: Intent | null;
  /** staking/more-to-gather (context: coins, most) beside an intent: one transaction does not hold them all. */
  readonly problem: ErrorShape | null;
}

const none = (coins: number, thrown: unknown): Consolidation => ({ coins, amount: null, fee: null, intent: null, problem: toAppError(thrown).toShape() });

/** What cannot be done is a problem; only programming errors throw. */
export async function previewConsolidate(making: Making): Promise<Consolidation> {
  const { ports, chosen } = making;
  let held = 0;
  try {
    const rules = utxoRules('flux', ports.network);
    const [{ coins }, rates, to] = await Promise.all([spendableNow(ports, 'flux', null), utxoRates('flux', ports.utxo('flux')), ports.accounts.freshReceive('flux')]);
    held = coins.length;
    if (held < 2) throw new AppError('staking/nothing-to-gather', 'there are no coins to gather', { context: { coins: held } });
    const { rate } = rates.presets.normal;
    const tooMany = held > MAX_INPUTS;
    // The plan chooses the largest coins first, so that they are the ones to reckon with here.
    const taken = tooMany ? [...coins].sort((left, right) => (left.value < right.value ? 1 : -1)).slice(0, MAX_INPUTS) : coins;
    const draft = draftUtxo({ coins: taken, pay: { script: rules.scriptOfAddress(to.address), amount: 'all' }, note: null, rate, longTerm: rates.longTerm, change: null, imported: null, seed: new Uint8Array(32) }, rules);
    // Choosing coins rounds the fee of each input up.
    const chosenFee = taken.reduce((sum, coin) => sum + feeOfWeight(rules.inputWeight(coin, null), rate), feeOfWeight(rules.frameWeight + rules.outputWeight(rules.scriptOfAddress(to.address)), rate));
    const amount = tooMany ? taken.reduce((sum, { value }) => sum + value, 0n) - chosenFee : draft.amount;
    const intent: PayIntent = { kind: 'pay', asset: 'flux/native', to: to.address, amount: amount.toString(), all: !tooMany, feeLimit: feeLimitFor('flux', draft.fee + draft.amount - amount).toString(), note: null };
    chosen.remember(intent, { kind: 'utxo', rate, longTerm: rates.longTerm });
    const problem = tooMany ? { code: 'staking/more-to-gather', message: 'one transaction does not hold all coins', context: { coins: held, most: MAX_INPUTS } } : null;
    return { coins: draft.coins.length, amount, fee: draft.fee, intent, problem };
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown;
    return none(held, thrown);
  }
}
