// Activity on disk. Lists are read by index, page by page, so that 50,000 entries open as fast as 50.

import { z } from 'zod';
import { CHAINS, type AssetId, type ChainId } from '../../../shared/chains/ids';
import { zAsset, zError } from '../../../shared/contract/base';
import { zActivity } from '../../../shared/contract/wallet';
import { AppError } from '../../../shared/errors/app-error';
import { flag, integer, integerOrNull, json, parse, text, textOrNull, units, unitsOrNull } from '../store/columns';
import type { Bind, Db, Row } from '../store/database';
import type { Entry } from './entry';

const zState = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('waiting'), reason: zError.nullable() }),
  z.object({ kind: z.literal('pending') }),
  z.object({ kind: z.literal('mined') }),
  z.object({ kind: z.literal('expired'), height: z.number().int() }),
  z.object({ kind: z.literal('replaced'), by: z.string().nullable() }),
  z.object({ kind: z.literal('failed'), reason: zError }),
]);

export interface EntryQuery {
  /** Any of these texts must occur (a search and the addresses of contacts that it names); empty: all. */
  readonly texts: readonly string[];
  readonly chains: readonly ChainId[];
  readonly kinds: readonly Entry['kind'][];
  readonly since: number | null;
  readonly until: number | null;
  readonly suspicious: boolean;
}

export class EntryStore {
  constructor(private readonly db: Db) {}

  /**
   * Adds an entry or replaces the one of the same id; its label stays.
   * @param words symbol and names that a search should find besides addresses, id and note
   * @returns whether anything changed
   */
  put(entry: Entry, words: readonly string[]): boolean {
    const label = this.label(entry.id);
    const search = [...words, entry.txid, ...entry.counterparties, entry.note ?? '', label ?? ''].filter((word) => word !== '').join('\n').toLowerCase();
    const values: Bind = [
      entry.id, entry.chain, entry.txid, entry.kind, entry.asset, entry.amount.toString(), entry.fee === null ? null : entry.fee.toString(), JSON.stringify(entry.counterparties),
      entry.note, entry.time, entry.height, entry.state.kind, JSON.stringify(entry.state), entry.suspicious, search,
    ];
    return this.db.run(
      `INSERT INTO activity (id, chain, txid, kind, asset, amount, fee, counterparties, note, time, height, state, detail, suspicious, search)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, asset = excluded.asset, amount = excluded.amount, fee = excluded.fee, counterparties = excluded.counterparties, note = excluded.note,
         time = excluded.time, height = excluded.height, state = excluded.state, detail = excluded.detail, suspicious = excluded.suspicious, search = excluded.search
       WHERE kind IS NOT excluded.kind OR asset IS NOT excluded.asset OR amount IS NOT excluded.amount OR fee IS NOT excluded.fee OR counterparties IS NOT excluded.counterparties OR note IS NOT excluded.note
         OR time IS NOT excluded.time OR height IS NOT excluded.height OR detail IS NOT excluded.detail OR suspicious IS NOT excluded.suspicious OR search IS NOT excluded.search`,
      values,
    ) > 0;
  }

  get(id: string): Entry | null {
    const row = this.db.get('SELECT * FROM activity WHERE id = ?', [id]);
    return row === null ? null : entryOf(row);
  }

  byTxid(chain: ChainId, txid: string): Entry[] {
    return this.db.all('SELECT * FROM activity WHERE chain = ? AND txid = ?', [chain, txid]).map(entryOf);
  }

  remove(id: string): void {
    this.db.run('DELETE FROM activity WHERE id = ?', [id]);
  }

  /** Entries in blocks of at least this height. */
  above(chain: ChainId, height: number): Entry[] {
    return this.db.all('SELECT * FROM activity WHERE chain = ? AND height >= ?', [chain, height]).map(entryOf);
  }

  page(query: EntryQuery, offset: number, limit: number): { total: number; entries: Entry[] } {
    const { where, values } = condition(query);
    const count = this.db.get(`SELECT count(*) AS total FROM activity WHERE ${where}`, values);
    const rows = this.db.all(
      `SELECT * FROM activity WHERE seq IN (SELECT seq FROM activity WHERE ${where} ORDER BY time DESC, seq DESC LIMIT ? OFFSET ?) ORDER BY time DESC, seq DESC`,
      [...values, limit, offset],
    );
    return { total: count === null ? 0 : integer(count, 'total'), entries: rows.map(entryOf) };
  }

