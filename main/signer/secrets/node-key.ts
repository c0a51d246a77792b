// The key of a FluxNode's server, for the one window that may show it. It runs a node and moves no coins, so that the open wallet is enough.

import type { Handlers } from '../../../shared/contract/base';
import type { secretsCalls } from '../../../shared/contract/secrets';
import { toHex } from '../../../shared/crypto/bytes';
import { encodeWif } from '../../../shared/flux/wif';
import { fluxParams } from '../../../shared/hd/script-of-key';
import type { SignerSession } from '../session';

type Calls = Pick<Handlers<typeof secretsCalls>, 'secrets.nodeKey'>;

export function nodeKeys(session: SignerSession): Calls {
  return {
    'secrets.nodeKey': ({ index }) => {
      const { keyring } = session.open;
      const privateKey = keyring.nodePrivateKey(index);
      try {
        return { wif: encodeWif({ privateKey, compressed: true }, fluxParams(keyring.network)), publicKey: toHex(keyring.nodeKey(index).publicKey) };
      } finally {
        privateKey.fill(0);
      }
    },
  };
}
