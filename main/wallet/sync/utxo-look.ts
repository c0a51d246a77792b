// One complete look at a Bitcoin-like chain through one server: history, raw transactions, coins, each checked against the others.

import { AppError } from '../../../shared/errors/app-error';
import type { AddressBook } from '../accounts/address-book';
import type { OwnRow } from '../accounts/own-address';
import { readChecked, type UtxoFamily } from '../chains/utxo-family';
import { inParallel } from '../chains/rest';
import type { ListedCoin, ListedTx, TipBlock, UtxoClient } from '../chains/utxo-client';
import type { UtxoStore } from '../store/utxo-store';
import { checkListedCoins, contradiction } from './coin-check';
import { dueAddresses, type Reach } from './due-addresses';
import { readAgain } from './read-again';

export interface LookDeps {
  readonly family: UtxoFamily;
  readonly book: AddressBook;
  readonly store: UtxoStore;
  /** Milliseconds by the network's clock. */
  readonly clock: () => number;
  readonly progress: (looked: number, found: number) => void;
  /** Writes what `work` does in one database transaction. */
  readonly transaction: <T>(work: () => T) => T;
}
export interface LookResult {
  readonly tip: TipBlock;
  /** Addresses that can hold coins. */
  readonly addresses: readonly string[];
  /** Transactions whose place, existence or meaning changed. */
  readonly changed: ReadonlySet<string>;
}
interface Gathered {
  readonly tip: TipBlock;
  readonly rows: readonly OwnRow[];
  readonly listed: ReadonlyMap<string, ListedTx>;
  readonly prints: ReadonlyMap<string, string | null>;
}

/** How often a difference between two answers of one server is put down to a block that came between them. */
const TRIES = 3;
const OLD_ADDRESSES_EVERY = 20;
/** Looks between two at the whole gap: each of its addresses is a question to a server. */
const GAP_EVERY = 4;

export class UtxoLook {
  #round = 0;
  /** Stored transactions in which more coins were found, until a look is complete. */
  readonly #reread = new Set<string>();

  constructor(private readonly deps: LookDeps) {}

  /**
   * @throws AppError endpoint/… when the server fails or lies; nothing of what it listed is kept then but raw transactions that
   * hash to their ids
   */
  async look(client: UtxoClient): Promise<LookResult> {
    this.#round += 1;
    const reach = this.#round % OLD_ADDRESSES_EVERY === 0 ? 'everything' : this.#round % GAP_EVERY === 0 ? 'gap' : 'near';
    for (let attempt = 1; ; attempt += 1) {
      const gathered = await this.#gather(client, reach);
      const holders = gathered.rows.filter((row) => row.used).map((row) => row.address);
      const coins = holders.length === 0 ? [] : await client.coins(holders);
      await this.#checkCoins(client, coins);
      const settled = this.#settle(gathered, holders, coins);
      if (!(settled instanceof AppError)) {
        const changed = new Set([...settled, ...this.#reread]);
        this.#reread.clear();
        return { tip: gathered.tip, addresses: holders, changed };
      }
      if (attempt === TRIES) throw settled;
    }
  }

  /** Reads histories until every branch ends in a gap of unused addresses; keeps raw transactions and used addresses. */
  async #gather(client: UtxoClient, reach: Reach): Promise<Gathered> {
    const { book, store, family } = this.deps;
    const tip = await client.tip();
    const listed = new Map<string, ListedTx>();
    const asked = new Map<string, OwnRow>();
    const prints = new Map<string, string | null>();
    for (;;) {
      const due = dueAddresses(book, store, family, tip.height, reach).filter((row) => !asked.has(row.address));
      if (due.length === 0) return { tip, rows: [...asked.values()], listed, prints };
      for (const row of due) asked.set(row.address, row);
      const history = await this.#history(client, due, tip.height - family.reorgDepth, prints);
      await this.#fetch(client, history);
      for (const item of history) listed.set(item.txid, item);
      this.deps.transaction(() => this.#learn(history));
      this.deps.progress(asked.size, [...asked.values()].filter((row) => row.used).length);
    }
  }

  async #history(client: UtxoClient, due: readonly OwnRow[], floor: number, prints: Map<string, string | null>): Promise<ListedTx[]> {
    const { store } = this.deps;
    const fresh = due.filter((row) => row.checkedAt === null).map((row) => row.address);
    const known = due.filter((row) => row.checkedAt !== null);
    const enough = (page: readonly ListedTx[]) => page.every((item) => item.height !== null && item.height < floor && store.get(item.txid)?.height === item.height);
    const changed: string[] = [];
    await inParallel(due, 6, async (row) => {
      prints.set(row.address, await client.fingerprint(row.address));
    });
    for (const row of known) {
      const print = prints.get(row.address) ?? null;
      if (print === null || print !== row.fingerprint || this.#shallow(row.address, floor)) changed.push(row.address);
    }
    const first = fresh.length === 0 ? [] : await client.history(fresh, () => false);
    const later = changed.length === 0 ? [] : await client.history(changed, enough);
    return [...first, ...later];
  }

  #shallow(address: string, floor: number): boolean {
    const { store } = this.deps;
    return store.shallow(floor).some((tx) => store.addressesOf(tx.txid).includes(address));
  }

  /** Raw transactions that are not known yet; each must hash to its id. */
  async #fetch(client: UtxoClient, history: readonly ListedTx[]): Promise<void> {
    const { book, store, family, clock } = this.deps;
    const missing = [...new Map(history.filter((item) => !store.has(item.txid)).map((item) => [item.txid, item])).values()];
    const width = 8;
    for (let start = 0; start < missing.length; start += width) {
      const part = await inParallel(missing.slice(start, start + width), width, async (item) => {
        const raw = await client.raw(item.txid);
        if (raw === null) throw new AppError('endpoint/lies', 'the server lists a transaction that it cannot show', { context: { what: 'raw-transaction' } });
        return { item, raw, tx: readChecked(family, item.txid, raw) };
      });
      this.deps.transaction(() => {
        for (const { item, raw, tx } of part) store.add(tx, raw, item.time ?? clock(), (address, script) => book.ownerOf(family.chain, address, script));
      });
    }
  }