  /** What entries did to balances after a moment: asset, amount, fee and time, newest first. */
  *effectsSince(time: number): Iterable<{ asset: AssetId; chain: ChainId; amount: bigint; fee: bigint; time: number }> {
    const rows = this.db.all("SELECT asset, chain, amount, fee, time FROM activity WHERE time > ? AND state NOT IN ('expired', 'replaced', 'failed') ORDER BY time DESC", [time]);
    for (const row of rows) yield { asset: parse(zAsset, text(row, 'asset')), chain: chainOfRow(row), amount: units(row, 'amount'), fee: unitsOrNull(row, 'fee') ?? 0n, time: integer(row, 'time') };
  }

  /** Whether the person has ever sent an asset. */
  hasSent(asset: AssetId): boolean {
    return this.db.get("SELECT 1 FROM activity WHERE asset = ? AND kind IN ('sent', 'approved') AND suspicious = 0 LIMIT 1", [asset]) !== null;
  }

  /** Own payments since a moment that expired or failed. */
  endedBadly(since: number): Entry[] {
    return this.db.all("SELECT * FROM activity WHERE time >= ? AND state IN ('expired', 'failed') AND kind IN ('sent', 'self', 'cancelled', 'approved', 'revoked') ORDER BY time DESC LIMIT 20", [since]).map(entryOf);
  }

  label(id: string): string | null {
    const row = this.db.get("SELECT text FROM label WHERE kind = 'activity' AND ref = ?", [id]);
    return row === null ? null : text(row, 'text');
  }

  /** An empty label removes it. @throws AppError activity/unknown */
  setLabel(id: string, label: string, words: readonly string[]): void {
    const entry = this.get(id);
    if (!entry) throw new AppError('activity/unknown', 'no such entry');
    this.db.transaction(() => {
      if (label === '') this.db.run("DELETE FROM label WHERE kind = 'activity' AND ref = ?", [id]);
      else this.db.run("INSERT OR REPLACE INTO label (kind, ref, text) VALUES ('activity', ?, ?)", [id, label]);
      this.put(entry, words);
    });
  }
}

function condition(query: EntryQuery): { where: string; values: Bind } {
  const parts: string[] = [];
  const values: (string | number)[] = [];
  const anyOf = (column: string, list: readonly string[]) => {
    if (list.length === 0) return;
    parts.push(`${column} IN (${list.map(() => '?').join(', ')})`);
    values.push(...list);
  };
  parts.push(query.suspicious ? '1' : 'suspicious = 0');
  anyOf('chain', query.chains);
  anyOf('kind', query.kinds);
  if (query.since !== null) { parts.push('time >= ?'); values.push(query.since); }
  if (query.until !== null) { parts.push('time <= ?'); values.push(query.until); }
  const texts = query.texts.map((one) => one.trim().toLowerCase()).filter((one) => one !== '');
  if (texts.length > 0) {
    const clauses = texts.map((one) => {
      // The trigram index answers from three characters on; shorter texts are looked for in the column itself.
      if ([...one].length >= 3) {
        values.push(`"${one.replace(/"/g, '""')}"`);
        return 'seq IN (SELECT rowid FROM activity_text WHERE activity_text MATCH ?)';
      }
      values.push(`%${one.replace(/[\\%_]/g, '\\$&')}%`);
      return "search LIKE ? ESCAPE '\\'";
    });
    parts.push(`(${clauses.join(' OR ')})`);
  }
  return { where: parts.join(' AND '), values };
}

function chainOfRow(row: Row): ChainId {
  const chain = CHAINS.find((name) => name === text(row, 'chain'));
  if (!chain) throw new AppError('store/damaged', 'a stored chain is unknown');
  return chain;
}

function entryOf(row: Row): Entry {
  return {
    id: text(row, 'id'), chain: chainOfRow(row), txid: text(row, 'txid'), kind: parse(zActivity.shape.kind, text(row, 'kind')), asset: parse(zAsset, text(row, 'asset')),
    amount: units(row, 'amount'), fee: unitsOrNull(row, 'fee'), counterparties: parse(z.array(z.string()), json(row, 'counterparties')), note: textOrNull(row, 'note'),
    time: integer(row, 'time'), height: integerOrNull(row, 'height'), state: parse(zState, json(row, 'detail')), suspicious: flag(row, 'suspicious'),
  };
}
