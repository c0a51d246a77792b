// Accounts and imported keys come and go: coins and Activity follow, from what is stored and without asking a server.

import type { Descriptor, Imported } from '../../../shared/contract/money-path';
import type { AddressBook } from '../accounts/address-book';
import type { UtxoFamily } from '../chains/utxo-family';
import type { Chronicle } from '../history/chronicle';
import { outpointsInOutbox } from '../plans/coin-selection/spendable';
import type { OutboxEntry, UtxoChain } from '../plans/ports';
import type { ReceiveDesk } from '../receive/receive';
import type { ChainStore } from '../store/chain-store';
import type { UtxoStore } from '../store/utxo-store';
import { readAgain } from '../sync/read-again';

export interface OwnAccountsDeps {
  readonly book: AddressBook;
  readonly stores: Readonly<Record<UtxoChain, UtxoStore>>;
  readonly families: Readonly<Record<UtxoChain, UtxoFamily>>;
  readonly chronicle: Chronicle;
  readonly marks: ChainStore;
  readonly receive: ReceiveDesk;
  /** Own transactions that are on their way. */
  readonly live: () => readonly OutboxEntry[];
  readonly transaction: <T>(work: () => T) => T;
}

/**
 * Makes these the wallet's accounts and imported keys. A key that is gone takes what it holds with it; what it received and
 * moved stays in Activity. So what Activity adds up to is the balance, before and after.
 * @throws AppError hd/bad-xpub
 */
export function takeAccounts(deps: OwnAccountsDeps, descriptors: readonly Descriptor[], imported: readonly Imported[]): void {
  const { book, stores, families, chronicle, marks } = deps;
  const write = (chain: UtxoChain, txids: Iterable<string>): void => {
    const tip = marks.mark(chain)?.height ?? 0;
    for (const txid of txids) chronicle.utxo(families[chain], stores[chain], txid, tip, true);
  };
  deps.transaction(() => {
    const { learned, gone } = book.setAccounts(descriptors, imported);
    for (const { chain, address } of gone) {
      deps.receive.forget(chain, address);
      if (chain === 'flux' || chain === 'bitcoin') write(chain, stores[chain].forget(address, outpointsInOutbox(chain, deps.live())));
    }
    for (const chain of learned) if (chain === 'flux' || chain === 'bitcoin') write(chain, readAgain(families[chain], stores[chain], book));
  });
}
