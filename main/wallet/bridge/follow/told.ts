// Finds a swap in the operator's history. Anybody may put entries under the wallet's label, so one for this swap's recipient comes first.

import type { FusionSwap } from '../fusion/swap-shapes';
import type { SwapRecord } from '../record';
import { sameAddress, txidKey } from '../txid';

export class Told {
  readonly #by = new Map<string, FusionSwap[]>();

  constructor(history: readonly FusionSwap[]) {
    for (const swap of history) {
      const key = txidKey(swap.txidFrom);
      const same = this.#by.get(key);
      if (same) same.push(swap);
      else this.#by.set(key, [swap]);
    }
  }

  /** What is said of a swap; null when nothing is, or nothing that counts yet. */
  of(record: SwapRecord): FusionSwap | null {
    if (!('txid' in record.state)) return null;
    const candidates = this.#by.get(txidKey(record.state.txid)) ?? [];
    const own = candidates.find(({ addressTo, chainTo }) => addressTo !== null && sameAddress(addressTo, record.recipient) && chainTo === record.to);
    if (own) return own;
    // Until Fusion was told of the deposit, a stranger's entry says nothing: the wallet's own word comes first.
    return record.state.kind === 'depositing' ? null : candidates.at(-1) ?? null;
  }
}
