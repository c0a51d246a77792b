// The steps of the first minutes, per way to begin. One list decides the rail, forward and back.

import type { NetworkId } from '../../../shared/chains/ids';
import { emptyPhrase } from '../words/phrase-entry';

export type Path = 'create' | 'restore' | 'import';
export type StepId = 'network' | 'start' | 'password' | 'phrase' | 'check' | 'words' | 'key' | 'ready';

export const STEPS: Record<Path, readonly StepId[]> = {
  create: ['network', 'start', 'password', 'phrase', 'check', 'ready'],
  restore: ['network', 'start', 'words', 'password', 'ready'],
  import: ['network', 'start', 'key', 'password', 'ready'],
};

/** A key as it was typed, with what the signer said of it. */
export interface KeyDraft {
  kind: 'wif' | 'ssp';
  key: string;
  redeemScript: string;
  families: readonly ('flux' | 'bitcoin')[];
  asFluxId: boolean;
}
export const EMPTY_KEY: KeyDraft = { kind: 'wif', key: '', redeemScript: '', families: [], asFluxId: false };

export interface Drawn {
  words: readonly string[];
  fingerprint: string;
  ask: readonly number[];
}

/** Everything typed so far. Dropped as a whole when the wallet stands or the window closes. */
export interface Draft {
  network: NetworkId;
  path: Path | null;
  name: string;
  password: string;
  count: 12 | 24;
  drawn: Drawn | null;
  words: readonly string[];
  passphrase: string;
  key: KeyDraft;
}

export function emptyDraft(network: NetworkId, path: Path | null, name: string): Draft {
  return { network, path, name, password: '', count: 12, drawn: null, words: emptyPhrase(12), passphrase: '', key: EMPTY_KEY };
}

/** The draft once the wallet stands: nothing secret is left in it. */
export function withoutSecrets(draft: Draft): Draft {
  return { ...emptyDraft(draft.network, draft.path, draft.name), count: draft.count };
}
