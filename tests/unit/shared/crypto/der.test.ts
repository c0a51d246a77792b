// Strict DER and low S against Wycheproof's Bitcoin set, verified by the curve library that ships.
import fc from 'fast-check';
import * as tiny from 'tiny-secp256k1';
import { equalBytes, fromHex, toHex } from '../../../../shared/crypto/bytes';
import { compactToDer, derToCompact, hasLowS, isInRange } from '../../../../shared/crypto/der';
import { sha256 } from '../../../../shared/crypto/hashes';
import { AppError } from '../../../../shared/errors/app-error';
import wycheproof from '../../../vectors/crypto/wycheproof_ecdsa_secp256k1_sha256_bitcoin.json';

function isValid(publicKey: Uint8Array, message: Uint8Array, der: Uint8Array): boolean {
  let compact: Uint8Array;
  try {
    compact = derToCompact(der);
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.code === 'signature/bad-der') return false;
    throw thrown;
  }
  return isInRange(compact) && hasLowS(compact) && tiny.verify(sha256(message), publicKey, compact, true);
}

test('all 463 cases are there', () => {
  expect(wycheproof.testGroups.reduce((sum, group) => sum + group.tests.length, 0)).toBe(463);
});

describe.each(wycheproof.testGroups.map((group, index) => [index, group] as const))('Wycheproof group %d', (_, group) => {
  test('every case', () => {
    const publicKey = fromHex(group.publicKey.uncompressed);
    for (const { tcId, msg, sig, result } of group.tests) {
      expect([tcId, isValid(publicKey, fromHex(msg), fromHex(sig))]).toEqual([tcId, result === 'valid']);
    }
  });
});

test('round trip of any 64 bytes', () => {
  fc.assert(fc.property(fc.uint8Array({ minLength: 64, maxLength: 64 }), (compact) => equalBytes(derToCompact(compactToDer(compact)), compact)));
  for (const edge of ['00'.repeat(64), `${'00'.repeat(31)}01${'00'.repeat(31)}80`, 'ff'.repeat(64)]) expect(toHex(derToCompact(compactToDer(fromHex(edge))))).toBe(edge);
});

test('any text that decodes is the one that encodes', () => {
  fc.assert(fc.property(fc.uint8Array({ minLength: 64, maxLength: 64 }), fc.nat(71), fc.nat(255), (compact, place, byte) => {
    const der = compactToDer(compact);
    der[place % der.length] = byte;
    try {
      expect(toHex(compactToDer(derToCompact(der)))).toBe(toHex(der));
    } catch (thrown) {
      if (!(thrown instanceof AppError)) throw thrown;
      expect(thrown.code).toBe('signature/bad-der');
    }
  }));
  expect(() => compactToDer(new Uint8Array(63))).toThrow(expect.objectContaining({ code: 'signature/bad-size' }));
});

test('range and half of the group', () => {
  const order = 'fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141';
  const half = '7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0';
  const one = '01'.padStart(64, '0');
  expect([isInRange(fromHex(one + one)), isInRange(fromHex('00'.repeat(32) + one)), isInRange(fromHex(one + order)), isInRange(fromHex(one))]).toEqual([true, false, false, false]);
  expect([hasLowS(fromHex(one + half)), hasLowS(fromHex(`${one}${half.slice(0, -1)}1`))]).toEqual([true, false]);
});
