// Transactions and coins of Flux and Bitcoin as rows: raw bytes once, what they create and spend, and where servers last saw them.

import type { UtxoChain } from '../plans/ports';
import type { ReadTx } from '../chains/utxo-family';
import { blob, flag, integer, integerOrNull, text, textOrNull, units } from './columns';
import type { Db, Row } from './database';

export interface StoredTx {
  readonly txid: string;
  readonly height: number | null;
  readonly blockHash: string | null;
  /** Milliseconds. */
  readonly time: number;
  /** Whether a server listed it at the last complete look. */
  readonly seen: boolean;
  readonly expiry: number | null;
  readonly coinbase: boolean;
}
export interface StoredCoin {
  readonly txid: string;
  readonly vout: number;
  readonly address: string;
  readonly value: bigint;
  readonly height: number | null;
  readonly coinbase: boolean;
}

export interface CoinFate {
  readonly address: string;
  readonly value: bigint;
  /** Whether servers list the transaction that made it, and in which block; null: in none yet. */
  readonly seen: boolean;
  readonly height: number | null;
  /** The transaction in a block that spent it. */
  readonly spentBy: string | null;
}
export interface StoredReward {
  readonly txid: string;
  readonly vout: number;
  readonly address: string;
  readonly value: bigint;
  readonly height: number;
  /** Milliseconds: time of the block. */
  readonly time: number;
}

const TX_COLUMNS = 'txid, height, block_hash, time, seen, expiry, coinbase';
/** A transaction counts while servers list it and, in the mempool, until it expires. `?` is the tip. */
const LIVE = '(t.seen = 1 AND (t.height IS NOT NULL OR t.expiry IS NULL OR t.expiry >= ?))';

export class UtxoStore {
  constructor(private readonly db: Db, private readonly chain: UtxoChain) {}

  has(txid: string): boolean {
    return this.db.get('SELECT 1 FROM tx WHERE chain = ? AND txid = ?', [this.chain, txid]) !== null;
  }

  raw(txid: string): Uint8Array | null {
    const row = this.db.get('SELECT raw FROM tx WHERE chain = ? AND txid = ?', [this.chain, txid]);
    return row === null ? null : blob(row, 'raw');
  }

  get(txid: string): StoredTx | null {
    const row = this.db.get(`SELECT ${TX_COLUMNS} FROM tx WHERE chain = ? AND txid = ?`, [this.chain, txid]);
    return row === null ? null : storedTx(row);
  }

  /** Adds a transaction whose bytes were checked against its id; it does not count before `list` says that servers show it. */
  add(tx: ReadTx, raw: Uint8Array, time: number, ownOf: (address: string, script: Uint8Array) => string | null): void {
    if (this.has(tx.txid)) return;
    this.db.transaction(() => {
      this.db.run('INSERT INTO tx (chain, txid, raw, coinbase, expiry, height, block_hash, time, seen) VALUES (?, ?, ?, ?, ?, NULL, NULL, ?, 0)', [this.chain, tx.txid, raw, tx.coinbase, tx.expiry, time]);
      tx.inputs.forEach((input) => this.db.run('INSERT OR IGNORE INTO spend (chain, prev_txid, prev_vout, txid) VALUES (?, ?, ?, ?)', [this.chain, input.txid, input.vout, tx.txid]));
      this.#addCoins(tx, ownOf);
    });
  }

  /** Finds own outputs again; after the wallet has learned more addresses of its own. @returns whether there are more than before */
  rescan(tx: ReadTx, ownOf: (address: string, script: Uint8Array) => string | null): boolean {
    return this.db.transaction(() => this.#addCoins(tx, ownOf)) > 0;
  }

  /** @returns how many were not known yet */
  #addCoins(tx: ReadTx, ownOf: (address: string, script: Uint8Array) => string | null): number {
    return tx.outputs.reduce((added, { address, script, value }, vout) => {
      const own = address === null ? null : ownOf(address, script);
      return own === null ? added : added + this.db.run('INSERT OR IGNORE INTO coin (chain, txid, vout, address, value) VALUES (?, ?, ?, ?, ?)', [this.chain, tx.txid, vout, own, value]);
    }, 0);
  }

  /** Records where servers show a transaction. @returns whether anything changed */
  list(txid: string, at: { readonly height: number | null; readonly blockHash: string | null; readonly time: number | null }): boolean {
    return this.db.run(
      `UPDATE tx SET height = ?1, block_hash = ?2, time = coalesce(?3, time), seen = 1
       WHERE chain = ?4 AND txid = ?5 AND (seen = 0 OR height IS NOT ?1 OR block_hash IS NOT ?2)`,
      [at.height, at.blockHash, at.time, this.chain, txid],
    ) > 0;
  }

