// BIP32 with private keys, over tiny-secp256k1 and node's HMAC. Keys are wiped by whoever holds them.

import { createHmac } from 'node:crypto';
import * as ecc from 'tiny-secp256k1';
import { hash160 } from '../../../shared/crypto/hashes';
import { AppError } from '../../../shared/errors/app-error';
import type { ExtendedPublicKey, HdPrimitives } from '../../../shared/hd/extended-public';
import { HARDENED } from '../../../shared/hd/path';

/** As a plain Uint8Array: a Buffer's `slice` would share memory that is wiped later. */
const hmacSha512 = (key: Uint8Array, data: Uint8Array): Uint8Array => {
  const digest = createHmac('sha512', key).update(data).digest();
  return new Uint8Array(digest.buffer, digest.byteOffset, digest.length);
};
/** What shared code needs to derive public keys in this process. */
export const primitives: HdPrimitives = { ecc, hmacSha512 };

const MASTER_KEY = new TextEncoder().encode('Bitcoin seed');
const MIN_SEED = 16;
const MAX_SEED = 64;

export class HdPrivateKey {
  private constructor(
    private readonly key: Uint8Array,
    private readonly chainCode: Uint8Array,
    readonly depth: number,
    private readonly parentFingerprint: Uint8Array,
    readonly index: number,
  ) {}

  /** @throws AppError hd/seed-size, hd/no-such-child for a seed that has no master key (one in 2^127) */
  static fromSeed(seed: Uint8Array): HdPrivateKey {
    if (seed.length < MIN_SEED || seed.length > MAX_SEED) throw new AppError('hd/seed-size', 'a seed has 16 to 64 bytes', { context: { bytes: seed.length } });
    const digest = hmacSha512(MASTER_KEY, seed);
    const key = digest.slice(0, 32);
    const chainCode = digest.slice(32);
    digest.fill(0);
    if (!ecc.isPrivate(key)) throw noChild();
    return new HdPrivateKey(Uint8Array.from(key), Uint8Array.from(chainCode), 0, new Uint8Array(4), 0);
  }

  /** @param index 0 to 2^32 - 1; from 2^31 on hardened @throws AppError hd/bad-index, hd/no-such-child */
  child(index: number): HdPrivateKey {
    if (!Number.isInteger(index) || index < 0 || index > 0xffffffff) throw new AppError('hd/bad-index', 'a child has a number of 32 bits');
    const publicKey = this.publicKey();
    const data = new Uint8Array(37);
    if (index >= HARDENED) data.set(this.key, 1);
    else data.set(publicKey);
    new DataView(data.buffer).setUint32(33, index);
    const digest = hmacSha512(this.chainCode, data);
    data.fill(0);
    try {
      const key = addPrivate(this.key, digest.subarray(0, 32));
      return new HdPrivateKey(key, Uint8Array.from(digest.subarray(32)), this.depth + 1, hash160(publicKey).slice(0, 4), index);
    } finally {
      digest.fill(0);
    }
  }

  /** The key at the end of `steps`; every key on the way is wiped. */
  derive(steps: readonly number[]): HdPrivateKey {
    let current: HdPrivateKey = this.copy();
    for (const step of steps) {
      const next = current.child(step);
      current.wipe();
      current = next;
    }
    return current;
  }

  private copy(): HdPrivateKey {
    return new HdPrivateKey(Uint8Array.from(this.key), Uint8Array.from(this.chainCode), this.depth, this.parentFingerprint, this.index);
  }

  /** 33 bytes. */
  publicKey(): Uint8Array {
    const point = ecc.pointFromScalar(this.key, true);
    if (!point) throw new AppError('hd/wiped', 'this key is no longer there');
    return point;
  }

  /** A fresh copy of the 32 private bytes; the caller wipes it. */
  privateKey(): Uint8Array {
    return Uint8Array.from(this.key);
  }

  /** First 4 bytes of the key's hash. */
  fingerprint(): Uint8Array {
    return hash160(this.publicKey()).slice(0, 4);
  }

  neutered(): ExtendedPublicKey {
    return { publicKey: this.publicKey(), chainCode: Uint8Array.from(this.chainCode), depth: this.depth, parentFingerprint: this.parentFingerprint, index: this.index };
  }

  wipe(): void {
    this.key.fill(0);
    this.chainCode.fill(0);
  }
}

function addPrivate(key: Uint8Array, tweak: Uint8Array): Uint8Array {
  let sum: Uint8Array | null = null;
  try {
    sum = ecc.privateAdd(key, tweak);
  } catch {
    // A tweak outside the curve's order. The library's error is dropped: nothing about keys travels with an error.
  }
  if (!sum) throw noChild();
  return sum;
}

function noChild(): AppError {
  return new AppError('hd/no-such-child', 'this child does not exist');
}
