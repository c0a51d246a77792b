// Hash functions against published values, and the hook for a faster SHA-256.
import { createHash } from 'node:crypto';
import { asciiBytes, concatBytes, toHex } from '../../../../shared/crypto/bytes';
import { blake2b256, blake2b256After, hash160, ripemd160, sha256, sha256d, useNativeSha256 } from '../../../../shared/crypto/hashes';

const abc = asciiBytes('abc');
const nodeSha256 = (data: Uint8Array): Uint8Array => Uint8Array.from(createHash('sha256').update(data).digest());

afterEach(() => useNativeSha256(null));

test('known values', () => {
  expect(toHex(sha256(abc))).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  expect(toHex(sha256d(abc))).toBe('4f8b42c22dd3729b519ba6f68d2da7cc5b2d606d05daed5ad5128cc03e6c6358');
  expect(toHex(ripemd160(abc))).toBe('8eb208f7e05d987a9b044a8e98c6b087f15a0bfc');
  expect(toHex(hash160(abc))).toBe(toHex(ripemd160(sha256(abc))));
});

test('a native SHA-256 gives the same, and another function is not taken', () => {
  const portable = [sha256(abc), sha256d(abc), hash160(abc)].map(toHex);
  useNativeSha256(nodeSha256);
  expect([sha256(abc), sha256d(abc), hash160(abc)].map(toHex)).toEqual(portable);
  expect(() => useNativeSha256((data) => Uint8Array.from(createHash('sha1').update(data).digest()))).toThrow(expect.objectContaining({ code: 'hash/native-mismatch' }));
  expect(toHex(sha256(abc))).toBe(portable[0]);
});

test('personalised BLAKE2b: of nothing for prevouts (ZIP-143), and in two steps', () => {
  const tag = asciiBytes('ZcashPrevoutHash');
  expect(toHex(blake2b256(new Uint8Array(0), tag))).toBe('d53a633bbecf82fe9e9484d8a0e727c73bb9e68c96e72dec30144f6a84afa136');
  for (const length of [0, 1, 127, 128, 129, 220, 256, 300]) {
    const start = new Uint8Array(length).fill(7);
    const after = blake2b256After(start, tag);
    for (const rest of [new Uint8Array(0), abc, new Uint8Array(130).fill(9)]) expect(toHex(after.finish(rest))).toBe(toHex(blake2b256(concatBytes(start, rest), tag)));
  }
});
