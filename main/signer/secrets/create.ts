// Creating a wallet: entropy is drawn and kept here, the words are shown, some of them are asked back, then the password.

import type { Handlers } from '../../../shared/contract/base';
import type { secretsCalls } from '../../../shared/contract/secrets';
import type { NetworkId } from '../../../shared/chains/ids';
import { AppError } from '../../../shared/errors/app-error';
import { wordsOf } from '../keyring/words';
import type { SignerSession } from '../session';
import { keyringOf, makeSeedWallet, previewOf } from './new-wallet';

/** How many words are asked back. */
const ASKED = { 12: 3, 24: 4 } as const;

interface Draft {
  readonly words: 12 | 24;
  readonly network: NetworkId;
  readonly entropy: Uint8Array;
  ask: number[];
  checked: boolean;
}
type Calls = Pick<Handlers<typeof secretsCalls>, 'secrets.create.begin' | 'secrets.create.check' | 'secrets.create.finish'>;

export interface Creation {
  readonly handlers: Calls;
  /** Forgets the drawn phrase: the window was closed. */
  forget(): void;
}

export function creation(session: SignerSession): Creation {
  let draft: Draft | null = null;
  const { random } = session.tools;
  const forget = (): void => {
    draft?.entropy.fill(0);
    draft = null;
  };
  const current = (): Draft => {
    if (!draft) throw new AppError('secrets/no-draft', 'no phrase has been drawn');
    return draft;
  };

  return {
    forget,
    handlers: {
      'secrets.create.begin': ({ words, network }) => {
        session.wallets.assertAllowed(network);
        // Going back shows the same phrase: somebody may have written it down already.
        if (!draft || draft.words !== words || draft.network !== network) {
          forget();
          draft = { words, network, entropy: Uint8Array.from(random((words / 3) * 4)), ask: [], checked: false };
        }
        draft.ask = distinct(random, ASKED[words], words);
        draft.checked = false;
        const keyring = keyringOf(network, draft.entropy, '');
        try {
          return { words: wordsOf(draft.entropy), fingerprint: previewOf(keyring).fingerprint, ask: draft.ask };
        } finally {
          keyring.wipe();
        }
      },
      'secrets.create.check': ({ answers }) => {
        const { entropy, ask } = current();
        const words = wordsOf(entropy);
        const given = new Map(answers.map(({ place, word }) => [place, word.trim().toLowerCase()]));
        const wrong = ask.filter((place) => given.get(place) !== words[place]);
        current().checked = wrong.length === 0;
        return { ok: wrong.length === 0, wrong };
      },
      'secrets.create.finish': async ({ name, password }) => {
        const { network, entropy, checked } = current();
        if (!checked) throw new AppError('secrets/not-checked', 'the written-down words have not been checked');
        const entry = await makeSeedWallet(session, { network, name, password, entropy, passphrase: '', origin: 'created' });
        forget();
        return entry;
      },
    },
  };
}

/** `count` different places below `below`, in order; drawn without bias. */
function distinct(random: (length: number) => Uint8Array, count: number, below: number): number[] {
  const places = new Set<number>();
  const limit = 256 - (256 % below);
  while (places.size < count) {
    const [byte] = random(1);
    if (byte !== undefined && byte < limit) places.add(byte % below);
  }
  return [...places].sort((one, other) => one - other);
}
