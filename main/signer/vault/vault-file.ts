// One vault's folder on disk: vault.json, the generation before it, and the order of steps that survives a crash after any of them.

import { join } from 'node:path';
import { AppError } from '../../../shared/errors/app-error';
import { hasCode, type VaultDisk } from './disk';
import { removeQuietly, replaceFile, TEMP_MARK, writeTemp } from './durable-write';
import { decodeEnvelope, MAX_ENVELOPE_BYTES, type Envelope } from './envelope';
import type { Vault } from './vault';

export const VAULT_NAME = 'vault.json';
export const PREVIOUS_NAME = 'vault.json.prev';
export const LOCK_NAME = 'vault.lock';
const DAMAGED_NAME = 'vault.json.damaged';

/** A file as found: good, or named by what is wrong. */
export type VaultReading =
  | { readonly state: 'good'; readonly bytes: Uint8Array; readonly envelope: Envelope }
  | { readonly state: 'bad'; readonly error: AppError };

/** An error of the disk with a code of ours; the text of the system's error stays in the cause. */
export function diskError(step: string, cause: unknown): AppError {
  if (cause instanceof AppError) return cause;
  const full = hasCode(cause, 'ENOSPC', 'EDQUOT');
  return new AppError(full ? 'vault/disk-full' : 'vault/disk', full ? 'the disk is full' : 'the disk refused', { context: { step }, cause });
}

async function readNamed(disk: VaultDisk, folder: string, name: string, id: string): Promise<VaultReading> {
  const bad = (what: string, cause?: unknown): VaultReading => ({ state: 'bad', error: new AppError('vault/damaged', 'the vault file is damaged', { context: { what }, cause }) });
  try {
    const bytes = await disk.read(join(folder, name), MAX_ENVELOPE_BYTES);
    if (!bytes) return bad('missing');
    const envelope = decodeEnvelope(bytes);
    // A file copied here from another wallet's folder must not open as this one.
    return envelope.id === id ? { state: 'good', bytes, envelope } : bad('identity');
  } catch (error) {
    if (error instanceof AppError) return { state: 'bad', error };
    return hasCode(error, 'EFBIG') ? bad('size', error) : { state: 'bad', error: diskError('read', error) };
  }
}

export const readCurrent = (disk: VaultDisk, folder: string, id: string): Promise<VaultReading> => readNamed(disk, folder, VAULT_NAME, id);
export const readPrevious = (disk: VaultDisk, folder: string, id: string): Promise<VaultReading> => readNamed(disk, folder, PREVIOUS_NAME, id);

export interface SaveOptions {
  /** Generation that stands on disk as far as this process knows; null when the current file is known to be unreadable or new. */
  readonly expected: number | null;
  /** A generation that the new one must exceed. */
  readonly atLeast: number;
  /** After a fall-back: .prev is the only good file and stays, the current one is set aside whatever it looks like. */
  readonly fellBack: boolean;
}

/**
 * Writes the vault's next generation: temp, fsync, read back and verify, keep the old one as .prev, rename, fsync of the folder.
 * On failure the vault in memory is what it was on disk before, and so is the disk.
 * @throws AppError vault/changed-on-disk, vault/disk-full, vault/disk, vault/too-large
 */
export async function saveVault(disk: VaultDisk, folder: string, vault: Vault, { expected, atLeast, fellBack }: SaveOptions): Promise<void> {
  const before = vault.snapshot();
  const target = join(folder, VAULT_NAME);
  const temps: string[] = [];
  let replaced = false;
  let step = 'read';
  try {
    const current = await readCurrent(disk, folder, vault.id);
    if (expected !== null && (current.state === 'bad' || current.envelope.gen !== expected)) {
      throw new AppError('vault/changed-on-disk', 'the vault file is not the one that was opened', { context: { expected } });
    }
    const bytes = vault.bytesForSave(atLeast);
    step = 'write';
    const temp = await writeTemp(disk, target, bytes, (read) => vault.verify(read), MAX_ENVELOPE_BYTES);
    temps.push(temp);
    step = 'keep-previous';
    if (current.state === 'good' && !fellBack) {
      const kept = await writeTemp(disk, join(folder, PREVIOUS_NAME), current.bytes, () => undefined, MAX_ENVELOPE_BYTES);
      temps.push(kept);
      await disk.rename(kept, join(folder, PREVIOUS_NAME));
    } else {
      await setAside(disk, folder);
    }
    step = 'replace';
    await disk.rename(temp, target);
    replaced = true;
    step = 'sync-folder';
    await disk.syncFolder(folder);
  } catch (error) {
    if (!replaced) vault.restore(before);
    for (const temp of temps) await removeQuietly(disk, temp);
    throw diskError(step, error);
  }
}

/** Keeps an unreadable file under another name: nothing is deleted that somebody might still repair. */
async function setAside(disk: VaultDisk, folder: string): Promise<void> {
  const names = await disk.list(folder);
  if (!names.includes(VAULT_NAME)) return;
  let number = 1;
  while (names.includes(`${DAMAGED_NAME}-${number}`)) number += 1;
  await disk.rename(join(folder, VAULT_NAME), join(folder, `${DAMAGED_NAME}-${number}`));
}

/**
 * After a successful unlock: when the kept generation was wrapped otherwise (another password, weaker parameters) or is
 * unreadable, it is replaced by the current one, so that the old password opens nothing any more.
 */
export async function retirePrevious(disk: VaultDisk, folder: string, current: { bytes: Uint8Array; envelope: Envelope }): Promise<boolean> {
  if (!(await disk.list(folder)).includes(PREVIOUS_NAME)) return false;
  const previous = await readPrevious(disk, folder, current.envelope.id);
  if (previous.state === 'good' && previous.envelope.kdf.salt === current.envelope.kdf.salt) return false;
  try {
    await replaceFile(disk, folder, join(folder, PREVIOUS_NAME), current.bytes, MAX_ENVELOPE_BYTES);
  } catch (error) {
    throw diskError('retire-previous', error);
  }
  return true;
}

/** Removes what an interrupted write left behind. Only after a good read: until then a temporary may be all there is. */
export async function removeLeftovers(disk: VaultDisk, folder: string): Promise<void> {
  for (const name of await disk.list(folder)) {
    if (name.includes(TEMP_MARK)) await removeQuietly(disk, join(folder, name));
  }
}
