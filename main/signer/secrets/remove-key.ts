// Removing an imported key: the window shows what the signer knows of it, and the password is asked again.

import type { Handlers } from '../../../shared/contract/base';
import type { secretsCalls } from '../../../shared/contract/secrets';
import { AppError } from '../../../shared/errors/app-error';
import type { SignerSession } from '../session';
import type { Attempts } from './attempts';

type Calls = Pick<Handlers<typeof secretsCalls>, 'secrets.removeKey.preview' | 'secrets.removeKey'>;

export function keyRemoval(session: SignerSession, attempts: Attempts): Calls {
  /** @throws AppError keys/foreign, keys/last-key */
  const removable = (id: string) => {
    const { keyring } = session.open;
    const all = keyring.describeImported();
    const key = all.find((one) => one.id === id);
    if (!key) throw new AppError('keys/foreign', 'no such key in this wallet');
    // Nothing would be left to open.
    if (!keyring.hasSeed && all.length === 1) throw new AppError('keys/last-key', 'a wallet without a phrase keeps its last key');
    return key;
  };
  return {
    'secrets.removeKey.preview': ({ id }) => {
      const { name, kind, family, address } = removable(id);
      return { name, kind, family, address, fluxId: session.open.keyring.importedFluxId === id };
    },
    'secrets.removeKey': async ({ id, password }) => {
      const { library, keyring } = session.open;
      const { kind } = removable(id);
      await attempts.try(library.open.vault.id, () => library.open.vault.assertPassword(password));
      await library.update((vault) => vault.remove(kind === 'ssp' ? 'ssp' : 'key', id));
      keyring.removeImported(id);
      await session.changed();
    },
  };
}
