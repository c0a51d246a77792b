// Signed messages under both magics: deterministic ones reproduced, found ones verified, changed ones refused.
import * as tiny from 'tiny-secp256k1';
import { decodeBase58Check } from '../../../../shared/crypto/base58check';
import { asciiBytes, fromHex, toHex } from '../../../../shared/crypto/bytes';
import { hash160, sha256 } from '../../../../shared/crypto/hashes';
import { addressOfPublicKey, decodeAddress } from '../../../../shared/flux/address';
import { messageHash, recoverMessageSigner, signMessage, verifyMessage, type MessageMagic } from '../../../../shared/flux/message';
import { FLUX_MAINNET } from '../../../../shared/flux/params';
import { decodeWif } from '../../../../shared/flux/wif';
import appMessage from '../../../vectors/app-message.json';
import vectors from '../../../vectors/flux-message-signing.json';
import found from '../../../vectors/signed-messages.json';

const fromBase64 = (text: string): Uint8Array => Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
const keyHashOf = (address: string): Uint8Array => (address.startsWith('t1') ? decodeAddress(address, FLUX_MAINNET).hash : decodeBase58Check(address).subarray(1));
const magicOf = (text: string): MessageMagic => (text.startsWith('Zelcash') ? 'flux' : 'bitcoin');

test.each(vectors.vectors.map((vector) => [vector.name, vector] as const))('%s', (_, vector) => {
  const magic = magicOf(vector.magic);
  const key = vector.private_key.length === 64 ? { privateKey: fromHex(vector.private_key), compressed: vector.compressed } : decodeWif(vector.private_key, FLUX_MAINNET);
  expect(key.compressed).toBe(vector.compressed);
  expect(toHex(messageHash(vector.message, magic))).toBe(vector.message_hash);
  const signature = signMessage(vector.message, magic, key, tiny);
  expect([toHex(signature), toHex(fromBase64(vector.signature_base64))]).toEqual([vector.signature_hex, vector.signature_hex]);
  expect(toHex(recoverMessageSigner(vector.message, magic, signature, tiny) ?? signature)).toBe(vector.public_key);
  expect(verifyMessage(vector.message, magic, signature, keyHashOf(vector.address), tiny)).toBe(true);
});

describe('found messages', () => {
  const rows = found.found.flatMap(({ scheme, message, address, signature, verified }) => (
    scheme === 'flux-magic' || scheme === 'bitcoin-magic' ? [{ scheme, message: message ?? '', address: address ?? '', signature, verified }] : []));
  test('both kinds are there', () => {
    expect(new Set(rows.map((row) => row.scheme)).size).toBe(2);
  });

  test.each(rows.map((row) => [row.address, row] as const))('%s', (_, row) => {
    const magic = row.scheme === 'flux-magic' ? 'flux' : 'bitcoin';
    const verified = verifyMessage(row.message, magic, fromBase64(row.signature), keyHashOf(row.address), tiny);
    expect(verified).toBe(row.verified);
    if (!verified) return;
    expect(verifyMessage(`${row.message} `, magic, fromBase64(row.signature), keyHashOf(row.address), tiny)).toBe(false);
    expect(verifyMessage(row.message, magic === 'flux' ? 'bitcoin' : 'flux', fromBase64(row.signature), keyHashOf(row.address), tiny)).toBe(false);
  });
});

test('our own key under both magics', () => {
  const { ours } = found;
  const key = decodeWif(ours.wif, FLUX_MAINNET);
  expect([toHex(key.privateKey), toHex(tiny.pointFromScalar(key.privateKey) ?? key.privateKey)]).toEqual([ours.privateKeyHex, ours.publicKeyHex]);
  expect(addressOfPublicKey(fromHex(ours.publicKeyHex), FLUX_MAINNET)).toBe(ours.fluxAddress);
  for (const [magic, row] of [['flux', ours.flux], ['bitcoin', ours.bitcoin]] as const) {
    expect(toHex(messageHash(ours.message, magic))).toBe(row.hash);
    expect(toHex(signMessage(ours.message, magic, key, tiny))).toBe(toHex(fromBase64(row.signature)));
  }
  expect(toHex(keyHashOf(ours.bitcoinAddress))).toBe(toHex(hash160(fromHex(ours.publicKeyHex))));
});

test('an app registration', () => {
  const text = `${appMessage.type}${appMessage.version}${appMessage.appSpecificationsJson}${appMessage.timestamp}`;
  expect(verifyMessage(text, 'bitcoin', fromBase64(appMessage.signature), keyHashOf(appMessage.owner), tiny)).toBe(true);
  expect(toHex(sha256(asciiBytes(text + appMessage.signature)))).toBe(appMessage.hash);
});

describe('bad input', () => {
  const key = { privateKey: new Uint8Array(32).fill(5), compressed: false };
  const publicKey = tiny.pointFromScalar(key.privateKey, false) ?? key.privateKey;

  test('the form of the key counts', () => {
    const signature = signMessage('text', 'flux', key, tiny);
    expect(recoverMessageSigner('text', 'flux', signature, tiny)).toHaveLength(65);
    expect(verifyMessage('text', 'flux', signature, hash160(publicKey), tiny)).toBe(true);
    expect(verifyMessage('text', 'flux', signature, hash160(tiny.pointCompress(publicKey, true)), tiny)).toBe(false);
  });

  test('shapes and values that are no signature', () => {
    const signature = signMessage('text', 'flux', key, tiny);
    for (const wrong of [new Uint8Array(0), signature.subarray(1), Uint8Array.from([26, ...signature.subarray(1)]), Uint8Array.from([35, ...signature.subarray(1)])]) {
      expect(() => recoverMessageSigner('text', 'flux', wrong, tiny)).toThrow(expect.objectContaining({ code: 'message/bad-signature' }));
    }
    expect(recoverMessageSigner('text', 'flux', Uint8Array.from([27, ...new Uint8Array(64)]), tiny)).toBeNull();
    expect(recoverMessageSigner('text', 'flux', Uint8Array.from([27, ...new Uint8Array(64).fill(0xff)]), tiny)).toBeNull();
    expect(() => signMessage('text', 'flux', { privateKey: new Uint8Array(32), compressed: true }, tiny)).toThrow(expect.objectContaining({ code: 'message/bad-key' }));
  });

  test('texts outside ASCII are taken as UTF-8', () => {
    expect(toHex(messageHash('grüß 🚀', 'bitcoin'))).toBe(toHex(messageHash(new TextEncoder().encode('grüß 🚀'), 'bitcoin')));
  });
});
