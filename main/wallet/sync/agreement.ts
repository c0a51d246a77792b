// Agreement of servers: the same question to a second server, and what it means when the answers differ.

import type { ListedCoin } from '../chains/utxo-client';

/** Who says what, where two servers contradict each other. */
export interface Disagreement {
  readonly urls: readonly [string, string];
  readonly what: 'coins' | 'balance';
}

const keyOf = (coin: { readonly txid: string; readonly vout: number; readonly value: bigint }) => `${coin.txid}:${coin.vout}:${coin.value}`;

/** Coins that stand in blocks up to `height`, as comparable keys. */
export function settledCoins(coins: readonly Pick<ListedCoin, 'txid' | 'vout' | 'value' | 'height'>[], height: number): Set<string> {
  return new Set(coins.filter((coin) => coin.height !== null && coin.height <= height).map(keyOf));
}

/** Whether two sets hold the same. */
export function sameSet(left: ReadonlySet<string>, right: ReadonlySet<string>): boolean {
  return left.size === right.size && [...left].every((key) => right.has(key));
}

/** Remembers a difference for one round: answers that cross a new block differ once, contradictions stay. */
export class Suspicion {
  #before: string | null = null;

  /** @param difference identifies what differs, null when nothing does. @returns whether it differed in the same way before */
  seen(difference: string | null): boolean {
    const again = difference !== null && this.#before === difference;
    this.#before = difference;
    return again;
  }
}