  #learn(history: readonly ListedTx[]): void {
    const { book, store, family, clock } = this.deps;
    for (const item of history) for (const address of store.addressesOf(item.txid)) book.markUsed(family.chain, address, item.time ?? clock());
    // Addresses behind the used ones are new: transactions that are stored already may pay them, too.
    if (book.extend(family.chain) > 0) for (const txid of readAgain(family, store, book)) this.#reread.add(txid);
  }

  /** Nobody was asked for what only concerns addresses that the wallet has given up: it stands as it is. */
  #watched(txid: string): boolean {
    const { book, store, family } = this.deps;
    return store.addressesOf(txid).some((address) => book.find(family.chain, address) !== null);
  }

  async #checkCoins(client: UtxoClient, coins: readonly ListedCoin[]): Promise<void> {
    const { book, store, family } = this.deps;
    await checkListedCoins(family, coins, async (txid) => store.raw(txid) ?? client.raw(txid), (address) => book.find(family.chain, address)?.script ?? null);
  }

  /** Writes the listing when the coins that follow from it are the coins that were listed; else writes nothing and says what is wrong. */
  #settle({ tip, rows, listed, prints }: Gathered, holders: readonly string[], coins: readonly ListedCoin[]): ReadonlySet<string> | AppError {
    const { book, store, family, clock } = this.deps;
    const wanted = new Set(holders);
    const changed = new Set<string>();
    try {
      this.deps.transaction(() => {
        for (const item of listed.values()) if (store.list(item.txid, item)) changed.add(item.txid);
        for (const { txid } of store.shallow(tip.height - family.reorgDepth + 1)) {
          if (listed.has(txid) || !this.#watched(txid)) continue;
          store.unlist(txid);
          changed.add(txid);
        }
        const wrong = contradiction(coins, store.coins(tip.height).filter((coin) => wanted.has(coin.address)));
        if (wrong) throw wrong;
        for (const row of rows) book.markChecked(row, clock(), prints.get(row.address) ?? null);
      });
      return changed;
    } catch (thrown) {
      if (thrown instanceof AppError && thrown.code === 'endpoint/lies') return thrown;
      throw thrown;
    }
  }
}
