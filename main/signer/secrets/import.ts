// Importing a key: a WIF for Flux, Bitcoin or both, or an SSP key with its redeem script; as a new wallet or into the open one.

import type { z } from 'zod';
import type { NetworkId } from '../../../shared/chains/ids';
import type { Handlers } from '../../../shared/contract/base';
import type { secretsCalls } from '../../../shared/contract/secrets';
import { equalBytes, toHex } from '../../../shared/crypto/bytes';
import { AppError } from '../../../shared/errors/app-error';
import { readRedeemScript, readWif, scriptOfImported, type ImportedKey } from '../keyring/imported';
import { importedKeys, type SignerSession } from '../session';
import type { Vault } from '../vault/vault';
import type { Attempts } from './attempts';
import { makeWallet } from './new-wallet';

type Calls = Pick<Handlers<typeof secretsCalls>, 'secrets.import.check' | 'secrets.import.finish'>;
type Finish = z.output<(typeof secretsCalls)['secrets.import.finish']['in']>;
interface Read {
  readonly privateKey: Uint8Array;
  readonly compressed: boolean;
  readonly redeemScript: Uint8Array | null;
}

/** @throws AppError wif/..., ssp/... */
function readKey(input: { kind: 'wif' | 'ssp'; key: string; redeemScript: string | null }, network: NetworkId): Read {
  const key = readWif(input.key, network);
  try {
    return { ...key, redeemScript: input.kind === 'ssp' ? readRedeemScript(input.redeemScript ?? '', key) : null };
  } catch (error) {
    key.privateKey.fill(0);
    throw error;
  }
}

const asImported = (read: Read, family: 'flux' | 'bitcoin'): ImportedKey => ({ ...read, id: '', name: '', family, kind: read.redeemScript ? 'ssp' : 'wif', use: 'keep' });

/** Adds the key once per family; @returns the records' ids */
function addRecords(vault: Vault, read: Read, { name, families, asFluxId }: Pick<Finish, 'name' | 'families' | 'asFluxId'>, created: number): string[] {
  const secret = read.privateKey;
  if (asFluxId) retireFluxId(vault);
  if (read.redeemScript) {
    assertNew(vault, read, 'flux');
    return [vault.add('ssp', { meta: { name, family: 'flux', compressed: true, redeemScript: toHex(read.redeemScript), created }, secret })];
  }
  // A key for the identity alone still needs a family; its address is Bitcoin-style.
  const wanted = families.length > 0 ? [...new Set(families)] : asFluxId ? (['bitcoin'] as const) : [];
  if (wanted.length === 0) throw new AppError('secrets/no-family', 'choose what the key is for');
  return wanted.map((family, at) => {
    assertNew(vault, read, family);
    return vault.add('key', { meta: { name, family, compressed: read.compressed, use: asFluxId && at === 0 ? 'flux-id' : 'keep', created }, secret });
  });
}

/** A wallet has one Flux ID: a key that was it before stays as an ordinary key. */
function retireFluxId(vault: Vault): void {
  for (const id of vault.list('key')) {
    const { meta, secret } = vault.read('key', id);
    if (meta.use === 'flux-id') vault.replace('key', id, { meta: { ...meta, use: 'keep' }, secret });
    secret.fill(0);
  }
}

/** The same key may stand for an address of its own, for one on the other chain, and in a script; each of them once. */
function assertNew(vault: Vault, read: Read, family: 'flux' | 'bitcoin'): void {
  const script = (redeemScript: Uint8Array | null) => (redeemScript === null ? '' : toHex(redeemScript));
  const known = importedKeys(vault);
  const same = known.some((key) => key.family === family && script(key.redeemScript) === script(read.redeemScript) && equalBytes(key.privateKey, read.privateKey));
  for (const { privateKey } of known) privateKey.fill(0);
  if (same) throw new AppError('secrets/already-imported', 'this key is already in the wallet');
}

export function importing(session: SignerSession, attempts: Attempts): Calls {
  return {
    'secrets.import.check': (input) => {
      try {
        const read = readKey(input, input.network);
        try {
          const families = read.redeemScript ? (['flux'] as const) : (['flux', 'bitcoin'] as const);
          return { problem: null, addresses: families.map((family) => ({ family, address: scriptOfImported(asImported(read, family), input.network).address })) };
        } finally {
          read.privateKey.fill(0);
        }
      } catch (error) {
        // What is wrong with a typed key is the answer here, not a failure of the call.
        if (error instanceof AppError) return { problem: error.code, addresses: [] };
        throw error;
      }
    },
    'secrets.import.finish': async (input) => {
      const read = readKey(input, input.network);
      try {
        return input.into === null ? await asNewWallet(session, input, read) : await intoOpenWallet(session, attempts, input, read, input.into);
      } finally {
        read.privateKey.fill(0);
      }
    },
  };
}

async function asNewWallet(session: SignerSession, input: Finish, read: Read) {
  const now = session.tools.now();
  let imported: string[] = [];
  const wallet = await makeWallet(session, input, '', (vault) => {
    imported = addRecords(vault, read, input, now);
    vault.add('xpub', { meta: { accounts: [] }, secret: new Uint8Array(0) });
    vault.add('meta', { meta: { name: input.name, origin: 'imported', created: now, writtenDownAt: null, checkedAt: null }, secret: new Uint8Array(0) });
    vault.add('book', { meta: { contacts: [], paid: [] }, secret: new Uint8Array(0) });
  });
  return { wallet, imported };
}

async function intoOpenWallet(session: SignerSession, attempts: Attempts, input: Finish, read: Read, into: string) {
  const { library, keyring } = session.open;
  const { vault } = library.open;
  if (vault.id !== into) throw new AppError('vault/locked', 'that wallet is not unlocked');
  if (library.network !== input.network) throw new AppError('vault/other-network', 'the key is of another network');
  await attempts.try(into, () => vault.assertPassword(input.password));
  const imported = await library.update((open) => addRecords(open, read, input, session.tools.now()));
  // The keyring learns the new records the way it learns them at unlock, so that the two cannot differ.
  keyring.replaceImported(importedKeys(vault));
  await session.changed();
  return { wallet: await library.entry(into), imported };
}
