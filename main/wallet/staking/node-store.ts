// FluxNodes on disk, and the collateral coins that the person freed.

import { AppError } from '../../../shared/errors/app-error';
import { outpointKey, type Outpoint } from '../plans/ports';
import { integer, json, parse, text } from '../store/columns';
import type { Db, Row } from '../store/database';
import { zNodeRecord, type NodeRecord } from './record';

export class NodeStore {
  #released: ReadonlySet<string> | null = null;
  /** Read again after each write, so that a write that is rolled back leaves nothing here. */
  #all: readonly NodeRecord[] | null = null;

  constructor(private readonly db: Db) {}

  /** Several writes at once: all of them are on disk when this returns, or none. */
  together<T>(work: () => T): T {
    try {
      return this.db.transaction(work);
    } catch (thrown) {
      // What was read in between may have been rolled back.
      this.#all = null;
      this.#released = null;
      throw thrown;
    }
  }

  /** Rows out of a damaged file that cannot be read any more: kept, under names that nobody asks for. */
  setDamagedAside(): void {
    this.db.run("UPDATE node SET id = 'damaged-' || seq, collateral = NULL WHERE NOT json_valid(record)");
  }

  /** @throws AppError staking/known when the id is taken; disk errors as they are */
  add(record: NodeRecord): void {
    this.#all = null;
    if (this.db.run('INSERT OR IGNORE INTO node (id, collateral, address, record) VALUES (?, ?, ?, ?)', [record.id, ...columns(record)]) === 0) throw new AppError('staking/known', 'there is a node of this id already');
  }

  /** @throws AppError staking/unknown */
  put(record: NodeRecord): void {
    this.#all = null;
    if (this.db.run('UPDATE node SET collateral = ?, address = ?, record = ? WHERE id = ?', [...columns(record), record.id]) === 0) throw new AppError('staking/unknown', 'no such node');
  }

  remove(id: string): void {
    this.#all = null;
    this.db.run('DELETE FROM node WHERE id = ?', [id]);
  }

  get(id: string): NodeRecord | null {
    const row = this.db.get('SELECT record FROM node WHERE id = ?', [id]);
    return row === null ? null : recordOf(row);
  }

  /** Every node, hidden ones included, oldest first. */
  all(): readonly NodeRecord[] {
    this.#all ??= this.db.all("SELECT record FROM node WHERE id NOT LIKE 'damaged-%' ORDER BY seq").map(recordOf);
    return this.#all;
  }

  /** Whether an address was given to a node, whose collateral may be still to come. */
  reserves(address: string): boolean {
    return this.db.get('SELECT 1 FROM node WHERE address = ? LIMIT 1', [address]) !== null;
  }

  /** The newest record on a coin. */
  on(point: Outpoint): NodeRecord | null {
    const row = this.db.get('SELECT record FROM node WHERE collateral = ? ORDER BY seq DESC LIMIT 1', [outpointKey(point)]);
    return row === null ? null : recordOf(row);
  }

  /** Outpoints (`txid:vout`) of freed collateral. */
  released(): ReadonlySet<string> {
    this.#released ??= new Set(this.db.all('SELECT txid, vout FROM released').map((row) => `${text(row, 'txid')}:${integer(row, 'vout')}`));
    return this.#released;
  }

  release({ txid, vout }: Outpoint, at: number): void {
    this.#released = null;
    this.db.run('INSERT OR IGNORE INTO released (txid, vout, at) VALUES (?, ?, ?)', [txid, vout, at]);
  }

  keep({ txid, vout }: Outpoint): void {
    this.#released = null;
    this.db.run('DELETE FROM released WHERE txid = ? AND vout = ?', [txid, vout]);
  }
}

function columns(record: NodeRecord): [string | null, string | null, string] {
  return [record.collateral && outpointKey(record.collateral), record.address, JSON.stringify(record)];
}

function recordOf(row: Row): NodeRecord {
  return parse(zNodeRecord, json(row, 'record'));
}
