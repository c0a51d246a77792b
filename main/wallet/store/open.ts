// Opens wallet.db: clears a stale lock, migrates, and moves a damaged file aside instead of deleting anything.

import { existsSync, mkdirSync, renameSync, rmdirSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../../shared/errors/app-error';
import { text } from './columns';
import { WalletDatabase } from './database';
import { migrate } from './migrate';
import { salvage } from './salvage';
import type { FreeBytes } from './store-errors';

export interface OpenedStore {
  readonly db: WalletDatabase;
  /** What happened that the person should know of. */
  readonly events: readonly StoreEvent[];
}
export type StoreEvent =
  /** The file was damaged: it stands under `aside`, chain data is read anew; `complete` says whether all own records were readable. */
  | { readonly kind: 'rebuilt'; readonly aside: string; readonly complete: boolean }
  /** Another practice network: the old one's data stands under `aside`. */
  | { readonly kind: 'practice-reset'; readonly aside: string };

export interface OpenOptions {
  readonly dir: string;
  readonly network: string;
  /** Names the practice network; null on mainnet. */
  readonly instance: string | null;
  readonly now: number;
  readonly freeBytes?: FreeBytes;
}

const freeBytesOf: FreeBytes = (dir) => {
  try {
    const stats = statfsSync(dir);
    return stats.bavail * stats.bsize;
  } catch {
    return null;
  }
};

const FILE = 'wallet.db';

/**
 * Opens or makes the database of one wallet.
 * @throws AppError store/disk-full, store/disk, store/newer, store/other-network
 */
export function openStore(options: OpenOptions): OpenedStore {
  const { dir, freeBytes = freeBytesOf } = options;
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const path = join(dir, FILE);
  // Only the process under the app's single-instance lock opens this file, so a lock that is here already is a dead process's.
  clearLock(path);
  const events: StoreEvent[] = [];
  let db = openSound(options, path, freeBytes, events);
  const network = meta(db, 'network');
  if (network !== null && network !== options.network) {
    db.close();
    throw new AppError('store/other-network', 'this database belongs to another network', { context: { network } });
  }
  const instance = meta(db, 'instance');
  if (instance !== null && options.instance !== null && instance !== options.instance) {
    db.close();
    const aside = setAside(dir, `wallet-${instance.replace(/[^0-9a-z]/gi, '').slice(0, 64)}.db`);
    events.push({ kind: 'practice-reset', aside });
    db = openSound(options, path, freeBytes, events);
  }
  const opened = db;
  opened.transaction(() => {
    setMeta(opened, 'network', options.network);
    if (options.instance !== null) setMeta(opened, 'instance', options.instance);
  });
  return { db: opened, events };
}

function openSound(options: OpenOptions, path: string, freeBytes: FreeBytes, events: StoreEvent[]): WalletDatabase {
  try {
    return openMigrated(path, options.dir, freeBytes);
  } catch (thrown) {
    if (!(thrown instanceof AppError) || thrown.code !== 'store/damaged') throw thrown;
  }
  const aside = setAside(options.dir, `wallet-damaged-${options.now}.db`);
  const fresh = openMigrated(path, options.dir, freeBytes);
  let complete = false;
  try {
    const old = new WalletDatabase(join(options.dir, aside), options.dir, freeBytes);
    try {
      complete = salvage(old, fresh).complete;
    } finally {
      old.close();
    }
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown;
  }
  events.push({ kind: 'rebuilt', aside, complete });
  return fresh;
}

function openMigrated(path: string, dir: string, freeBytes: FreeBytes): WalletDatabase {
  const db = new WalletDatabase(path, dir, freeBytes);
  try {
    migrate(db);
    const check = db.get('PRAGMA quick_check(1)');
    if (check === null || text(check, 'quick_check') !== 'ok') throw new AppError('store/damaged', 'the database fails its own check');
    return db;
  } catch (thrown) {
    db.close();
    throw thrown;
  }
}

/** Renames the database and its journal; a name that is taken gets a number. @returns the new file name */
function setAside(dir: string, wanted: string): string {
  let name = wanted;
  for (let number = 2; existsSync(join(dir, name)); number += 1) name = wanted.replace(/\.db$/, `-${number}.db`);
  clearLock(join(dir, FILE));
  renameSync(join(dir, FILE), join(dir, name));
  const journal = join(dir, `${FILE}-journal`);
  if (existsSync(journal)) renameSync(journal, join(dir, `${name}-journal`));
  return name;
}

function clearLock(path: string): void {
  if (existsSync(`${path}.lock`)) rmdirSync(`${path}.lock`);
}

function meta(db: WalletDatabase, key: string): string | null {
  const row = db.get('SELECT value FROM meta WHERE key = ?', [key]);
  return row === null ? null : text(row, 'value');
}

function setMeta(db: WalletDatabase, key: string, value: string): void {
  db.run('INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value', [key, value]);
}
