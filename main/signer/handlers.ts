// What main may ask of the signer: no call here carries a password, a phrase or a key.

import type { Handlers } from '../../shared/contract/base';
import type { signerCalls } from '../../shared/contract/signer';
import { selfCheck, type Loaders } from './self-check';
import type { SignerSession } from './session';

export function signerHandlers(session: SignerSession, loaders: Loaders): Handlers<typeof signerCalls> {
  return {
    'signer.wallets': () => session.wallets.list(),
    'signer.rename': async ({ id, name }) => {
      await (await session.wallets.anyLibraryOf(id)).describe(id, { name });
      if (!session.isOpen || session.open.library.open.vault.id !== id) return;
      await session.open.library.update((vault) => {
        const meta = vault.readSingle('meta')?.meta;
        if (meta) vault.putSingle('meta', { meta: { ...meta, name }, secret: new Uint8Array(0) });
      });
      await session.changed();
    },
    'signer.unlocked': () => (session.isOpen ? session.view() : null),
    'signer.review': (request) => session.open.reviewer.review(request),
    'signer.sign': (request) => session.open.reviewer.sign(request),
    'signer.forget': (request) => {
      if (session.isOpen) session.open.reviewer.forget(request);
    },
    'signer.address': ({ key, chain, scriptType }) => {
      const { address, path } = session.open.keyring.scriptOf(key, scriptType, chain);
      return { address, path };
    },
    'signer.contacts': () => [...session.open.book.contacts()],
    'signer.putContact': (contact) => session.open.book.put(contact),
    'signer.removeContact': ({ id }) => session.open.book.remove(id),
    'signer.describe': ({ family, index }) => session.describe(family, index),
    'signer.practiceTime': (time) => session.tools.practiceClock.tell(time),
    'signer.selfCheck': () => selfCheck(loaders),
  };
}
