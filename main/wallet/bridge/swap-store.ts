// Swaps on disk. Rows that are still open are kept in memory as well: they are looked at every second.

import type { ChainId } from '../../../shared/chains/ids';
import { AppError } from '../../../shared/errors/app-error';
import { FUSION_CHAINS, heldChain, type FusionChain } from '../../../shared/fusion/chains';
import { integer, json, parse, text } from '../store/columns';
import type { Db, Row } from '../store/database';
import { depositTxid, hasEnded } from './states';
import { zSwapRecord, type SwapRecord } from './record';

export class SwapStore {
  /** Read again after each write, so that a write that is rolled back leaves nothing here. */
  readonly #read = new Map<string, SwapRecord>();
  /** Swaps by `chain:txid` of their deposits and payouts, for lists of Activity. */
  #places: ReadonlyMap<string, string> | null = null;

  constructor(private readonly db: Db) {}

  /** Rows out of a damaged file that cannot be read any more: kept, under names that nobody asks for. The outbox still knows their deposits. */
  setDamagedAside(): void {
    this.db.run("UPDATE swap SET id = 'damaged-' || seq, state = 'damaged', open = 0 WHERE NOT json_valid(record)");
  }

  /** @throws AppError bridge/known when the id is taken; disk errors as they are */
  add(record: SwapRecord): void {
    this.#places = null;
    if (this.db.run('INSERT OR IGNORE INTO swap (id, chain, txid, to_chain, txid_to, state, open, record) VALUES (?, ?, ?, ?, ?, ?, ?, ?)', [record.id, ...columns(record)]) === 0) {
      throw new AppError('bridge/known', 'there is a swap of this id already');
    }
  }

  put(record: SwapRecord): void {
    this.#read.delete(record.id);
    this.#places = null;
    if (this.db.run('UPDATE swap SET chain = ?, txid = ?, to_chain = ?, txid_to = ?, state = ?, open = ?, record = ? WHERE id = ?', [...columns(record), record.id]) === 0) {
      throw new AppError('bridge/unknown', 'no such swap');
    }
  }

  get(id: string): SwapRecord | null {
    const known = this.#read.get(id);
    if (known) return known;
    const row = this.db.get('SELECT record FROM swap WHERE id = ?', [id]);
    return row === null ? null : recordOf(row);
  }

  /** Swaps that are not at their end, oldest first. */
  open(): SwapRecord[] {
    const ids = this.db.all('SELECT id FROM swap WHERE open = 1 ORDER BY seq').map((row) => text(row, 'id'));
    const records = ids.flatMap((id) => this.get(id) ?? []);
    if (this.#read.size > records.length + 100) this.#read.clear();
    for (const record of records) this.#read.set(record.id, record);
    return records;
  }

  countOpen(): number {
    const row = this.db.get('SELECT count(*) AS open FROM swap WHERE open = 1');
    return row === null ? 0 : integer(row, 'open');
  }

  /** The swap that a transaction is the deposit of, or the payout that was found; null for any other. */
  ofTransaction(chain: ChainId, txid: string): string | null {
    this.#places ??= new Map(this.db.all("SELECT id, chain, txid, to_chain, txid_to, state FROM swap WHERE state <> 'damaged' ORDER BY seq DESC").flatMap((row): [string, string][] => {
      const id = text(row, 'id');
      const there = FUSION_CHAINS.find((key) => key === text(row, 'to_chain'));
      const held = there === undefined || text(row, 'state') !== 'arrived' ? null : heldChain(there);
      return [...(row.txid === null ? [] : [[`${text(row, 'chain')}:${text(row, 'txid')}`, id] as [string, string]]), ...(held === null ? [] : [[`${held}:${text(row, 'txid_to')}`, id] as [string, string]])];
    }));
    return this.#places.get(`${chain}:${txid}`) ?? null;
  }

  /** Swaps whose payout is said to be this transaction. */
  byPayout(to: FusionChain, txid: string): SwapRecord[] {
    return this.db.all("SELECT record FROM swap WHERE to_chain = ? AND txid_to = ? AND state <> 'damaged' ORDER BY seq", [to, txid]).map(recordOf);
  }

  /** Newest first. What was given up before anything was signed is no part of the history. */
  page(offset: number, limit: number): { total: number; records: SwapRecord[] } {
    const count = this.db.get("SELECT count(*) AS total FROM swap WHERE state NOT IN ('abandoned', 'damaged')");
    const rows = this.db.all("SELECT id FROM swap WHERE state NOT IN ('abandoned', 'damaged') ORDER BY seq DESC LIMIT ? OFFSET ?", [limit, offset]);
    return { total: count === null ? 0 : integer(count, 'total'), records: rows.flatMap((row) => this.get(text(row, 'id')) ?? []) };
  }

  reserved(): SwapRecord[] {
    return this.db.all("SELECT record FROM swap WHERE state = 'reserved' ORDER BY seq").map(recordOf);
  }

  /** Where the last deposit on a chain went; null before the first. */
  lastDeposit(chain: ChainId): string | null {
    const row = this.db.get("SELECT record FROM swap WHERE chain = ? AND txid IS NOT NULL AND state <> 'damaged' ORDER BY seq DESC LIMIT 1", [chain]);
    return row === null ? null : recordOf(row).deposit;
  }

  /** Swaps that ended without a payout since a moment and are no longer looked at. */
  refused(since: number): SwapRecord[] {
    return this.db.all("SELECT record FROM swap WHERE state = 'refused' AND open = 0 ORDER BY seq DESC LIMIT 100").map(recordOf).filter(({ changedAt }) => changedAt >= since);
  }
}

function columns(record: SwapRecord): (string | number | null)[] {
  const { state } = record;
  const payout = record.payout?.txid ?? ('txidTo' in state ? state.txidTo : null);
  const body = JSON.stringify(record, (_key, value: unknown) => (typeof value === 'bigint' ? value.toString() : value));
  return [record.from, depositTxid(state), record.to, payout, state.kind, hasEnded(state) || record.closed ? 0 : 1, body];
}

function recordOf(row: Row): SwapRecord {
  return parse(zSwapRecord, json(row, 'record'));
}

