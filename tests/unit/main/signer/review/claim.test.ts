// Claims of parallel mining: the phrase, who signs it, and who gets what; said in words because no byte of it says so.

import vectors from '../../../../vectors/signed-messages.json';
import * as ecc from 'tiny-secp256k1';
import { zReview, type MessagePurpose } from '../../../../../shared/contract/money-path';
import { hash160 } from '../../../../../shared/crypto/hashes';
import { verifyMessage } from '../../../../../shared/flux/message';
import { bitcoinKey, contact, evmKey, fluxKey, importedKey, makeKit, privateKeyOf, publicKeyOf, refusedWith, stranger, STRANGER_EVM, type Kit } from './kit';
import { ownEvm, ownFlux, type MessageIntent } from './swap-kit';

const PHRASE = vectors.ours.message;
const bytesOf = (base64: string): Uint8Array => Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));

type Claim = Extract<MessagePurpose, { kind: 'mining-claim' }>;
const claim = (kit: Kit, purpose: Partial<Claim> = {}, more: Partial<MessageIntent> = {}): MessageIntent => ({
  kind: 'sign-message', scheme: 'flux', key: fluxKey(0), address: ownFlux(kit), message: PHRASE,
  purpose: { kind: 'mining-claim', target: 'base', receiver: ownEvm(kit), arrives: '1250000000', ...purpose }, ...more,
});
const shared = (kit: Kit): Partial<MessageIntent> => ({ key: importedKey, address: kit.keys.scriptOf(importedKey, 'p2sh-multisig', 'flux').address });
const read = (kit: Kit, intent: MessageIntent) => kit.reviewer.review({ intent, plan: { kind: 'message' } });
const ids = (kit: Kit, intent: MessageIntent): string[] => read(kit, intent).warnings.map(({ id }) => id);

it('on one chain names target, receiver and amount, and signs the phrase with the earning key and Flux’s magic', async () => {
  const kit = makeKit();
  const intent = claim(kit);
  const review = read(kit, intent);
  expect(zReview.parse(review)).toEqual(review);
  expect(review).toMatchObject({ action: 'claim', chain: 'flux', amount: null, fee: null, swap: null, message: { text: PHRASE, address: ownFlux(kit), scheme: 'flux', purpose: intent.purpose }, warnings: [] });
  const signed = await kit.reviewer.sign({ hash: review.hash });
  if (signed.kind !== 'message') throw new Error('not a message');
  const hash = hash160(publicKeyOf(privateKeyOf(fluxKey(0))));
  expect([verifyMessage(PHRASE, 'flux', bytesOf(signed.signature), hash, ecc), verifyMessage(PHRASE, 'bitcoin', bytesOf(signed.signature), hash, ecc)]).toEqual([true, false]);
  expect(kit.book.paid).toEqual([]);
});

it('of everything is paid to the earning address', () => {
  const kit = makeKit();
  expect(read(kit, claim(kit, { target: 'all', receiver: ownFlux(kit) }))).toMatchObject({ action: 'claim', warnings: [] });
});

it('to somebody else warns until that address is known', async () => {
  const kit = makeKit();
  const intent = claim(kit, { receiver: STRANGER_EVM });
  const review = read(kit, intent);
  expect(review.warnings.map(({ id }) => id)).toEqual(['swap-to-stranger', 'first-payment']);
  await kit.reviewer.sign({ hash: review.hash });
  expect(kit.book.paid).toEqual([{ chain: 'base', address: STRANGER_EVM }]);
  expect(ids(kit, intent)).toEqual([]);
  expect(read(kit, intent).checks).toEqual(['does-what-was-asked', 'no-look-alike', 'known-recipient']);
  expect(read(kit, claim(kit)).checks).toEqual(['does-what-was-asked']);
  kit.book.paid.length = 0;
  kit.book.contacts.push(contact('base', STRANGER_EVM));
  expect(ids(kit, intent)).toEqual([]);
  kit.book.contacts.splice(0, 1, contact('base', `0x5290${'0'.repeat(32)}9EE7`));
  expect(ids(kit, intent)).toEqual(['looks-like-known', 'swap-to-stranger', 'first-payment']);
});

it('on a chain without keys always warns', () => {
  const kit = makeKit();
  expect(ids(kit, claim(kit, { target: 'trx', receiver: 'TA7U2PTnHDyhHBns3X6NsDndjZDBUE3oUa' }))).toEqual(['swap-to-stranger']);
});

