// Extended public keys (BIP32): text form and child derivation, with a loop for runs of children that does nothing but the curve and the HMAC.

import { decodeBase58Check, encodeBase58Check } from '../crypto/base58check';
import type { Ecc } from '../crypto/ecc';
import { AppError } from '../errors/app-error';
import { HARDENED } from './path';

/** HMAC-SHA512: 64 bytes. Node's own where there is one, @noble/hashes elsewhere. */
export type HmacSha512 = (key: Uint8Array, data: Uint8Array) => Uint8Array;

export interface HdPrimitives {
  readonly ecc: Pick<Ecc, 'pointAddScalar' | 'isPointCompressed'>;
  readonly hmacSha512: HmacSha512;
}

export interface ExtendedPublicKey {
  /** 33 bytes. */
  readonly publicKey: Uint8Array;
  /** 32 bytes. */
  readonly chainCode: Uint8Array;
  readonly depth: number;
  /** First 4 bytes of the parent's key hash. */
  readonly parentFingerprint: Uint8Array;
  readonly index: number;
}

/** Version bytes of the text form: xpub on mainnet, tpub on every test network. */
export const XPUB_VERSION = { mainnet: 0x0488b21e, practice: 0x043587cf } as const;
const SERIALIZED_BYTES = 78;

/** The xpub or tpub text. */
export function encodeExtendedPublic(key: ExtendedPublicKey, version: number): string {
  const bytes = new Uint8Array(SERIALIZED_BYTES);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, version);
  view.setUint8(4, key.depth);
  bytes.set(key.parentFingerprint, 5);
  view.setUint32(9, key.index);
  bytes.set(key.chainCode, 13);
  bytes.set(key.publicKey, 45);
  return encodeBase58Check(bytes);
}

/** @throws AppError hd/bad-xpub when it is no extended public key of this version */
export function decodeExtendedPublic(text: string, version: number, ecc: Pick<Ecc, 'isPointCompressed'>): ExtendedPublicKey {
  let bytes: Uint8Array;
  try {
    bytes = decodeBase58Check(text);
  } catch (cause) {
    throw new AppError('hd/bad-xpub', 'not an extended public key', { cause });
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length !== SERIALIZED_BYTES || view.getUint32(0) !== version) throw new AppError('hd/bad-xpub', 'not an extended public key of this network');
  const key = { publicKey: bytes.slice(45), chainCode: bytes.slice(13, 45), depth: view.getUint8(4), parentFingerprint: bytes.slice(5, 9), index: view.getUint32(9) };
  const rootLike = key.depth === 0 && (key.index !== 0 || key.parentFingerprint.some((byte) => byte !== 0));
  if (rootLike || !ecc.isPointCompressed(key.publicKey)) throw new AppError('hd/bad-xpub', 'not a valid extended public key');
  return key;
}

/**
 * Calls `visit` with the public key of each child from `start` on; the array passed is the visitor's own.
 * One buffer is reused for the HMAC's input, so that a run costs little more than its point additions.
 * @throws AppError hd/bad-index, hd/no-such-child (one chance in 2^127)
 */
export function eachChildPublicKey(parent: Pick<ExtendedPublicKey, 'publicKey' | 'chainCode'>, start: number, count: number, primitives: HdPrimitives, visit: (publicKey: Uint8Array, index: number) => void): void {
  checkRange(start, count);
  const data = new Uint8Array(37);
  data.set(parent.publicKey);
  const view = new DataView(data.buffer);
  for (let index = start; index < start + count; index += 1) {
    view.setUint32(33, index);
    const digest = primitives.hmacSha512(parent.chainCode, data);
    visit(addScalar(parent.publicKey, digest, primitives), index);
  }
}

/** The public keys of `count` children from `start` on. */
export function childPublicKeys(parent: Pick<ExtendedPublicKey, 'publicKey' | 'chainCode'>, start: number, count: number, primitives: HdPrimitives): Uint8Array[] {
  const keys: Uint8Array[] = [];
  eachChildPublicKey(parent, start, count, primitives, (key) => keys.push(key));
  return keys;
}

/** One child that can itself have children. `fingerprint` is the parent's own, when the text form is wanted. */
export function childExtendedPublic(parent: ExtendedPublicKey, index: number, primitives: HdPrimitives, fingerprint: Uint8Array = new Uint8Array(4)): ExtendedPublicKey {
  checkRange(index, 1);
  const data = new Uint8Array(37);
  data.set(parent.publicKey);
  new DataView(data.buffer).setUint32(33, index);
  const digest = primitives.hmacSha512(parent.chainCode, data);
  return { publicKey: addScalar(parent.publicKey, digest, primitives), chainCode: digest.slice(32), depth: parent.depth + 1, parentFingerprint: fingerprint, index };
}

function checkRange(start: number, count: number): void {
  if (!Number.isInteger(start) || !Number.isInteger(count) || start < 0 || count < 0 || start + count > HARDENED) {
    throw new AppError('hd/bad-index', 'an extended public key has children 0 to 2^31 - 1 only');
  }
}

function addScalar(point: Uint8Array, digest: Uint8Array, { ecc }: HdPrimitives): Uint8Array {
  let child: Uint8Array | null = null;
  try {
    child = ecc.pointAddScalar(point, digest.subarray(0, 32), true);
  } catch (cause) {
    throw new AppError('hd/no-such-child', 'this child does not exist', { cause });
  }
  if (child === null) throw new AppError('hd/no-such-child', 'this child does not exist');
  return child;
}
