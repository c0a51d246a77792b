// What a dishonest coin server tells: coins that are not there, coins left out, wrong amounts, previous transactions of another content.
import { toHex } from '../../../shared/crypto/bytes';
import { sha256 } from '../../../shared/crypto/hashes';
import type { Coin } from '../utxo/types';
import type { FaultSwitches } from './faults';

const INVENTED_AMOUNT = 123_456_789_000n;

/** The list of a script's coins as the endpoint's faults have it. */
export function tellCoins(coins: readonly Coin[], script: Uint8Array, faults: FaultSwitches): Coin[] {
  let told = [...coins];
  if (faults.has('missingCoin')) told = told.slice(1);
  if (faults.has('changedAmount')) told = told.map((coin, index) => (index === 0 ? { ...coin, value: coin.value * 2n } : coin));
  if (faults.has('inventedCoin')) told.push({ txid: toHex(sha256(script)), index: 0, value: INVENTED_AMOUNT, script, height: 1, coinbase: false });
  return told;
}

/** A raw transaction as the endpoint's faults have it: one byte of its last output changed, so that it hashes to another id. */
export function tellRaw(raw: Uint8Array, faults: FaultSwitches): string {
  if (!faults.has('badPrevious')) return toHex(raw);
  const changed = Uint8Array.from(raw);
  const place = Math.floor(changed.length / 2);
  changed[place] = (changed[place] ?? 0) ^ 0x01;
  return toHex(changed);
}
