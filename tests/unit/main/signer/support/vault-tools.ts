// Tools for vault tests: seeded random bytes, a standing clock and a key derivation too weak for anything but tests.

import { createHash } from 'node:crypto';
import { chooseArgon2id } from '../../../../../main/signer/vault/argon2';
import type { KdfPolicy } from '../../../../../main/signer/vault/kdf';
import { WalletLibrary, type LibraryTools } from '../../../../../main/signer/vault/library';
import type { VaultDisk } from '../../../../../main/signer/vault/disk';
import type { LockOwner, ProcessTable } from '../../../../../main/signer/vault/lock-file';
import type { Vault } from '../../../../../main/signer/vault/vault';

export const WEAK_KDF: KdfPolicy = { make: { m: 64, t: 1, p: 1 }, least: { m: 8, t: 1, p: 1 }, most: { m: 1_048_576, t: 16, p: 4 } };
const NOW = 1_790_000_000;
export const PASSWORD = 'correct horse battery staple';
export const ROOT = '/profile/wallets';

export function seededRandom(seed = 'vault tests'): (length: number) => Uint8Array {
  let counter = 0;
  return (length) => {
    const parts: Buffer[] = [];
    for (let have = 0; have < length; have += 32) parts.push(createHash('sha256').update(`${seed}:${counter++}`).digest());
    return new Uint8Array(Buffer.concat(parts).subarray(0, length));
  };
}

export const processesNamed = (self: LockOwner, running: readonly LockOwner[] = []): ProcessTable => ({
  self: async () => self,
  runs: async (owner) => running.some((one) => one.pid === owner.pid && one.start === owner.start),
});

export function libraryTools(disk: VaultDisk, changes: Partial<LibraryTools> = {}): LibraryTools {
  return { disk, random: seededRandom(), hash: chooseArgon2id().hash, now: () => NOW, kdf: WEAK_KDF, processes: processesNamed({ pid: 1, start: 'a' }), ...changes };
}

export const libraryOn = (disk: VaultDisk, changes: Partial<LibraryTools> = {}): WalletLibrary => new WalletLibrary(libraryTools(disk, changes), ROOT, 'practice');

export const ENTROPY = Uint8Array.from({ length: 16 }, (_, index) => index * 7 + 1);

/** A wallet with every kind of record. */
export function fillVault(vault: Vault): void {
  vault.add('seed', { meta: { language: 'english', passphrase: false, fingerprint: '9f3a11c2' }, secret: Uint8Array.from(ENTROPY) });
  vault.add('key', { meta: { name: 'old node', family: 'flux', compressed: true, use: 'keep', created: NOW }, secret: new Uint8Array(32).fill(7) });
  vault.add('ssp', { meta: { name: 'phone and desk', family: 'flux', compressed: true, redeemScript: '52'.repeat(71), created: NOW }, secret: new Uint8Array(32).fill(9) });
  vault.add('xpub', { meta: { accounts: [] }, secret: new Uint8Array(0) });
  vault.add('meta', { meta: { name: 'Savings', origin: 'created', created: NOW, writtenDownAt: NOW, checkedAt: null }, secret: new Uint8Array(0) });
  vault.add('book', { meta: { contacts: [], paid: [] }, secret: new Uint8Array(0) });
}
