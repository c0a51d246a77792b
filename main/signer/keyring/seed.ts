// BIP39 seed: PBKDF2-HMAC-SHA512, 2048 rounds, through node:crypto (about eight times faster than JavaScript).

import { pbkdf2Sync } from 'node:crypto';
import { phraseBytes } from './words';

const ROUNDS = 2048;
const SEED_BYTES = 64;

/**
 * The 64-byte seed of a phrase given as NFKD-normalised UTF-8 bytes. The caller wipes it.
 * @param passphrase as typed; empty for none
 */
export function seedFromPhrase(phrase: Uint8Array, passphrase: string): Uint8Array {
  const salt = new TextEncoder().encode(`mnemonic${passphrase.normalize('NFKD')}`);
  const seed = pbkdf2Sync(phrase, salt, ROUNDS, SEED_BYTES, 'sha512');
  salt.fill(0);
  return seed;
}

/** The seed of entropy; the words exist as bytes only, and not for long. */
export function seedFromEntropy(entropy: Uint8Array, passphrase: string): Uint8Array {
  const phrase = phraseBytes(entropy);
  try {
    return seedFromPhrase(phrase, passphrase);
  } finally {
    phrase.fill(0);
  }
}
