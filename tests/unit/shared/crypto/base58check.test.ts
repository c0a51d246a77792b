// Base58 against fluxd's own table, Base58Check against damaged texts.
import fc from 'fast-check';
import { decodeBase58, decodeBase58Check, encodeBase58, encodeBase58Check } from '../../../../shared/crypto/base58check';
import { equalBytes, fromHex, toHex } from '../../../../shared/crypto/bytes';
import vectors from '../../../vectors/flux-addresses.json';

const code = (text: string): Error => expect.objectContaining({ code: text });

test.each(vectors.base58_encode_decode.map(([hex, text]) => [hex ?? '', text ?? '']))('fluxd: %s', (hex, text) => {
  expect(encodeBase58(fromHex(hex))).toBe(text);
  expect(toHex(decodeBase58(text))).toBe(hex);
});

test('round trip, and no single changed character passes', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 80 }), fc.nat(), (payload, seed) => {
    const text = encodeBase58Check(payload);
    expect(equalBytes(decodeBase58Check(text), payload)).toBe(true);
    const place = seed % text.length;
    const other = text[place] === '2' ? '3' : '2';
    expect(() => decodeBase58Check(text.slice(0, place) + other + text.slice(place + 1))).toThrow(expect.objectContaining({ name: 'AppError' }));
  }));
});

test('each kind of wrong text has its code', () => {
  expect(() => decodeBase58('0OIl')).toThrow(code('base58/bad-character'));
  expect(() => decodeBase58('1'.repeat(161))).toThrow(code('base58/too-long'));
  expect(() => decodeBase58Check('11')).toThrow(code('base58/too-short'));
  expect(() => decodeBase58Check('11112')).toThrow(code('base58/bad-checksum'));
});
