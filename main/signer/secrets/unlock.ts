// Unlocking, and what needs the password again: showing the phrase, changing the password, removing a wallet.

import type { Handlers } from '../../../shared/contract/base';
import type { secretsCalls } from '../../../shared/contract/secrets';
import { AppError } from '../../../shared/errors/app-error';
import type { Keyring } from '../keyring/keyring';
import { wordsOf } from '../keyring/words';
import { openKeyring, type SignerSession } from '../session';
import type { Vault } from '../vault/vault';
import type { Attempts } from './attempts';
import { assertStrong, keyringOf, previewOf } from './new-wallet';

type Calls = Pick<Handlers<typeof secretsCalls>, 'secrets.wallets' | 'secrets.unlock' | 'secrets.unlock.preview' | 'secrets.reveal' | 'secrets.changePassword' | 'secrets.remove'>;

export function unlocking(session: SignerSession, attempts: Attempts): Calls {
  const { wallets } = session;
  return {
    'secrets.wallets': () => wallets.list(),
    'secrets.unlock': async ({ id, password, passphrase, usePrevious }) => {
      const library = await wallets.libraryOf(id);
      const opened: { keyring?: Keyring } = {};
      try {
        const { vault } = await attempts.try(id, () =>
          library.unlock(id, password, usePrevious, (checked) => {
            opened.keyring = openKeyring(checked, passphrase);
          }),
        );
        const asks = asksPassphrase(vault);
        // A list that was rebuilt from the folders does not know yet.
        if ((await library.entry(id)).passphrase !== asks) await library.describe(id, { passphrase: asks });
        const unlocked = await session.take(library, opened.keyring ?? openKeyring(vault, passphrase));
        return { wallet: unlocked.wallet };
      } catch (error) {
        opened.keyring?.wipe();
        throw error;
      }
    },
    'secrets.unlock.preview': async ({ id, password, passphrase }) => {
      const library = await wallets.libraryOf(id);
      return attempts.try(id, () =>
        library.peek(id, password, (vault) => {
          const { secret } = phraseRecord(vault);
          const keyring = keyringOf(vault.network, secret, passphrase);
          try {
            return previewOf(keyring);
          } finally {
            secret.fill(0);
            keyring.wipe();
          }
        }),
      );
    },
    'secrets.reveal': async ({ password }) => {
      const { vault } = session.open.library.open;
      await attempts.try(vault.id, () => vault.assertPassword(password));
      const { meta, secret } = phraseRecord(vault);
      try {
        return { words: wordsOf(secret), fingerprint: meta.fingerprint };
      } finally {
        secret.fill(0);
      }
    },
    'secrets.changePassword': async ({ password, next }) => {
      const { library } = session.open;
      const { vault } = library.open;
      await attempts.try(vault.id, () => vault.assertPassword(password));
      assertStrong(next);
      await library.update((open) => open.rewrap(next));
    },
    'secrets.remove': async ({ id, password, typedName }) => {
      const entry = await wallets.entry(id);
      const library = await wallets.anyLibraryOf(id);
      if (password !== null) await attempts.try(id, () => library.assertPassword(id, password));
      else if (typedName === null || typedName.trim() !== entry.name) throw new AppError('secrets/name-differs', 'the typed name is not the name of this wallet');
      const wasOpen = session.isOpen && session.open.library.open.vault.id === id;
      if (wasOpen) await session.close();
      await library.remove(id);
      session.tools.emit('signer.walletRemoved', { id });
    },
  };
}

function asksPassphrase(vault: Vault): boolean {
  const record = vault.readSingle('seed');
  record?.secret.fill(0);
  return record?.meta.passphrase ?? false;
}

/** @throws AppError keys/no-seed */
function phraseRecord(vault: Vault) {
  const record = vault.readSingle('seed');
  if (!record) throw new AppError('keys/no-seed', 'this wallet has no recovery phrase');
  return record;
}
