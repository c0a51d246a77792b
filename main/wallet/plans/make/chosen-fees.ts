// Remembers which fee a person chose in the preview until the plan is made: the intent itself names only the most it may be.
import type { Intent } from '../../../../shared/contract/money-path';
import type { EvmPrice } from '../fees/evm-rates';

export type ChosenFee =
  | { readonly kind: 'utxo'; readonly rate: bigint; readonly longTerm: bigint }
  | { readonly kind: 'evm'; readonly price: EvmPrice };

/** A deposit is previewed before its intent exists, so that what makes it up stands for it. */
export type Priced = Exclude<Intent, { kind: 'swap' }> | Pick<Extract<Intent, { kind: 'swap' }>, 'kind' | 'from' | 'sender' | 'deposit' | 'amount'>;

/** More previews than a person has open at a time. */
const MOST = 64;

function keyOf(priced: Priced): string {
  if (priced.kind !== 'swap') return JSON.stringify(priced);
  const { kind, from, sender, deposit, amount } = priced;
  return JSON.stringify({ kind, from, sender, deposit, amount });
}

export class ChosenFees {
  readonly #chosen = new Map<string, ChosenFee>();

  remember(priced: Priced, fee: ChosenFee): void {
    const key = keyOf(priced);
    this.#chosen.delete(key);
    this.#chosen.set(key, fee);
    const [oldest] = this.#chosen.keys();
    if (this.#chosen.size > MOST && oldest !== undefined) this.#chosen.delete(oldest);
  }

  /** What was chosen for exactly this, or null (for instance after a restart in between). */
  get(priced: Priced): ChosenFee | null {
    return this.#chosen.get(keyOf(priced)) ?? null;
  }
}
