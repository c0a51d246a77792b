// Where the profile keeps what: one folder per network, so that nothing of the two ever mixes.

import { join } from 'node:path';
import type { NetworkId } from '../../shared/chains/ids';

export interface ProfilePaths {
  readonly profile: string;
  readonly settings: string;
  readonly pids: string;
  readonly practice: string;
  /** The light node's data, unless the person chose another folder; a folder per network in it. */
  readonly lightNode: string;
  /** The worker's journal, key and cache; a folder per network in it. */
  readonly usefulWork: string;
  /** The signer's vaults of all networks; it keeps a folder per network in it. */
  readonly vaults: string;
  /** Folder of one wallet's database. */
  database(network: NetworkId, wallet: string): string;
}

export function profilePaths(profile: string): ProfilePaths {
  return {
    profile,
    settings: join(profile, 'settings.json'),
    pids: join(profile, 'processes.json'),
    practice: join(profile, 'practice-network'),
    lightNode: join(profile, 'light-node'),
    usefulWork: join(profile, 'useful-work'),
    vaults: join(profile, 'vaults'),
    database: (network, wallet) => join(profile, 'data', network, wallet),
  };
}

/** The folder of `--profile DIR` or `--profile=DIR`, or null. Chromium's own switches know the second form only. */
export function profileArgument(argv: readonly string[]): string | null {
  for (const [at, argument] of argv.entries()) {
    if (argument === '--profile') return argv[at + 1] ?? null;
    if (argument.startsWith('--profile=')) return argument.slice('--profile='.length) || null;
  }
  return null;
}
