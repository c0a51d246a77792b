// A vote of the xDAO: the phrase, who signs it, and what an approval of it covers beyond the phrase.

import vectors from '../../../../vectors/signed-messages.json';
import * as ecc from 'tiny-secp256k1';
import { zReview, type MessagePurpose } from '../../../../../shared/contract/money-path';
import { decodeBase58Check } from '../../../../../shared/crypto/base58check';
import { verifyMessage } from '../../../../../shared/flux/message';
import { fluxKey, makeKit, refusedWith, type Kit } from './kit';
import { ownFlux, type MessageIntent } from './swap-kit';

const PHRASE = vectors.ours.message;
type Vote = Extract<MessagePurpose, { kind: 'xdao-vote' }>;
const bytesOf = (base64: string): Uint8Array => Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
const fluxIdOf = (kit: Kit): string => kit.keys.scriptOf({ kind: 'flux-id' }, 'p2pkh', 'bitcoin').address;
const vote = (kit: Kit, purpose: Partial<Vote> = {}, more: Partial<MessageIntent> = {}): MessageIntent => ({
  kind: 'sign-message', scheme: 'bitcoin', key: { kind: 'flux-id' }, address: fluxIdOf(kit), message: PHRASE,
  purpose: { kind: 'xdao-vote', proposal: 'a'.repeat(64), topic: 'Lower a fee', yes: true, votes: 14.5, service: 'stats.runonflux.io', ...purpose }, ...more,
});
const read = (kit: Kit, intent: MessageIntent) => kit.reviewer.review({ intent, plan: { kind: 'message' } });

it('is signed by the Flux ID over the phrase alone, with Bitcoin’s magic, and said in words', async () => {
  const kit = makeKit();
  const review = read(kit, vote(kit));
  expect(zReview.parse(review)).toEqual(review);
  expect(review).toMatchObject({ action: 'vote', chain: 'bitcoin', amount: null, fee: null, recipients: [], warnings: [], message: { text: PHRASE, purpose: { kind: 'xdao-vote', yes: true, topic: 'Lower a fee', votes: 14.5 } } });
  const signed = await kit.reviewer.sign({ hash: review.hash });
  if (signed.kind !== 'message') throw new Error('not a message');
  expect(verifyMessage(PHRASE, 'bitcoin', bytesOf(signed.signature), decodeBase58Check(fluxIdOf(kit)).slice(1), ecc)).toBe(true);
});

it('has another approval for each proposal, choice, weight and service', () => {
  const kit = makeKit();
  const hashes = [{}, { yes: false }, { proposal: 'b'.repeat(64) }, { topic: 'Raise a fee' }, { votes: 15 }, { service: 'elsewhere.example' }].map((change) => read(kit, vote(kit, change)).hash);
  expect(new Set(hashes).size).toBe(hashes.length);
});

it('shows what is hidden in a topic', () => {
  const kit = makeKit();
  expect(read(kit, vote(kit, { topic: 'Vote \u202Eon' })).message?.purpose).toMatchObject({ topic: 'Vote ⟨U+202E⟩on' });
});

it.each<[string, (kit: Kit) => MessageIntent, string]>([
  ['another text than a phrase', (kit) => vote(kit, {}, { message: 'send all my coins' }), 'review/bad-message'],
  ['a phrase with something behind it', (kit) => vote(kit, {}, { message: `${PHRASE} ` }), 'review/bad-message'],
  ['a key that holds coins', (kit) => vote(kit, {}, { key: fluxKey(0), address: ownFlux(kit) }), 'review/plan-does-not-match-intent'],
  ['Flux’s magic', (kit) => vote(kit, {}, { scheme: 'flux' }), 'review/plan-does-not-match-intent'],
  ['no votes', (kit) => vote(kit, { votes: 0 }), 'review/plan-does-not-match-intent'],
])('refuses %s', (_what, intent, code) => {
  const kit = makeKit();
  expect(refusedWith(() => read(kit, intent(kit)))).toContain(code);
});