it.each<[string, string, (kit: Kit) => MessageIntent]>([
  ['any other text than a phrase', 'review/bad-message', (kit) => claim(kit, {}, { message: 'I claim' })],
  ['a phrase with something behind it', 'review/bad-message', (kit) => claim(kit, {}, { message: `${PHRASE}\n` })],
  ['a phrase with capital letters', 'review/bad-message', (kit) => claim(kit, {}, { message: PHRASE.toUpperCase() })],
  ['64 hex digits that begin as a phrase does', 'review/bad-message', (kit) => claim(kit, {}, { message: `${'1'.repeat(13)}${'a'.repeat(61)}` })],
  ['Bitcoin’s magic', 'review/plan-does-not-match-intent scheme', (kit) => claim(kit, {}, { scheme: 'bitcoin', key: bitcoinKey(0), address: kit.keys.scriptOf(bitcoinKey(0), 'p2pkh', 'bitcoin').address })],
  ['an address that is not the key’s', 'review/plan-does-not-match-intent address', (kit) => claim(kit, {}, { address: ownFlux(kit, 1) })],
  ['an address of somebody else', 'review/plan-does-not-match-intent address', (kit) => claim(kit, {}, { address: stranger('flux').address })],
  ['everything to another address', 'review/plan-does-not-match-intent receiver', (kit) => claim(kit, { target: 'all', receiver: ownFlux(kit, 1) })],
  ['everything to an EVM account', 'review/plan-does-not-match-intent receiver', (kit) => claim(kit, { target: 'all' })],
  ['a receiver of another kind of chain', 'review/recipient-address', (kit) => claim(kit, { receiver: ownFlux(kit) })],
  ['a mistyped receiver', 'review/recipient-address', (kit) => claim(kit, { receiver: STRANGER_EVM.replace('F', 'f') })],
  ['a mistyped receiver on a chain that is not held', 'review/recipient-address', (kit) => claim(kit, { target: 'kda', receiver: 'k:12' })],
  ['the zero address', 'review/zero-address', (kit) => claim(kit, { receiver: `0x${'00'.repeat(20)}` })],
  ['nothing to arrive', 'review/plan-does-not-match-intent arrives', (kit) => claim(kit, { arrives: '0' })],
  ['one chain by a shared address', 'review/shared-address', (kit) => claim(kit, {}, shared(kit))],
  ['a plain message by a shared address', 'review/shared-address', (kit) => claim(kit, {}, { ...shared(kit), purpose: null })],
])('is refused for %s', (_name, code, build) => {
  const kit = makeKit();
  expect(refusedWith(() => read(kit, build(kit)))).toBe(code);
});

describe('by one key of a shared address (SSP)', () => {
  it('of everything is signed with that key: the operator takes it with the redeem script', async () => {
    const kit = makeKit();
    const { address = '' } = shared(kit);
    const review = read(kit, claim(kit, { target: 'all', receiver: address }, shared(kit)));
    expect(review).toMatchObject({ action: 'claim', message: { address }, from: [{ address, path: 'imported' }] });
    const signed = await kit.reviewer.sign({ hash: review.hash });
    if (signed.kind !== 'message') throw new Error('not a message');
    expect(signed.address).toBe(address);
    expect(verifyMessage(PHRASE, 'flux', bytesOf(signed.signature), hash160(publicKeyOf(privateKeyOf(importedKey))), ecc)).toBe(true);
  });

  it('picks the key of this record when the wallet holds the others too', async () => {
    const kit = makeKit();
    const { address = '' } = shared(kit);
    Object.assign(kit.keys, { privateKeysOf: () => [privateKeyOf(importedKey, 'cosigner '), privateKeyOf(importedKey)] });
    const { hash } = read(kit, claim(kit, { target: 'all', receiver: address }, shared(kit)));
    const signed = await kit.reviewer.sign({ hash });
    if (signed.kind !== 'message') throw new Error('not a message');
    expect(verifyMessage(PHRASE, 'flux', bytesOf(signed.signature), hash160(publicKeyOf(privateKeyOf(importedKey))), ecc)).toBe(true);
  });
});

it('takes the phrases of claims on record', () => {
  const kit = makeKit();
  const phrases = vectors.found.filter(({ scheme }) => scheme === 'flux-magic').map(({ message }) => message);
  expect(phrases).toHaveLength(5);
  for (const message of phrases) expect(read(kit, claim(kit, {}, { message })).action).toBe('claim');
});

it('an approval of one claim is none of another with the same phrase', () => {
  const kit = makeKit();
  const other = kit.keys.scriptOf(evmKey, 'evm', 'ethereum').address;
  const intents = [claim(kit), claim(kit, { receiver: STRANGER_EVM }), claim(kit, { target: 'eth', receiver: other }), claim(kit, { arrives: '1' }), { ...claim(kit), purpose: null }];
  expect(new Set(intents.map((intent) => read(kit, intent).hash)).size).toBe(intents.length);
});
