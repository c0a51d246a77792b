// A server's list of coins against the transactions that it showed: invented, changed and missing coins are lies.

import { equalBytes } from '../../../shared/crypto/bytes';
import { AppError } from '../../../shared/errors/app-error';
import { readChecked, type UtxoFamily } from '../chains/utxo-family';
import type { ListedCoin } from '../chains/utxo-client';

export interface KnownCoin {
  readonly txid: string;
  readonly vout: number;
  readonly value: bigint;
}

const lie = (what: string) => new AppError('endpoint/lies', 'the list of coins does not follow from the transactions', { context: { what } });

/**
 * Checks each listed coin against the raw transaction that makes it.
 * @param rawOf the raw transaction, from the store or the server; null when the server that lists the coin cannot show it
 * @throws AppError endpoint/lies when there is no such output, or it has another amount or script
 */
export async function checkListedCoins(family: UtxoFamily, listed: readonly ListedCoin[], rawOf: (txid: string) => Promise<Uint8Array | null>, scriptOf: (address: string) => Uint8Array | null): Promise<void> {
  for (const coin of listed) {
    const raw = await rawOf(coin.txid);
    if (raw === null) throw lie('coin-invented');
    const output = readChecked(family, coin.txid, raw).outputs[coin.vout];
    const script = scriptOf(coin.address);
    if (!output || !script || !equalBytes(output.script, script)) throw lie('coin-invented');
    if (output.value !== coin.value) throw lie('coin-amount');
  }
}

const place = (coin: KnownCoin) => `${coin.txid}:${coin.vout}:${coin.value}`;

/** What is wrong with a list of coins that should equal the computed ones; null when they are equal. */
export function contradiction(listed: readonly KnownCoin[], computed: readonly KnownCoin[]): AppError | null {
  const here = new Set(listed.map(place));
  const there = new Set(computed.map(place));
  if (computed.some((coin) => !here.has(place(coin)))) return lie('coin-missing');
  return listed.some((coin) => !there.has(place(coin))) ? lie('coin-unlisted') : null;
}
