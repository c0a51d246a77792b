// The review of a message: shown whole with everything invisible made visible, and told apart from what only looks like text.

import type { Intent, Review, Warning } from '../../../shared/contract/money-path';
import type { NetworkId } from '../../../shared/chains/ids';
import { decodeAddress } from '../../../shared/flux/address';
import { messageHash } from '../../../shared/flux/message';
import { isClaimPhrase } from '../../../shared/fusion/phrase';
import { MAX_SIGNED_TEXT } from '../../../shared/links/error';
import { machineText } from '../../../shared/links/meaning';
import { fluxParams } from '../../../shared/hd/script-of-key';
import { readClaim, type MessageReading } from './claim';
import { readLink } from './link';
import { readCloud } from './cloud';
import { hashWithMeaning, messageReviewHash } from './hash';
import type { OwnScript, ReviewDeps } from './ports';
import { insist, insistMatch } from './refusal';
import { mostSevere, type Reviewed } from './reviewed';
import { visibleText } from '../../../shared/text/visible';
import { readVote } from './vote';

export type MessageIntent = Extract<Intent, { kind: 'sign-message' }>;

/**
 * One-time phrases of logins, claims and votes look the same: whoever shows one here may have it from a service that will take the
 * signature for something else. A Flux address signs such phrases for claims alone, and those have a screen of their own.
 */
function warningsOf(message: string, scheme: MessageIntent['scheme']): Warning[] {
  const kind = machineText(message);
  if (kind !== null) return [{ id: 'raw-data', level: 'danger', context: { kind } }];
  return isClaimPhrase(message.trim()) ? [{ id: 'raw-data', level: scheme === 'flux' ? 'danger' : 'warn', context: { kind: 'phrase' } }] : [];
}

/** Whether an address is of a script with several keys. What is no address is found out when it is compared with the key's own. */
function isShared(address: string, network: NetworkId): boolean {
  try {
    return decodeAddress(address, fluxParams(network)).kind === 'p2sh';
  } catch {
    return false;
  }
}

/**
 * The own address that a key signs for. One key of a shared address signs claims alone, which the operator takes together with the
 * redeem script; nobody else could check such a signature.
 * @throws AppError `review/shared-address`, or what the keyring refuses
 */
function signerOf({ key, scheme, address, purpose }: MessageIntent, { keys }: ReviewDeps): OwnScript {
  const shared = key.kind === 'imported' && scheme === 'flux' && isShared(address, keys.network);
  insist(!shared || purpose?.kind === 'mining-claim', 'shared-address', 'an address of several keys cannot sign a message');
  return keys.scriptOf(key, shared ? 'p2sh-multisig' : 'p2pkh', scheme);
}

/** A message with a purpose; null for the person's own text. */
function readPurpose(intent: MessageIntent, own: OwnScript, deps: ReviewDeps): (MessageReading & { readonly action: Review['action']; readonly app?: ReturnType<typeof readCloud>['app']; readonly purpose: NonNullable<MessageIntent['purpose']> }) | null {
  const { purpose } = intent;
  switch (purpose?.kind) {
    case undefined: return null;
    case 'mining-claim': return { ...readClaim(intent, purpose, own, deps), action: 'claim', purpose };
    case 'xdao-vote': return { ...readVote(intent, purpose), action: 'vote' };
    case 'fluxos-login':
    case 'app-register':
    case 'app-update': return { ...readCloud(intent, purpose, own, deps, visibleText), warnings: [], checks: [], remember: [], purpose };
    case 'link': return { ...readLink(intent, purpose, deps.keys.network), checks: [], remember: [], action: 'message', purpose };
  }
}

/** @throws AppError `review/plan-does-not-match-intent` (what: address) | `review/bad-message` | `review/too-large` | as `readClaim`, `readVote`, `readCloud` and `readLink` | as `signerOf` */
export function reviewMessage(intent: MessageIntent, deps: ReviewDeps): Reviewed {
  const { keys } = deps;
  const { scheme, key, message } = intent;
  // A lone surrogate has no UTF-8 form: what is signed would differ from what was given.
  insist(!/\p{Surrogate}/u.test(message), 'bad-message', 'the message is not whole text');
  const text = visibleText(message);
  insist(text.length <= MAX_SIGNED_TEXT, 'too-large', 'the message is too long to be shown whole', { length: text.length });
  const own = signerOf(intent, deps);
  insistMatch(own.address === intent.address, 'address');
  const meant = readPurpose(intent, own, deps);
  const hash = messageReviewHash(keys.network, scheme, own.address, messageHash(message, scheme));
  const warnings = meant?.warnings ?? warningsOf(message, scheme);
  const review: Review = {
    hash: meant === null ? hash : hashWithMeaning(hash, meant.meaning),
    network: keys.network,
    chain: scheme,
    action: meant?.action ?? 'message',
    recipients: [],
    amount: null,
    fee: null,
    change: [],
    expiry: null,
    note: null,
    message: { text, address: own.address, scheme, purpose: meant?.purpose ?? null, ...(meant?.app ? { app: meant.app } : {}) },
    swap: null,
    starts: [],
    from: [{ address: own.address, path: own.path }],
    nonce: null,
    chainId: null,
    checks: ['does-what-was-asked', ...(meant?.checks ?? [])],
    warnings: mostSevere(warnings),
  };
  return { review, signable: { kind: 'message', scheme, message, key, own }, remember: meant?.remember ?? [] };
}
