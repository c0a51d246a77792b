// Taproot output keys without scripts (BIP341 key path, BIP86): the internal key tweaked by its own tagged hash.

import type { Ecc } from '../crypto/ecc';
import { AppError } from '../errors/app-error';
import { taggedHash } from './sighash';

function notAKey(): AppError {
  return new AppError('taproot/bad-key', 'key cannot be tweaked');
}

/** x-only output key of an internal public key (33 bytes compressed or 32 x-only). @throws AppError `taproot/bad-key` */
export function taprootOutputKey(ecc: Ecc, internalKey: Uint8Array): Uint8Array {
  const xOnly = internalKey.length === 33 ? internalKey.subarray(1) : internalKey;
  if (xOnly.length !== 32 || !ecc.isXOnlyPoint(xOnly)) throw notAKey();
  const tweaked = ecc.xOnlyPointAddTweak(xOnly, taggedHash('TapTweak', xOnly));
  if (tweaked === null) throw notAKey();
  return tweaked.xOnlyPubkey;
}

/**
 * The private key that signs for the output key of `privateKey`; the caller wipes it.
 * @param merkleRoot of a script tree; none for BIP86
 * @throws AppError `taproot/bad-key`
 */
export function taprootSigningKey(ecc: Ecc, privateKey: Uint8Array, merkleRoot: Uint8Array = new Uint8Array(0)): Uint8Array {
  const point = ecc.pointFromScalar(privateKey, true);
  if (point === null) throw notAKey();
  const xOnly = point.subarray(1);
  const hashed = new Uint8Array(32 + merkleRoot.length);
  hashed.set(xOnly);
  hashed.set(merkleRoot, 32);
  const negated = point[0] === 3 ? ecc.privateNegate(privateKey) : null;
  try {
    const tweaked = ecc.privateAdd(negated ?? privateKey, taggedHash('TapTweak', hashed));
    if (tweaked === null) throw notAKey();
    return tweaked;
  } finally {
    negated?.fill(0);
  }
}
