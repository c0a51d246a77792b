// Message reviews: both magics, everything invisible made visible, machine-readable texts called dangerous.

import vectors from '../../../../vectors/signed-messages.json';
import * as ecc from 'tiny-secp256k1';
import { decodeBase58Check } from '../../../../../shared/crypto/base58check';
import { fromHex } from '../../../../../shared/crypto/bytes';
import { verifyMessage } from '../../../../../shared/flux/message';
import { hash160 } from '../../../../../shared/crypto/hashes';
import { zReview } from '../../../../../shared/contract/money-path';
import { machineText } from '../../../../../shared/links/meaning';
import { visibleText } from '../../../../../shared/text/visible';
import { signTextMessage } from '../../../../../main/signer/sign/message';
import { bitcoinKey, fluxKey, makeKit, privateKeyOf, publicKeyOf, refusedWith, type Kit } from './kit';
import type { MessageIntent } from '../../../../../main/signer/review/message';

const ask = (kit: Kit, message: string, scheme: 'flux' | 'bitcoin' = 'flux'): MessageIntent => {
  const key = scheme === 'flux' ? fluxKey(0) : bitcoinKey(0);
  return { kind: 'sign-message', scheme, key, address: kit.keys.scriptOf(key, 'p2pkh', scheme).address, message, purpose: null };
};
const bytesOf = (base64: string): Uint8Array => Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));

it.each(['flux', 'bitcoin'] as const)('a %s message is shown whole, signed and verified', async (scheme) => {
  const kit = makeKit();
  const intent = ask(kit, 'Hello,\nFlux!', scheme);
  const review = kit.reviewer.review({ intent, plan: { kind: 'message' } });
  expect(zReview.parse(review)).toEqual(review);
  expect(review).toMatchObject({ action: 'message', amount: null, fee: null, message: { text: 'Hello,\nFlux!', scheme, address: intent.address }, warnings: [] });
  const signed = await kit.reviewer.sign({ hash: review.hash });
  if (signed.kind !== 'message') throw new Error('not a message');
  const publicKey = publicKeyOf(privateKeyOf(intent.key));
  expect(verifyMessage(intent.message, scheme, bytesOf(signed.signature), hash160(publicKey), ecc)).toBe(true);
  expect(kit.book.paid).toEqual([]);
});

it('gives the signatures of the vectors', () => {
  const { ours } = vectors;
  const [privateKey, publicKey] = [fromHex(ours.privateKeyHex), fromHex(ours.publicKeyHex)];
  for (const scheme of ['flux', 'bitcoin'] as const) {
    expect(signTextMessage({ message: ours.message, scheme, privateKey, publicKey, ecc })).toBe(ours[scheme].signature);
  }
});

it('each verifies with its own magic and no other, and the mispaired one with none', () => {
  const keyHash = (address: string): Uint8Array => decodeBase58Check(address).slice(-20);
  const schemes = ['flux', 'bitcoin'] as const;
  const found = vectors.found.filter((one) => one.scheme === 'flux-magic' || one.scheme === 'bitcoin-magic');
  expect(found).toHaveLength(12);
  for (const { scheme, address = '', message, signature, verified } of found) {
    const right = scheme === 'flux-magic' ? 'flux' : 'bitcoin';
    for (const magic of schemes) expect(verifyMessage(message, magic, bytesOf(signature), keyHash(address), ecc)).toBe(verified && magic === right);
  }
  expect(found.filter((one) => !one.verified)).toHaveLength(1);
});

it.each<[string, string, string]>([
  ['a bidirectional override', 'pay \u202eeva', 'pay ⟨U+202E⟩eva'],
  ['a zero-width space', 'a\u200bb', 'a⟨U+200B⟩b'],
  ['control characters', 'a\r\u0000\u001b[2J', 'a⟨U+000D⟩⟨U+0000⟩⟨U+001B⟩[2J'],
  ['a tab', 'a\tb', 'a⟨U+0009⟩b'],
  ['a space that is not the usual one', 'a\u00a0b\u3000', 'a⟨U+00A0⟩b⟨U+3000⟩'],
  ['a line separator', 'a\u2028b', 'a⟨U+2028⟩b'],
  ['a tag character', 'a\u{e0041}', 'a⟨U+E0041⟩'],
  ['a line feed, letters and emoji, which stay', 'Grüße 你好 👍\n.', 'Grüße 你好 👍\n.'],
])('shows %s', (_name, text, shown) => {
  expect(visibleText(text)).toBe(shown);
});

