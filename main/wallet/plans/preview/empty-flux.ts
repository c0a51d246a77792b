// Everything on the Flux main chain to one address elsewhere, collateral that the person named included, at the fast fee.
import { AppError, toAppError, type ErrorShape } from '../../../../shared/errors/app-error';
import { feeLimitFor } from '../fees/rate';
import { utxoRates } from '../fees/utxo-rates';
import type { Making, PayIntent } from '../make/pay';
import { spendableNow } from '../make/spendable-now';
import { draftUtxo } from '../make/utxo-draft';
import { utxoRules } from '../make/utxo-rules';
import { checkAddress } from './recipient';

export interface Emptying {
  readonly amount: bigint | null;
  readonly fee: bigint | null;
  readonly intent: PayIntent | null;
  readonly problem: ErrorShape | null;
}

/**
 * @param free outpoints of collateral that may go
 * @returns an intent that pays all; its plan needs the same collateral to be free for it
 */
export async function previewEmptyFlux(to: string, free: ReadonlySet<string>, { ports, chosen }: Making): Promise<Emptying> {
  try {
    const address = checkAddress(to, 'flux', ports.network);
    const rules = utxoRules('flux', ports.network);
    const [{ coins }, rates] = await Promise.all([spendableNow(ports, 'flux', null, free), utxoRates('flux', ports.utxo('flux'))]);
    const { rate } = rates.presets.fast;
    const draft = draftUtxo({ coins, pay: { script: rules.scriptOfAddress(address), amount: 'all' }, note: null, rate, longTerm: rates.longTerm, change: null, imported: null, seed: new Uint8Array(32) }, rules);
    const intent: PayIntent = { kind: 'pay', asset: 'flux/native', to: address, amount: draft.amount.toString(), all: true, feeLimit: feeLimitFor('flux', draft.fee).toString(), note: null };
    chosen.remember(intent, { kind: 'utxo', rate, longTerm: rates.longTerm });
    return { amount: draft.amount, fee: draft.fee, intent, problem: null };
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown;
    return { amount: null, fee: null, intent: null, problem: toAppError(thrown).toShape() };
  }
}
