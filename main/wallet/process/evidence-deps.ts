// What the judge of evidence takes from an open wallet: its coins, its scripts, and what else it knows of spent coins.

import { toHex } from '../../../shared/crypto/bytes';
import type { AddressBook } from '../accounts/address-book';
import type { EvidenceDeps } from '../evidence/evidence';
import { outpointsInOutbox } from '../plans/coin-selection/spendable';
import type { ChainStore } from '../store/chain-store';
import type { OutboxStore } from '../store/outbox-store';
import type { UtxoStore } from '../store/utxo-store';
import type { WalletWorld } from './world';

export function evidenceDeps({ book, store, outbox, marks, clock, world }: {
  readonly book: AddressBook;
  readonly store: UtxoStore;
  readonly outbox: OutboxStore;
  readonly marks: ChainStore;
  readonly clock: () => number;
  readonly world: WalletWorld;
}): EvidenceDeps {
  // Scripts stay the same arrays for as long as their address is known; marks are judged with every look.
  const inHex = new WeakMap<Uint8Array, string>();
  const hex = (script: Uint8Array): string => {
    const text = inHex.get(script) ?? toHex(script);
    inHex.set(script, text);
    return text;
  };
  return {
    coins: () => store.coins(marks.mark('flux')?.height ?? 0),
    own: () => book.list('flux').map(({ address, script }) => ({ address, script: hex(script) })),
    spentHere: (txid, vout) => store.isSpent(txid, vout) || outpointsInOutbox('flux', outbox.live()).has(`${txid}:${vout}`),
    source: () => marks.mark('flux')?.source ?? 'reported',
    clock,
    looked: () => world.emit('evidence.changed', undefined),
    marked: () => world.emit('portfolio.changed', undefined),
  };
}
