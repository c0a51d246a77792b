// Hash functions of Bitcoin-like chains: SHA-256 (FIPS 180-4), RIPEMD-160 and personalised BLAKE2b-256 (RFC 7693).
import { blake2b } from '@noble/hashes/blake2.js';
import { ripemd160 as nobleRipemd160 } from '@noble/hashes/legacy.js';
import { sha256 as nobleSha256 } from '@noble/hashes/sha2.js';
import { fromHex, equalBytes } from './bytes';
import { AppError } from '../errors/app-error';

/** A hash of `data` in a fresh array: 32 bytes for SHA-256. */
export type Sha256 = (data: Uint8Array) => Uint8Array;

let activeSha256: Sha256 = nobleSha256;

const SHA256_OF_NOTHING = fromHex('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');

/**
 * Lets a Node process plug in node:crypto's SHA-256, which is faster than the portable one; `null` goes back.
 * The function is tried once before it is taken.
 * @throws AppError `hash/native-mismatch` when it does not compute SHA-256
 */
export function useNativeSha256(native: Sha256 | null): void {
  if (native !== null && !equalBytes(native(new Uint8Array(0)), SHA256_OF_NOTHING)) {
    throw new AppError('hash/native-mismatch', 'the function given does not compute SHA-256');
  }
  activeSha256 = native ?? nobleSha256;
}

let activeRipemd160: Sha256 = nobleRipemd160;

const RIPEMD160_OF_NOTHING = fromHex('9c1185a5c5e9fc54612808977ee8f548b2258d31');

/**
 * The same for RIPEMD-160 (20 bytes), which takes as long as everything else in an address when it is portable.
 * @throws AppError `hash/native-mismatch` when it does not compute RIPEMD-160
 */
export function useNativeRipemd160(native: Sha256 | null): void {
  if (native !== null && !equalBytes(native(new Uint8Array(0)), RIPEMD160_OF_NOTHING)) {
    throw new AppError('hash/native-mismatch', 'the function given does not compute RIPEMD-160');
  }
  activeRipemd160 = native ?? nobleRipemd160;
}

export function sha256(data: Uint8Array): Uint8Array {
  return activeSha256(data);
}

/** SHA-256 twice: txids, block hashes, checksums. */
export function sha256d(data: Uint8Array): Uint8Array {
  return activeSha256(activeSha256(data));
}

export function ripemd160(data: Uint8Array): Uint8Array {
  return activeRipemd160(data);
}

/** RIPEMD-160 of SHA-256: the hash in P2PKH and P2SH addresses, 20 bytes. */
export function hash160(data: Uint8Array): Uint8Array {
  return activeRipemd160(activeSha256(data));
}

/** BLAKE2b with 32 bytes of output and a 16-byte personalisation. */
export function blake2b256(data: Uint8Array, personalization: Uint8Array): Uint8Array {
  return blake2b(data, { dkLen: 32, personalization });
}

/**
 * BLAKE2b-256 of many texts that start alike: the common start is hashed once.
 * `finish` may be called any number of times and gives the hash of the start followed by `rest`.
 */
export function blake2b256After(start: Uint8Array, personalization: Uint8Array): { finish(rest: Uint8Array): Uint8Array } {
  const state = blake2b.create({ dkLen: 32, personalization }).update(start);
  // One copy is made over and over: a fresh one for each hash would cost as much as the hash.
  const copy = state.clone();
  return { finish: (rest) => state._cloneInto(copy).update(rest).digest() };
}
