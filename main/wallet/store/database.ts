// A thin, typed layer over node-sqlite3-wasm: prepared once, written in transactions, every error named.

import { Database as Sqlite, type JSValue, type SQLiteValue, type Statement } from 'node-sqlite3-wasm';
import { AppError } from '../../../shared/errors/app-error';
import { withHotJournal } from './hot-journal';
import { storeError, type FreeBytes } from './store-errors';

export type Row = Record<string, SQLiteValue>;
export type Bind = readonly JSValue[];

/** The calls that repositories use. */
export interface Db {
  run(sql: string, values?: Bind): number;
  all(sql: string, values?: Bind): Row[];
  get(sql: string, values?: Bind): Row | null;
  /** Several statements without values; for migrations. */
  exec(sql: string): void;
  /** Runs `work` in one transaction: all of it is on disk when this returns, or nothing of it. A call inside a transaction joins it. */
  transaction<T>(work: () => T): T;
}

/** One open database file. Every method throws AppError `store/…` (see store-errors.ts). */
export class WalletDatabase implements Db {
  readonly #sqlite: Sqlite;
  readonly #prepared = new Map<string, Statement>();
  readonly #dir: string;
  readonly #freeBytes: FreeBytes;
  #depth = 0;

  constructor(path: string, dir: string, freeBytes: FreeBytes) {
    this.#dir = dir;
    this.#freeBytes = freeBytes;
    this.#sqlite = this.#guard(() => new Sqlite(path));
    try {
      withHotJournal(path, () => this.get('SELECT count(*) FROM sqlite_master'));
      // EXCLUSIVE keeps the lock folder for as long as the file is open: one process, fewer system calls.
      this.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = TRUNCATE; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA cache_size = -4000;');
    } catch (thrown) {
      this.close();
      throw thrown;
    }
  }

  run(sql: string, values: Bind = []): number {
    return this.#guard(() => this.#using(sql, (statement) => statement.run([...values]).changes));
  }

  all(sql: string, values: Bind = []): Row[] {
    return this.#guard(() => this.#using(sql, (statement) => statement.all([...values]) as Row[]));
  }

  get(sql: string, values: Bind = []): Row | null {
    return this.#guard(() => this.#using(sql, (statement) => statement.get([...values]) as Row | null));
  }

  exec(sql: string): void {
    this.#guard(() => this.#sqlite.exec(sql));
  }

  transaction<T>(work: () => T): T {
    if (this.#depth > 0) return work();
    this.exec('BEGIN IMMEDIATE');
    this.#depth += 1;
    try {
      const result = work();
      if (result instanceof Promise) throw new AppError('store/misuse', 'a transaction cannot wait for anything');
      this.exec('COMMIT');
      return result;
    } catch (thrown) {
      this.#rollBack();
      throw thrown;
    } finally {
      this.#depth -= 1;
    }
  }

  /** SQLite rolls some failures back by itself; a rollback that fails is undone by the journal at the next open. */
  #rollBack(): void {
    try {
      if (this.#sqlite.inTransaction) this.#sqlite.exec('ROLLBACK');
    } catch (thrown) {
      throw storeError(thrown, this.#dir, this.#freeBytes);
    }
  }

  close(): void {
    for (const sql of [...this.#prepared.keys()]) this.#drop(sql);
    if (this.#sqlite.isOpen) this.#sqlite.close();
  }

  /** A statement that failed is not used again: SQLite repeats its error when it is let go. */
  #using<T>(sql: string, work: (statement: Statement) => T): T {
    const statement = this.#statement(sql);
    try {
      return work(statement);
    } catch (thrown) {
      this.#drop(sql);
      throw thrown;
    }
  }

  #drop(sql: string): void {
    const statement = this.#prepared.get(sql);
    this.#prepared.delete(sql);
    try {
      statement?.finalize();
    } catch (thrown) {
      // The error of the last run, which was reported when it happened.
      if (!(thrown instanceof Error)) throw thrown;
    }
  }

  #statement(sql: string): Statement {
    const known = this.#prepared.get(sql);
    if (known) return known;
    // Statements made of lists have many forms; the cache is bounded so that they cannot pile up.
    if (this.#prepared.size >= 300) {
      const oldest = this.#prepared.keys().next().value;
      if (oldest !== undefined) this.#drop(oldest);
    }
    const statement = this.#sqlite.prepare(sql);
    this.#prepared.set(sql, statement);
    return statement;
  }

  #guard<T>(work: () => T): T {
    try {
      return work();
    } catch (thrown) {
      throw storeError(thrown, this.#dir, this.#freeBytes);
    }
  }
}
