// Makes SQLite play back the journal of a killed process (sqlite.org/fileformat2.html, 3 The Rollback Journal).
// node-sqlite3-wasm 0.8.60 answers "is the file reserved?" with yes as soon as its own lock folder stands, so SQLite takes every
// journal for one of a living process, ignores it, and reads a half-written file.

import fs from 'node:fs';
import { resolve } from 'node:path';

/**
 * Runs `open` (synchronous; it must read from the database) with that one answer corrected: the lock folder of `path` does not count.
 * Only for files that no other process can have open.
 */
export function withHotJournal<T>(path: string, open: () => T): T {
  const lock = `${resolve(path)}.lock`;
  const real = fs.accessSync;
  const accessSync: typeof fs.accessSync = (target, mode) => {
    if (target === lock) throw Object.assign(new Error('the lock is our own'), { code: 'ENOENT' });
    real(target, mode);
  };
  Object.defineProperty(fs, 'accessSync', { value: accessSync, configurable: true, writable: true });
  try {
    return open();
  } finally {
    Object.defineProperty(fs, 'accessSync', { value: real, configurable: true, writable: true });
  }
}
