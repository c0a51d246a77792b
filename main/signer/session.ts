// The open wallet: its keyring, address book and reviewer, and what the rest of the app is told of it.

import * as ecc from 'tiny-secp256k1';
import type { Descriptor } from '../../shared/contract/money-path';
import type { Unlocked } from '../../shared/contract/signer';
import { fromHex } from '../../shared/crypto/bytes';
import { AppError } from '../../shared/errors/app-error';
import { AddressBook } from './address-book';
import type { ImportedKey } from './keyring/imported';
import { Keyring } from './keyring/keyring';
import { accountsAt } from './keyring/paths';
import { seedFromEntropy } from './keyring/seed';
import type { PracticeClock } from './practice-clock';
import { createReviewer, type Reviewer } from './review';
import type { WalletLibrary } from './vault/library';
import type { Vault } from './vault/vault';
import type { Wallets } from './wallets';

export interface SessionTools {
  readonly random: (length: number) => Uint8Array;
  /** Milliseconds since 1970 by the system's clock. */
  readonly now: () => number;
  readonly practiceClock: PracticeClock;
  readonly emit: (event: 'signer.unlocked' | 'signer.changed' | 'signer.walletRemoved', payload: unknown) => void;
}

export interface OpenSession {
  readonly library: WalletLibrary;
  readonly keyring: Keyring;
  readonly book: AddressBook;
  readonly reviewer: Reviewer;
}

/** The keys of a vault. @throws AppError phrase/passphrase-needed, phrase/wrong-passphrase */
export function openKeyring(vault: Vault, passphrase: string | null): Keyring {
  const keyring = seedKeyring(vault, passphrase);
  keyring.replaceImported(importedKeys(vault));
  for (const { account } of vault.readSingle('xpub')?.meta.accounts ?? []) keyring.describe(account);
  return keyring;
}

/** The imported keys of a vault, private bytes included: for a keyring, which wipes them. */
export function importedKeys(vault: Vault): ImportedKey[] {
  return (['key', 'ssp'] as const).flatMap((type) =>
    vault.list(type).map((id): ImportedKey => {
      const { meta, secret } = vault.read(type, id);
      const redeemScript = 'redeemScript' in meta ? fromHex(meta.redeemScript) : null;
      return { id, name: meta.name, family: meta.family, kind: type === 'key' ? 'wif' : 'ssp', use: 'use' in meta ? meta.use : 'keep', privateKey: secret, compressed: meta.compressed, redeemScript };
    }),
  );
}

function seedKeyring(vault: Vault, passphrase: string | null): Keyring {
  const record = vault.readSingle('seed');
  if (!record) return Keyring.fromSeed(vault.network, null);
  const { meta, secret } = record;
  try {
    if (meta.passphrase && passphrase === null) throw new AppError('phrase/passphrase-needed', 'this wallet has a passphrase');
    const seed = seedFromEntropy(secret, meta.passphrase ? passphrase ?? '' : '');
    try {
      const keyring = Keyring.fromSeed(vault.network, seed);
      if (keyring.fingerprint === meta.fingerprint) return keyring;
      const { fingerprint } = keyring;
      keyring.wipe();
      throw new AppError('phrase/wrong-passphrase', 'the passphrase leads to another wallet', { context: { fingerprint } });
    } finally {
      seed.fill(0);
    }
  } finally {
    secret.fill(0);
  }
}

export class SignerSession {
  private current: OpenSession | null = null;

  constructor(readonly wallets: Wallets, readonly tools: SessionTools) {}

  /** @throws AppError vault/locked */
  get open(): OpenSession {
    if (!this.current) throw new AppError('vault/locked', 'no wallet is unlocked');
    return this.current;
  }

  get isOpen(): boolean {
    return this.current !== null;
  }

  /** Takes over the wallet that the library has just opened, and says so. */
  async take(library: WalletLibrary, keyring: Keyring): Promise<Unlocked> {
    const before = this.current;
    const { random, now, practiceClock } = this.tools;
    const book = new AddressBook(library, random, now);
    const clock = library.network === 'practice' ? { now: () => practiceClock.now(), speed: () => practiceClock.rate } : { now, speed: () => 1 };
    this.current = { library, keyring, book, reviewer: createReviewer({ keys: keyring, addresses: book, ecc, random, ...clock }) };
    before?.reviewer.forgetAll();
    before?.keyring.wipe();
    await this.wallets.closeOthers(library.network);
    const unlocked = await this.view();
    this.tools.emit('signer.unlocked', unlocked);
    return unlocked;
  }

  /** What the rest of the app may know of the open wallet. */
  async view(): Promise<Unlocked> {
    const { library, keyring } = this.open;
    const { vault, warnings } = library.open;
    const { address, path } = keyring.identity();
    const meta = vault.readSingle('meta')?.meta;
    return {
      wallet: await library.entry(vault.id),
      fingerprint: keyring.fingerprint,
      descriptors: this.descriptors(),
      imported: keyring.describeImported(),
      nodeKeys: keyring.nodeKeys(),
      fluxId: { address, key: { kind: 'flux-id' }, path },
      backup: { writtenDownAt: meta?.writtenDownAt ?? null, checkedAt: meta?.checkedAt ?? null },
      warnings: [...warnings],
    };
  }

  private descriptors(): Descriptor[] {
    const { library, keyring } = this.open;
    return (library.open.vault.readSingle('xpub')?.meta.accounts ?? []).map(({ account }) => keyring.describe(account));
  }

  async changed(): Promise<void> {
    this.tools.emit('signer.changed', await this.view());
  }

  /** The accounts of a family with this number; new ones are remembered. */
  async describe(family: Descriptor['family'], index: number): Promise<Descriptor[]> {
    const { library, keyring } = this.open;
    const described = accountsAt(family, index).map((account) => keyring.describe(account));
    const known = new Set(this.descriptors().map(({ account }) => account));
    const fresh = described.filter(({ account }) => !known.has(account));
    if (fresh.length > 0) {
      await library.update((vault) => {
        const accounts = vault.readSingle('xpub')?.meta.accounts ?? [];
        vault.putSingle('xpub', { meta: { accounts: [...accounts, ...fresh] }, secret: new Uint8Array(0) });
      });
    }
    return described;
  }

  /** Forgets everything that was open. The process ends soon after; this is for the moments between. */
  async close(): Promise<void> {
    const { current } = this;
    this.current = null;
    current?.reviewer.forgetAll();
    current?.keyring.wipe();
    await this.wallets.close();
  }
}
