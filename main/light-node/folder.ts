// The folder of the light node's data: where it lies, whether its volume has room, and how it moves.

import { cp, mkdir, realpath, readdir, rm, statfs, access, constants } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { NetworkId } from '../../shared/chains/ids';
import { AppError } from '../../shared/errors/app-error';

/** Name of our folder inside one that the person chose: nothing of theirs is touched. */
const OURS = 'fluxkeep-light-node';
const INSTANCE = /^[0-9a-f]{32}$/;

/**
 * The data folder of one network.
 * @param profile the folder in the profile @param chosen the person's, or null
 * @param instance names a practice network; each reset begins another chain
 */
export function nodeFolder(profile: string, chosen: string | null, network: NetworkId, instance: string | null): string {
  const base = chosen === null ? profile : join(chosen, OURS);
  return instance === null ? join(base, network) : join(base, network, instance);
}

/** Bytes free on the volume that a path lies on, through every link; null where the system does not say. */
export async function freeBytes(path: string): Promise<number | null> {
  try {
    const { bavail, bsize } = await statfs(await nearest(path));
    return bavail * bsize;
  } catch {
    return null;
  }
}

/** The folder that stands already on the way to `path`, with its links resolved. */
async function nearest(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch {
    const above = dirname(path);
    if (above === path) return path;
    return nearest(above);
  }
}

/** @param needed bytes @throws AppError light-node/folder-refused | light-node/no-room */
export async function checkFolder(folder: string, needed: number): Promise<void> {
  try {
    await access(folder, constants.W_OK | constants.X_OK);
  } catch (cause) {
    throw new AppError('light-node/folder-refused', 'nothing can be written there', { cause });
  }
  const free = await freeBytes(folder);
  if (free !== null && free < needed) throw new AppError('light-node/no-room', 'too little room there', { context: { freeMegabytes: Math.floor(free / 1e6), neededMegabytes: Math.ceil(needed / 1e6) } });
}

/**
 * Copies data to its new place; what is there already is kept as it is. The old place is emptied with `dropFolder` once the new one is settled.
 * @throws AppError light-node/not-moved; the old data is whole then, and the new place as it was
 */
export async function copyFolder(from: string, to: string): Promise<void> {
  if (await hasContent(to) || !(await hasContent(from))) return;
  try {
    await mkdir(to, { recursive: true, mode: 0o700 });
    await cp(from, to, { recursive: true });
  } catch (cause) {
    await dropFolder(to);
    throw new AppError('light-node/not-moved', 'the data could not be copied', { cause });
  }
}

/** Removes data that is not used any more; what cannot be removed only takes room. */
export async function dropFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined);
}

/** Chains of practice networks that were reset are gone for good. */
export async function dropOtherInstances(folder: string): Promise<void> {
  const parent = dirname(folder);
  for (const name of await readdir(parent).catch(() => [])) if (INSTANCE.test(name) && join(parent, name) !== folder) await dropFolder(join(parent, name));
}

async function hasContent(folder: string): Promise<boolean> {
  return (await readdir(folder).catch(() => [])).length > 0;
}
