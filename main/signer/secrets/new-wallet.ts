// Making a wallet's file: from entropy (created or restored) or around imported keys. Refuses weak passwords whatever the window said.

import type { NetworkId } from '../../../shared/chains/ids';
import type { WalletEntry } from '../../../shared/contract/signer';
import { AppError } from '../../../shared/errors/app-error';
import { estimatePassword } from '../../../shared/password/estimate';
import { Keyring } from '../keyring/keyring';
import { FIRST_ACCOUNTS, RESTORED_ACCOUNTS } from '../keyring/paths';
import { seedFromEntropy } from '../keyring/seed';
import { openKeyring, type SignerSession } from '../session';
import type { Vault } from '../vault/vault';

const NOTHING = new Uint8Array(0);

/** @throws AppError vault/password-weak */
export function assertStrong(password: string): void {
  const { acceptable, level } = estimatePassword(password);
  if (!acceptable) throw new AppError('vault/password-weak', 'the password is too easy to guess', { context: { level } });
}

/** The keyring of entropy and passphrase; the caller wipes it. */
export function keyringOf(network: NetworkId, entropy: Uint8Array, passphrase: string): Keyring {
  const seed = seedFromEntropy(entropy, passphrase);
  try {
    return Keyring.fromSeed(network, seed);
  } finally {
    seed.fill(0);
  }
}

/** Fingerprint and first Flux address: what a person compares. */
export function previewOf(keyring: Keyring): { fingerprint: string; firstAddress: string } {
  keyring.describe('flux:44:0');
  return { fingerprint: keyring.fingerprint, firstAddress: keyring.scriptOf({ kind: 'derived', account: 'flux:44:0', change: 0, index: 0 }, 'p2pkh', 'flux').address };
}

export interface SeedWallet {
  readonly network: NetworkId;
  readonly name: string;
  readonly password: string;
  readonly entropy: Uint8Array;
  readonly passphrase: string;
  readonly origin: 'created' | 'restored';
}

/** Writes a wallet with a phrase and opens it. @throws AppError vault/password-weak, vault/mainnet-refused, vault/disk-full, vault/disk */
export async function makeSeedWallet(session: SignerSession, wallet: SeedWallet): Promise<WalletEntry> {
  const { network, name, entropy, passphrase, origin } = wallet;
  const now = session.tools.now();
  const keyring = keyringOf(network, entropy, passphrase);
  try {
    const accounts = (origin === 'restored' ? RESTORED_ACCOUNTS : FIRST_ACCOUNTS).map((account) => keyring.describe(account));
    const fill = (vault: Vault): void => {
      vault.add('seed', { meta: { language: 'english', passphrase: passphrase !== '', fingerprint: keyring.fingerprint }, secret: entropy });
      vault.add('xpub', { meta: { accounts }, secret: NOTHING });
      // A restored phrase has just been typed in whole: that is the recovery check.
      vault.add('meta', { meta: { name, origin, created: now, writtenDownAt: now, checkedAt: origin === 'restored' ? now : null }, secret: NOTHING });
      vault.add('book', { meta: { contacts: [], paid: [] }, secret: NOTHING });
    };
    return await makeWallet(session, wallet, passphrase, fill);
  } finally {
    keyring.wipe();
  }
}

/** Writes a wallet whose records `fill` adds, and opens it. */
export async function makeWallet(session: SignerSession, wallet: { network: NetworkId; name: string; password: string }, passphrase: string, fill: (vault: Vault) => void): Promise<WalletEntry> {
  const library = session.wallets.library(wallet.network);
  assertStrong(wallet.password);
  const { vault } = await library.create(wallet.password, wallet.name, passphrase !== '', fill);
  const { wallet: entry } = await session.take(library, openKeyring(vault, passphrase));
  return entry;
}
