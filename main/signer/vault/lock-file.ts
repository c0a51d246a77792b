// One writer per vault: a lock file with the pid and start time of its owner, so that the lock of a dead process is no obstacle.

import { z } from 'zod';
import { AppError } from '../../../shared/errors/app-error';
import { hasCode, type VaultDisk } from './disk';

const zOwner = z.strictObject({ pid: z.number().int().positive(), start: z.string().max(80) });
export type LockOwner = z.infer<typeof zOwner>;

/** What is known of processes: who we are, and whether the owner of a lock still runs. */
export interface ProcessTable {
  self(): Promise<LockOwner>;
  runs(owner: LockOwner): Promise<boolean>;
}

const MAX_LOCK_BYTES = 512;
const TRIES = 3;

export interface HeldLock {
  release(): Promise<void>;
}

/**
 * Takes the lock at `path`; a lock whose owner no longer runs, or that is unreadable (cut off by a crash), is replaced.
 * @throws AppError vault/in-use while its owner runs
 */
export async function takeLock(disk: VaultDisk, processes: ProcessTable, path: string): Promise<HeldLock> {
  const self = await processes.self();
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    try {
      await disk.create(path, new TextEncoder().encode(JSON.stringify(self)));
      return { release: () => releaseLock(disk, path, self) };
    } catch (error) {
      if (!hasCode(error, 'EEXIST')) throw error;
    }
    const owner = await readOwner(disk, path);
    if (owner && !isSame(owner, self) && (await processes.runs(owner))) {
      throw new AppError('vault/in-use', 'another process has this vault open', { context: { pid: owner.pid } });
    }
    await disk.remove(path);
  }
  throw new AppError('vault/in-use', 'another process keeps taking the lock');
}

async function releaseLock(disk: VaultDisk, path: string, self: LockOwner): Promise<void> {
  const owner = await readOwner(disk, path);
  if (owner && isSame(owner, self)) await disk.remove(path);
}

async function readOwner(disk: VaultDisk, path: string): Promise<LockOwner | null> {
  try {
    const bytes = await disk.read(path, MAX_LOCK_BYTES);
    const parsed = bytes && zOwner.safeParse(JSON.parse(new TextDecoder().decode(bytes)));
    return parsed?.success ? parsed.data : null;
  } catch {
    return null;
  }
}

const isSame = (one: LockOwner, other: LockOwner): boolean => one.pid === other.pid && one.start === other.start;