  unlist(txid: string): void {
    this.db.run('UPDATE tx SET seen = 0, height = NULL, block_hash = NULL WHERE chain = ? AND txid = ?', [this.chain, txid]);
  }

  /** Transactions that could still change: in the mempool, or in a block of at least this height. */
  shallow(fromHeight: number): StoredTx[] {
    return this.db.all(`SELECT ${TX_COLUMNS} FROM tx WHERE chain = ? AND seen = 1 AND (height IS NULL OR height >= ?)`, [this.chain, fromHeight]).map(storedTx);
  }

  /** Unspent outputs of the wallet's addresses as servers' transactions make them. */
  coins(tip: number): StoredCoin[] {
    return this.db.all(
      `SELECT c.txid, c.vout, c.address, c.value, t.height, t.coinbase FROM coin c JOIN tx t ON t.chain = c.chain AND t.txid = c.txid
       WHERE c.chain = ? AND ${LIVE} AND EXISTS (SELECT 1 FROM address a WHERE a.chain = c.chain AND a.address = c.address) AND NOT EXISTS (
         SELECT 1 FROM spend s JOIN tx t2 ON t2.chain = s.chain AND t2.txid = s.txid
         WHERE s.chain = c.chain AND s.prev_txid = c.txid AND s.prev_vout = c.vout AND ${LIVE.replace(/t\./g, 't2.')})`,
      [this.chain, tip, tip],
    ).map((row) => ({ txid: text(row, 'txid'), vout: integer(row, 'vout'), address: text(row, 'address'), value: units(row, 'value'), height: integerOrNull(row, 'height'), coinbase: flag(row, 'coinbase') }));
  }

  /** What became of an output that is or was the wallet's; null when nothing is known of it. */
  fate(txid: string, vout: number): CoinFate | null {
    const row = this.db.get(
      `SELECT c.address, c.value, t.height, t.seen FROM coin c JOIN tx t ON t.chain = c.chain AND t.txid = c.txid WHERE c.chain = ? AND c.txid = ? AND c.vout = ?`,
      [this.chain, txid, vout],
    );
    if (row === null) return null;
    const spender = this.db.get(
      `SELECT t.txid FROM spend s JOIN tx t ON t.chain = s.chain AND t.txid = s.txid
       WHERE s.chain = ? AND s.prev_txid = ? AND s.prev_vout = ? AND t.seen = 1 AND t.height IS NOT NULL LIMIT 1`, [this.chain, txid, vout]);
    return { address: text(row, 'address'), value: units(row, 'value'), seen: flag(row, 'seen'), height: integerOrNull(row, 'height'), spentBy: spender === null ? null : text(spender, 'txid') };
  }

  /** Whether any transaction that was stored spends an output, wherever servers see it. */
  isSpent(txid: string, vout: number): boolean {
    return this.db.get('SELECT 1 FROM spend WHERE chain = ? AND prev_txid = ? AND prev_vout = ? LIMIT 1', [this.chain, txid, vout]) !== null;
  }

  /** Block rewards of the wallet's addresses that stand in a block, newest first. */
  rewards(): StoredReward[] {
    return this.db.all(
      `SELECT c.txid, c.vout, c.address, c.value, t.height, t.time FROM coin c JOIN tx t ON t.chain = c.chain AND t.txid = c.txid
       WHERE c.chain = ? AND t.coinbase = 1 AND t.seen = 1 AND t.height IS NOT NULL ORDER BY t.height DESC, c.vout`, [this.chain],
    ).map((row) => ({ txid: text(row, 'txid'), vout: integer(row, 'vout'), address: text(row, 'address'), value: units(row, 'value'), height: integer(row, 'height'), time: integer(row, 'time') }));
  }

  /** Places of the outputs of a transaction that are or were the wallet's. */
  ownOutputs(txid: string): ReadonlySet<number> {
    return new Set(this.db.all('SELECT vout FROM coin WHERE chain = ? AND txid = ?', [this.chain, txid]).map((row) => integer(row, 'vout')));
  }

  /**
   * Forgets what an address holds. Coins that were spent stay: the history of what they paid hangs on them.
   * @param leaving outpoints ("txid:vout") that own transactions spend which no server has shown yet
   * @returns transactions that mean something else now; those that mean nothing to the wallet any more are forgotten with it
   */
  forget(address: string, leaving: ReadonlySet<string>): string[] {
    return this.db.transaction(() => {
      const held = this.db.all(
        `SELECT c.txid, c.vout FROM coin c WHERE c.chain = ? AND c.address = ? AND NOT EXISTS (SELECT 1 FROM spend s WHERE s.chain = c.chain AND s.prev_txid = c.txid AND s.prev_vout = c.vout)`,
        [this.chain, address],
      ).map((row) => ({ txid: text(row, 'txid'), vout: integer(row, 'vout') })).filter(({ txid, vout }) => !leaving.has(`${txid}:${vout}`));
      for (const { txid, vout } of held) this.db.run('DELETE FROM coin WHERE chain = ? AND txid = ? AND vout = ?', [this.chain, txid, vout]);
      const made = [...new Set(held.map(({ txid }) => txid))];
      for (const txid of made) if (this.addressesOf(txid).length === 0) this.#drop(txid);
      return made;
    });
  }

