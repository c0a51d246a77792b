// What shared code needs of secp256k1; tiny-secp256k1 satisfies it as it is, and bitcoinjs-lib and bip32 accept it.

/** Keys are 32 bytes, points 33 (compressed) or 65 bytes, x-only points 32, signatures 64 bytes r||s, hashes 32. */
export interface Ecc {
  isPrivate(key: Uint8Array): boolean;
  isPoint(point: Uint8Array): boolean;
  isPointCompressed(point: Uint8Array): boolean;
  isXOnlyPoint(point: Uint8Array): boolean;
  pointFromScalar(key: Uint8Array, compressed?: boolean): Uint8Array | null;
  pointCompress(point: Uint8Array, compressed?: boolean): Uint8Array;
  pointAddScalar(point: Uint8Array, tweak: Uint8Array, compressed?: boolean): Uint8Array | null;
  privateAdd(key: Uint8Array, tweak: Uint8Array): Uint8Array | null;
  privateNegate(key: Uint8Array): Uint8Array;
  xOnlyPointFromScalar(key: Uint8Array): Uint8Array;
  xOnlyPointAddTweak(point: Uint8Array, tweak: Uint8Array): { parity: 0 | 1; xOnlyPubkey: Uint8Array } | null;
  /** ECDSA with RFC 6979 nonces; the result has low S. */
  sign(hash: Uint8Array, key: Uint8Array, extraEntropy?: Uint8Array): Uint8Array;
  signRecoverable(hash: Uint8Array, key: Uint8Array, extraEntropy?: Uint8Array): { signature: Uint8Array; recoveryId: 0 | 1 | 2 | 3 };
  /** With `strict`, a signature with high S is refused. */
  verify(hash: Uint8Array, point: Uint8Array, signature: Uint8Array, strict?: boolean): boolean;
  recover(hash: Uint8Array, signature: Uint8Array, recoveryId: 0 | 1 | 2 | 3, compressed?: boolean): Uint8Array | null;
  signSchnorr(hash: Uint8Array, key: Uint8Array, auxiliaryRandom?: Uint8Array): Uint8Array;
  verifySchnorr(hash: Uint8Array, xOnlyPoint: Uint8Array, signature: Uint8Array): boolean;
}
