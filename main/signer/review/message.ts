// The review of a message: shown whole with everything invisible made visible, and told apart from what only looks like text.

import type { Intent, Review, Warning } from '../../../shared/contract/money-path';
import type { NetworkId } from '../../../shared/chains/ids';
import { decodeAddress } from '../../../shared/flux/address';
import { messageHash } from '../../../shared/flux/message';
import { isClaimPhrase } from '../../../shared/fusion/phrase';
import { fluxParams } from '../../../shared/hd/script-of-key';
import { readClaim } from './claim';
import { readCloud } from './cloud';
import { hashWithMeaning, messageReviewHash } from './hash';
import type { OwnScript, ReviewDeps } from './ports';
import { insist, insistMatch } from './refusal';
import { mostSevere, type Reviewed } from './reviewed';

export type MessageIntent = Extract<Intent, { kind: 'sign-message' }>;

/** Longest text that a review carries. */
const MAX_SHOWN = 4096;
/** Control, format (bidi, zero-width), separator, private and unassigned characters; a line feed stays a line feed. */
const INVISIBLE = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}]|(?! )\p{Zs}/gu;

/** The text with every character that cannot be seen written as its code point: `⟨U+202E⟩`. */
export function visibleText(text: string): string {
  return text.replace(INVISIBLE, (character) => `⟨U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`);
}

/**
 * Whether a message is something that machines act on: a transaction hash or FluxNode START id (64 hex digits),
 * a FluxNode CONFIRM, or any long run of hex that could be a transaction.
 */
export function machineText(message: string): 'hash' | 'fluxnode' | 'hex' | null {
  const bare = message.trim();
  if (/^(0x)?[0-9a-f]{64}$/i.test(bare)) return 'hash';
  if (/^COutPoint\(/.test(bare)) return 'fluxnode';
  return /^(0x)?(?:[0-9a-f]{2}){33,}$/i.test(bare) ? 'hex' : null;
}

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

/** @throws AppError `review/plan-does-not-match-intent` (what: address) | `review/bad-message` | `review/too-large` | as `readClaim` | as `signerOf` */
export function reviewMessage(intent: MessageIntent, deps: ReviewDeps): Reviewed {
  const { keys } = deps;
  const { scheme, key, message, purpose } = intent;
  // A lone surrogate has no UTF-8 form: what is signed would differ from what was given.
  insist(!/\p{Surrogate}/u.test(message), 'bad-message', 'the message is not whole text');
  const text = visibleText(message);
  insist(text.length <= MAX_SHOWN, 'too-large', 'the message is too long to be shown whole', { length: text.length });
  const own = signerOf(intent, deps);
  insistMatch(own.address === intent.address, 'address');
  const claim = purpose?.kind === 'mining-claim' ? readClaim(intent, purpose, own, deps) : null;
  const cloud = purpose === null || purpose.kind === 'mining-claim' ? null : readCloud(intent, purpose, own, deps, visibleText);
  const meaning = claim?.meaning ?? cloud?.meaning ?? null;
  const hash = messageReviewHash(keys.network, scheme, own.address, messageHash(message, scheme));
  const warnings = claim?.warnings ?? (cloud === null ? warningsOf(message, scheme) : []);
  const review: Review = {
    hash: meaning === null ? hash : hashWithMeaning(hash, meaning),
    network: keys.network,
    chain: scheme,
    action: cloud?.action ?? (claim === null ? 'message' : 'claim'),
    recipients: [],
    amount: null,
    fee: null,
    change: [],
    expiry: null,
    note: null,
    message: { text, address: own.address, scheme, purpose, ...(cloud?.app ? { app: cloud.app } : {}) },
    swap: null,
    starts: [],
    from: [{ address: own.address, path: own.path }],
    nonce: null,
    chainId: null,
    checks: ['does-what-was-asked', ...(claim?.checks ?? [])],
    warnings: mostSevere(warnings),
  };
  return { review, signable: { kind: 'message', scheme, message, key, own }, remember: claim?.remember ?? [] };
}
