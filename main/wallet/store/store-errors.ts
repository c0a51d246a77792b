// Names for what SQLite and the disk can do to us; the window chooses its words by these codes.

import { AppError } from '../../../shared/errors/app-error';

export type StoreErrorCode = 'store/disk-full' | 'store/damaged' | 'store/in-use' | 'store/disk' | 'store/newer' | 'store/misuse';

/** Bytes that a folder's disk still takes; null where the system does not tell. */
export type FreeBytes = (dir: string) => number | null;

/** SQLite writes a journal and pages; below this a failed write is put down to the disk being full. */
const NEARLY_FULL = 1_000_000;

/**
 * A thrown SQLite error as an AppError.
 * The WebAssembly VFS reports ENOSPC as "disk I/O error", so the free space decides between the two.
 */
export function storeError(thrown: unknown, dir: string, freeBytes: FreeBytes): AppError {
  if (thrown instanceof AppError) return thrown;
  const message = thrown instanceof Error ? thrown.message : '';
  return new AppError(codeOf(message, dir, freeBytes), 'the wallet database refused', { cause: thrown });
}

function codeOf(message: string, dir: string, freeBytes: FreeBytes): StoreErrorCode {
  if (/disk is full/i.test(message)) return 'store/disk-full';
  if (/malformed|not a database|corrupt/i.test(message)) return 'store/damaged';
  if (/database is locked|busy/i.test(message)) return 'store/in-use';
  if (/disk I\/O error|unable to open|readonly/i.test(message)) {
    const free = freeBytes(dir);
    return free !== null && free < NEARLY_FULL ? 'store/disk-full' : 'store/disk';
  }
  return 'store/misuse';
}
