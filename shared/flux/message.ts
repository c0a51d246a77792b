// Signed text messages with a recoverable signature: Flux's magic, and Bitcoin's for Flux ID (fluxd rpc/misc.cpp signmessage).
import { ByteWriter } from '../crypto/byte-writer';
import { asciiBytes, concatBytes, equalBytes } from '../crypto/bytes';
import { isInRange } from '../crypto/der';
import type { Ecc } from '../crypto/ecc';
import { hash160, sha256d } from '../crypto/hashes';
import { AppError } from '../errors/app-error';

/** Flux node and wallet messages, or Bitcoin's (Flux ID logins). */
export type MessageMagic = 'flux' | 'bitcoin';

const MAGIC_TEXT: Readonly<Record<MessageMagic, Uint8Array>> = {
  flux: asciiBytes('Zelcash Signed Message:\n'),
  bitcoin: asciiBytes('Bitcoin Signed Message:\n'),
};

/** 32 bytes that are signed for `message` (a text is taken as UTF-8), in signing order. */
export function messageHash(message: string | Uint8Array, magic: MessageMagic): Uint8Array {
  const bytes = typeof message === 'string' ? new TextEncoder().encode(message) : message;
  return sha256d(new ByteWriter(bytes.length + 40).varBytes(MAGIC_TEXT[magic]).varBytes(bytes).finish());
}

/**
 * 65-byte compact signature: 27 + recovery id (+ 4 when the key's compressed form is meant), r, s. RFC 6979, low S.
 * @throws AppError `message/bad-key` when the key is not a scalar of the curve
 */
export function signMessage(message: string | Uint8Array, magic: MessageMagic, key: { readonly privateKey: Uint8Array; readonly compressed: boolean }, ecc: Ecc): Uint8Array {
  if (!ecc.isPrivate(key.privateKey)) throw new AppError('message/bad-key', 'not a private key');
  const { signature, recoveryId } = ecc.signRecoverable(messageHash(message, magic), key.privateKey);
  return concatBytes(Uint8Array.of(27 + recoveryId + (key.compressed ? 4 : 0)), signature);
}

function recoveryIdOf(value: number): 0 | 1 | 2 | 3 {
  switch (value & 3) {
    case 0: return 0;
    case 1: return 1;
    case 2: return 2;
    default: return 3;
  }
}

/**
 * The public key that made a compact signature, in the form (33 or 65 bytes) that its first byte names;
 * null when the signature fits no key.
 * @throws AppError `message/bad-signature` when it is not 65 bytes with a first byte of 27..34
 */
export function recoverMessageSigner(message: string | Uint8Array, magic: MessageMagic, signature: Uint8Array, ecc: Ecc): Uint8Array | null {
  const header = signature[0] ?? 0;
  if (signature.length !== 65 || header < 27 || header > 34) {
    throw new AppError('message/bad-signature', 'a message signature has 65 bytes and starts with 27 to 34', { context: { length: signature.length } });
  }
  const compact = signature.slice(1);
  if (!isInRange(compact)) return null;
  return ecc.recover(messageHash(message, magic), compact, recoveryIdOf(header - 27), header >= 31);
}

/**
 * Whether `signature` over `message` was made by the key whose HASH160 is `keyHash` (20 bytes, from a P2PKH address).
 * The form of the key named by the signature must be the one that was hashed, as in fluxd.
 * @throws AppError `message/bad-signature` when the signature has not the right shape
 */
export function verifyMessage(message: string | Uint8Array, magic: MessageMagic, signature: Uint8Array, keyHash: Uint8Array, ecc: Ecc): boolean {
  const publicKey = recoverMessageSigner(message, magic, signature, ecc);
  return publicKey !== null && equalBytes(hash160(publicKey), keyHash);
}
