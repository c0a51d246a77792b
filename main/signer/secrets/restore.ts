// Restoring a wallet from its words, with or without a passphrase; and the recovery check, which is the same without making anything.

import type { Handlers } from '../../../shared/contract/base';
import type { secretsCalls } from '../../../shared/contract/secrets';
import { timingSafeEqual } from 'node:crypto';
import { AppError } from '../../../shared/errors/app-error';
import { entropyFromWords, readWords } from '../keyring/words';
import type { SignerSession } from '../session';
import { keyringOf, makeSeedWallet, previewOf } from './new-wallet';

type Calls = Pick<Handlers<typeof secretsCalls>, 'secrets.restore.check' | 'secrets.restore.finish' | 'secrets.recheck'>;

export function restoring(session: SignerSession): Calls {
  return {
    'secrets.restore.check': ({ words, passphrase, network }) => {
      const read = readWords(words);
      if (!read.ok) return { problem: read.problem, preview: null };
      const keyring = keyringOf(network, read.entropy, passphrase);
      try {
        return { problem: null, preview: previewOf(keyring) };
      } finally {
        read.entropy.fill(0);
        keyring.wipe();
      }
    },
    'secrets.restore.finish': async ({ words, passphrase, network, name, password }) => {
      const entropy = entropyFromWords(words);
      try {
        return await makeSeedWallet(session, { network, name, password, entropy, passphrase, origin: 'restored' });
      } finally {
        entropy.fill(0);
      }
    },
    'secrets.recheck': async ({ words, passphrase }) => {
      const { library } = session.open;
      const record = library.open.vault.readSingle('seed');
      if (!record) throw new AppError('keys/no-seed', 'this wallet has no recovery phrase');
      const typed = readWords(words);
      try {
        if (!typed.ok || !sameWallet(typed.entropy, record.secret)) return { ok: false };
        const keyring = keyringOf(library.network, typed.entropy, record.meta.passphrase ? passphrase : '');
        const same = keyring.fingerprint === record.meta.fingerprint;
        keyring.wipe();
        if (!same) return { ok: false };
      } finally {
        record.secret.fill(0);
        if (typed.ok) typed.entropy.fill(0);
      }
      await library.update((vault) => {
        const meta = vault.readSingle('meta')?.meta;
        if (meta) vault.putSingle('meta', { meta: { ...meta, checkedAt: session.tools.now() }, secret: new Uint8Array(0) });
      });
      await session.changed();
      return { ok: true };
    },
  };
}

const sameWallet = (one: Uint8Array, other: Uint8Array): boolean => one.length === other.length && timingSafeEqual(one, other);
