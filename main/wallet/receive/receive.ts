// Receiving: fresh addresses, the list of used ones with labels, and what each received.

import type { ChainId } from '../../../shared/chains/ids';
import { isEvmChain } from '../../../shared/chains/ids';
import type { Reading } from '../../../shared/contract/base';
import type { ScriptType } from '../../../shared/contract/money-path';
import type { Receive, UsedAddress } from '../../../shared/contract/wallet';
import { AppError } from '../../../shared/errors/app-error';
import type { AddressBook } from '../accounts/address-book';
import { freshReceive } from '../accounts/fresh';
import type { OwnRow } from '../accounts/own-address';
import type { UtxoChain } from '../plans/ports';
import type { Db } from '../store/database';
import { text } from '../store/columns';
import type { UtxoStore } from '../store/utxo-store';
import type { Settled } from '../sync/phase';

export interface ReceiveDeps {
  readonly db: Db;
  readonly book: AddressBook;
  readonly stores: Readonly<Record<UtxoChain, UtxoStore>>;
  readonly settled: (chain: ChainId) => Settled;
  readonly clock: () => number;
  /** Whether an own transaction on its way pays an address. */
  readonly takenByOutbox: (row: OwnRow) => boolean;
}

export class ReceiveDesk {
  constructor(private readonly deps: ReceiveDeps) {}

  /** @throws AppError accounts/none */
  fresh(chain: ChainId, scriptType: ScriptType | null): Receive {
    const row = freshReceive(this.deps.book, chain, scriptType, (candidate) => this.taken(candidate));
    this.deps.book.markHandedOut(row, this.deps.clock());
    return shown(row);
  }

  /** A label means that the address was given to someone. */
  taken(row: OwnRow): boolean {
    return row.used || this.deps.takenByOutbox(row) || this.#label(row) !== null;
  }

  list(chain: ChainId): UsedAddress[] {
    const { book, stores } = this.deps;
    const settled = this.deps.settled(chain);
    const received = !isEvmChain(chain) && settled.kind === 'good' ? stores[chain === 'flux' ? 'flux' : 'bitcoin'].received(settled.height) : null;
    return book.list(chain)
      .filter((row) => row.branch !== 1 && (row.used || row.handedOut !== null || row.account === null || isEvmChain(chain) || this.#label(row) !== null))
      .sort((left, right) => (right.index ?? -1) - (left.index ?? -1))
      .map((row) => ({ ...shown(row), label: this.#label(row), received: reading(settled, received?.get(row.address) ?? (received ? 0n : null)), lastUsed: row.lastUsed }));
  }

  /** An empty label removes it. @throws AppError receive/not-own */
  label(chain: ChainId, address: string, label: string): void {
    const row = this.deps.book.find(chain, address);
    if (!row) throw new AppError('receive/not-own', 'not an address of this wallet');
    const ref = `${chain}:${row.address}`;
    const words = label.trim();
    if (words === '') this.deps.db.run("DELETE FROM label WHERE kind = 'address' AND ref = ?", [ref]);
    else this.deps.db.run("INSERT OR REPLACE INTO label (kind, ref, text) VALUES ('address', ?, ?)", [ref, words]);
  }

  /** Forgets what the person called an address that is no longer the wallet's. */
  forget(chain: ChainId, address: string): void {
    this.deps.db.run("DELETE FROM label WHERE kind = 'address' AND ref = ?", [`${chain}:${address}`]);
  }

  #label(row: OwnRow): string | null {
    const found = this.deps.db.get("SELECT text FROM label WHERE kind = 'address' AND ref = ?", [`${row.chain}:${row.address}`]);
    return found === null ? null : text(found, 'text');
  }
}

function shown(row: OwnRow): Receive {
  return { chain: row.chain, address: row.address, key: row.key, scriptType: row.scriptType, path: row.path, index: row.index ?? 0, used: row.used };
}

/** On EVM chains nobody keeps sums per address: it is unknown, not zero. */
function reading(settled: Settled, units: bigint | null): Reading<string> {
  if (settled.kind === 'never') return { state: 'loading' };
  if (settled.kind === 'bad') return { state: 'unknown', reason: settled.reason, at: settled.at };
  if (units === null) return { state: 'unknown', reason: { code: 'receive/not-counted', message: 'this chain has no sums per address', context: {} }, at: settled.at };
  return { state: 'known', value: units.toString(), source: settled.source, at: settled.at };
}
