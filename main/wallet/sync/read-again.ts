// Stored transactions are read again when addresses were added: they may pay them, and no server needs to be asked for that.

import type { AddressBook } from '../accounts/address-book';
import type { UtxoFamily } from '../chains/utxo-family';
import type { UtxoStore } from '../store/utxo-store';

/**
 * Finds coins of added addresses in the transactions that are stored.
 * @returns ids of the transactions that mean something else now: those with such coins, and those that spend them
 */
export function readAgain(family: UtxoFamily, store: UtxoStore, book: AddressBook): ReadonlySet<string> {
  const changed = new Set<string>();
  for (const txid of store.all()) {
    const raw = store.raw(txid);
    if (raw === null || !store.rescan(family.read(raw), (address, script) => book.ownerOf(family.chain, address, script))) continue;
    changed.add(txid);
    for (const spender of store.spendersOf(txid)) changed.add(spender);
  }
  return changed;
}
