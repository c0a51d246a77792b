// Replacing a file so that after any crash either the old or the new content stands: temp, fsync, verify, rename, fsync of the folder.

import { randomBytes } from 'node:crypto';
import type { VaultDisk } from './disk';

/** Marks unfinished files; anything with this mark may be removed once the real file has been read. */
export const TEMP_MARK = '.tmp-';

/** Name of a temporary file beside `path`: pid and random bytes keep two writers apart. */
function tempName(path: string): string {
  return `${path}${TEMP_MARK}${process.pid}-${randomBytes(6).toString('hex')}`;
}

/**
 * Writes a temporary file beside `path`, brings it to the disk, and reads it back.
 * @param verify throws when what was read back is not what it should be
 * @returns the temporary's path, ready to be renamed; on failure it is removed as far as possible
 */
export async function writeTemp(disk: VaultDisk, path: string, bytes: Uint8Array, verify: (read: Uint8Array) => void, most: number): Promise<string> {
  const temp = tempName(path);
  try {
    await disk.create(temp, bytes);
    await disk.sync(temp);
    const read = await disk.read(temp, most);
    if (!read || !Buffer.from(read).equals(bytes)) throw new Error('the file just written reads back differently');
    verify(read);
    return temp;
  } catch (error) {
    await removeQuietly(disk, temp);
    throw error;
  }
}

/** Removes a leftover; failing to do so is no second error. */
export async function removeQuietly(disk: VaultDisk, path: string): Promise<void> {
  try {
    await disk.remove(path);
  } catch {
    // The first failure is the one to report; leftovers are removed after the next good read.
  }
}

/** Replaces `path` durably. */
export async function replaceFile(disk: VaultDisk, folder: string, path: string, bytes: Uint8Array, most: number): Promise<void> {
  const temp = await writeTemp(disk, path, bytes, () => undefined, most);
  try {
    await disk.rename(temp, path);
  } catch (error) {
    await removeQuietly(disk, temp);
    throw error;
  }
  await disk.syncFolder(folder);
}