  #drop(txid: string): void {
    this.db.run('DELETE FROM spend WHERE chain = ? AND txid = ?', [this.chain, txid]);
    this.db.run('DELETE FROM tx WHERE chain = ? AND txid = ?', [this.chain, txid]);
  }

  /** Own outputs that a transaction spends, with their values. */
  spentBy(txid: string): { address: string; value: bigint }[] {
    return this.db.all('SELECT c.address, c.value FROM spend s JOIN coin c ON c.chain = s.chain AND c.txid = s.prev_txid AND c.vout = s.prev_vout WHERE s.chain = ? AND s.txid = ?', [this.chain, txid])
      .map((row) => ({ address: text(row, 'address'), value: units(row, 'value') }));
  }

  /** Stored transactions that spend outputs of another. */
  spendersOf(txid: string): string[] {
    return this.db.all('SELECT DISTINCT txid FROM spend WHERE chain = ? AND prev_txid = ?', [this.chain, txid]).map((row) => text(row, 'txid'));
  }

  /** Whether every input of a transaction spends an own coin, so that nobody else could take it back. */
  ownTransaction(txid: string): boolean {
    const row = this.db.get(
      `SELECT count(*) AS inputs, count(c.txid) AS own FROM spend s LEFT JOIN coin c ON c.chain = s.chain AND c.txid = s.prev_txid AND c.vout = s.prev_vout
       WHERE s.chain = ? AND s.txid = ?`, [this.chain, txid]);
    return row !== null && integer(row, 'inputs') > 0 && integer(row, 'inputs') === integer(row, 'own');
  }

  /** Another live transaction that spends one of the same coins, or null. */
  rivalOf(txid: string): string | null {
    const row = this.db.get(
      `SELECT o.txid FROM spend s JOIN spend o ON o.chain = s.chain AND o.prev_txid = s.prev_txid AND o.prev_vout = s.prev_vout AND o.txid <> s.txid
       JOIN tx t ON t.chain = o.chain AND t.txid = o.txid WHERE s.chain = ? AND s.txid = ? AND t.seen = 1 LIMIT 1`, [this.chain, txid]);
    return row === null ? null : text(row, 'txid');
  }

  /** Addresses of the wallet that a transaction pays or spends from. */
  addressesOf(txid: string): string[] {
    return this.db.all(
      `SELECT address FROM coin WHERE chain = ?1 AND txid = ?2 UNION
       SELECT c.address FROM spend s JOIN coin c ON c.chain = s.chain AND c.txid = s.prev_txid AND c.vout = s.prev_vout WHERE s.chain = ?1 AND s.txid = ?2`, [this.chain, txid])
      .map((row) => text(row, 'address'));
  }

  /** What each address received in all, by live transactions. */
  received(tip: number): Map<string, bigint> {
    const rows = this.db.all(`SELECT c.address, sum(c.value) AS total FROM coin c JOIN tx t ON t.chain = c.chain AND t.txid = c.txid WHERE c.chain = ? AND ${LIVE} GROUP BY c.address`, [this.chain, tip]);
    return new Map(rows.map((row) => [text(row, 'address'), units(row, 'total')]));
  }

  /** Mempool transactions that can no longer be mined at this tip. */
  expired(tip: number): StoredTx[] {
    return this.db.all(`SELECT ${TX_COLUMNS} FROM tx WHERE chain = ? AND height IS NULL AND expiry IS NOT NULL AND expiry < ? AND seen = 1`, [this.chain, tip]).map(storedTx);
  }

  /** Ids of all transactions; for looking through them again when addresses were added. */
  all(): string[] {
    return this.db.all('SELECT txid FROM tx WHERE chain = ?', [this.chain]).map((row) => text(row, 'txid'));
  }
}

function storedTx(row: Row): StoredTx {
  return {
    txid: text(row, 'txid'), height: integerOrNull(row, 'height'), blockHash: textOrNull(row, 'block_hash'), time: integer(row, 'time'),
    seen: flag(row, 'seen'), expiry: integerOrNull(row, 'expiry'), coinbase: flag(row, 'coinbase'),
  };
}