it.each<[string, string, string | null]>([
  ['64 hex digits', 'ab'.repeat(32), 'hash'],
  ['64 hex digits with prefix and spaces', ` 0x${'AB'.repeat(32)}\n`, 'hash'],
  ['a FluxNode CONFIRM', 'COutPoint(d430804ffb, 0)011790797114', 'fluxnode'],
  ['a transaction in hex', '0400008085202f89'.repeat(6), 'hex'],
  ['63 hex digits', 'a'.repeat(63), null],
  ['plain words', 'I own this address', null],
])('%s as a message', (_name, message, kind) => {
  expect(machineText(message)).toBe(kind);
  const kit = makeKit();
  const review = kit.reviewer.review({ intent: ask(kit, message), plan: { kind: 'message' } });
  expect(review.warnings).toEqual(kind === null ? [] : [{ id: 'raw-data', level: 'danger', context: { kind } }]);
});

// Logins, claims and votes sign phrases of one shape: a page could show one that it has from elsewhere.
it.each<[string, string, 'flux' | 'bitcoin', 'danger' | 'warn' | null]>([
  ['a login phrase by a Flux ID', vectors.ours.message, 'bitcoin', 'warn'],
  ['the same by a Flux address, which nobody logs in with', vectors.ours.message, 'flux', 'danger'],
  ['with white space around it', ` ${vectors.ours.message}\n`, 'bitcoin', 'warn'],
  ['of a claim on record', '16301417985555l13bv6poyrniq1nezo0kruuu7q86sfnq8e4khef9p4s', 'flux', 'danger'],
  ['within a sentence', `log in with ${vectors.ours.message}`, 'bitcoin', null],
  ['twelve digits and base 36', '176722560000abcdefghijklmnopqrstuvwxyz', 'bitcoin', null],
  ['with a capital letter', '1767225600000Abcdefghijklmnopqrstuvwxyz', 'bitcoin', null],
])('a one-time phrase: %s', (_name, message, scheme, level) => {
  const kit = makeKit();
  const review = kit.reviewer.review({ intent: ask(kit, message, scheme), plan: { kind: 'message' } });
  expect(review.action).toBe('message');
  expect(review.warnings).toEqual(level === null ? [] : [{ id: 'raw-data', level, context: { kind: 'phrase' } }]);
});

it.each<[string, string, (kit: Kit) => MessageIntent]>([
  ['an address that is not the key’s', 'review/plan-does-not-match-intent address', (kit) => ({ ...ask(kit, 'x'), address: kit.keys.scriptOf(fluxKey(1), 'p2pkh', 'flux').address })],
  ['half a character', 'review/bad-message', (kit) => ask(kit, 'a\ud800b')],
  ['more invisible characters than can be shown', 'review/too-large', (kit) => ask(kit, '\u200b'.repeat(600))],
])('%s is refused', (_name, code, build) => {
  const kit = makeKit();
  expect(refusedWith(() => kit.reviewer.review({ intent: build(kit), plan: { kind: 'message' } }))).toBe(code);
});

it('gives another hash to another scheme, address or text', () => {
  const kit = makeKit();
  const hashes = [ask(kit, 'a'), ask(kit, 'b'), ask(kit, 'a', 'bitcoin'), { ...ask(kit, 'a'), key: fluxKey(1), address: kit.keys.scriptOf(fluxKey(1), 'p2pkh', 'flux').address }]
    .map((intent) => kit.reviewer.review({ intent, plan: { kind: 'message' } }).hash);
  expect(new Set(hashes).size).toBe(4);
});
