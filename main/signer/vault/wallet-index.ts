// The list of wallets: ids, names, network, generation last seen. Unencrypted by need (it is read while locked); docs/vault.md says what it tells.

import { join } from 'node:path';
import { z } from 'zod';
import { zNetwork, zTime, zWalletId } from '../../../shared/contract/base';
import { canonicalJson } from './canonical-json';
import type { VaultDisk } from './disk';
import { replaceFile } from './durable-write';
import { diskError } from './vault-file';

const INDEX_NAME = 'index.json';
const MAX_INDEX_BYTES = 256 * 1024;

const zIndexed = z.strictObject({
  id: zWalletId,
  name: z.string().min(1).max(60),
  network: zNetwork,
  createdAt: zTime,
  passphrase: z.boolean(),
  /** Highest generation seen: an older file in its place is reported. A warning, not a protection. */
  gen: z.number().int().min(0),
});
const zIndex = z.strictObject({ format: z.literal('fluxkeep-wallets'), v: z.literal(1), wallets: z.array(zIndexed).max(500) });
export type Indexed = z.infer<typeof zIndexed>;

/** @returns the entries; null when the list is missing or unreadable, and the folders have to be asked instead */
export async function readIndex(disk: VaultDisk, root: string): Promise<Indexed[] | null> {
  try {
    const bytes = await disk.read(join(root, INDEX_NAME), MAX_INDEX_BYTES);
    const parsed = bytes && zIndex.safeParse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
    return parsed?.success ? parsed.data.wallets : null;
  } catch {
    return null;
  }
}

/** @throws AppError vault/disk-full, vault/disk */
export async function writeIndex(disk: VaultDisk, root: string, wallets: readonly Indexed[]): Promise<void> {
  const text = canonicalJson({ format: 'fluxkeep-wallets', v: 1, wallets });
  try {
    await replaceFile(disk, root, join(root, INDEX_NAME), new TextEncoder().encode(text), MAX_INDEX_BYTES);
  } catch (error) {
    throw diskError('index', error);
  }
}

/** The name of a wallet that only its folder tells of. */
export function nameless(id: string): string {
  return `Wallet ${id.slice(0, 4)}`;
}
