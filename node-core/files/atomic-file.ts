// Whole files that are either the old or the new one after a crash: temporary file, fsync, rename, fsync of the folder.
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** Writes the names in a folder to the disk: a new file is there after a crash only when its name is. */
export function syncFolder(folder: string): void {
  // Windows cannot open a folder for sync; its rename is journaled by the file system.
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Replaces `path` with `content`. */
export function writeFileAtomic(path: string, content: string | Uint8Array): void {
  const temporary = `${path}.new`;
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const handle = openSync(temporary, 'w', 0o600);
  try {
    for (let offset = 0; offset < bytes.length; ) offset += writeSync(handle, bytes, offset);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(temporary, path);
  syncFolder(dirname(path));
}

/** The text of a file, or null when there is none; any other failure throws. */
export function readTextIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (thrown) {
    if (typeof thrown === 'object' && thrown !== null && 'code' in thrown && thrown.code === 'ENOENT') return null;
    throw thrown;
  }
}
