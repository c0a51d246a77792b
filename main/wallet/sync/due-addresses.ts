// Which addresses a look asks about: those where something can happen soon every time, old and empty ones now and then.

import type { AddressBook } from '../accounts/address-book';
import type { OwnRow } from '../accounts/own-address';
import type { UtxoFamily } from '../chains/utxo-family';
import type { UtxoStore } from '../store/utxo-store';

/** `near`: where something can happen soon; `gap`: also unused addresses that nobody was given, which another copy of the wallet may use; `everything`: old and empty ones too. */
export type Reach = 'near' | 'gap' | 'everything';

/** Unused addresses behind the last used one that are always asked about: this wallet hands them out next. */
const NEAR = 4;

/** @param tip height that decides which transactions can still change */
export function dueAddresses(book: AddressBook, store: UtxoStore, family: UtxoFamily, tip: number, reach: Reach): OwnRow[] {
  const all = book.list(family.chain);
  if (reach === 'everything') return all;
  const busy = new Set(store.coins(tip).map((coin) => coin.address));
  for (const { txid } of store.shallow(tip - family.reorgDepth)) for (const address of store.addressesOf(txid)) busy.add(address);
  const main = new Set([book.defaultAccount(family.chain, null)?.account, book.defaultAccount(family.chain, 'p2tr')?.account]);
  const lastUsed = new Map<string, number>();
  for (const row of all) {
    const branch = `${row.account}/${row.branch}`;
    if (row.used) lastUsed.set(branch, Math.max(lastUsed.get(branch) ?? -1, row.index ?? -1));
  }
  return all.filter((row) => {
    if (row.checkedAt === null || row.account === null || busy.has(row.address) || row.handedOut !== null) return true;
    const branch = `${row.account}/${row.branch}`;
    // A branch that was never used is only waited on where this wallet hands out its addresses.
    const ahead = (row.index ?? 0) - (lastUsed.get(branch) ?? -1);
    if (ahead <= 0) return row.branch === 0 && !row.used;
    return (lastUsed.has(branch) || main.has(row.account)) && (reach === 'gap' || ahead <= NEAR);
  });
}
