// Strict DER form of ECDSA signatures (BIP66) to and from 64 bytes r||s, and the low-S rule (BIP146).
import { AppError } from '../errors/app-error';
import { compareBytes, fromHex } from './bytes';

const ORDER = fromHex('fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141');
const HALF_ORDER = fromHex('7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0');

function refuse(reason: string): never {
  throw new AppError('signature/bad-der', 'signature is not strict DER', { context: { reason } });
}

/** Reads one DER integer at `offset`; returns its 32-byte value and where the next element starts. */
function readInteger(der: Uint8Array, offset: number, into: Uint8Array): number {
  if (der[offset] !== 0x02) refuse('not an integer');
  const length = der[offset + 1] ?? 0;
  const start = offset + 2;
  if (length === 0 || length > 0x7f || start + length > der.length) refuse('integer length');
  const first = der[start] ?? 0;
  if (first >= 0x80) refuse('negative');
  if (first === 0 && length > 1 && (der[start + 1] ?? 0) < 0x80) refuse('padded');
  const skip = first === 0 ? 1 : 0;
  const size = length - skip;
  if (size > 32) refuse('integer size');
  into.set(der.subarray(start + skip, start + length), 32 - size);
  return start + length;
}

/**
 * r||s of a strict DER signature without a hash type byte. Values outside the group are left for the verifier to refuse.
 * @throws AppError `signature/bad-der`
 */
export function derToCompact(der: Uint8Array): Uint8Array {
  if (der.length < 8 || der.length > 72) refuse('size');
  if (der[0] !== 0x30 || der[1] !== der.length - 2) refuse('sequence');
  const compact = new Uint8Array(64);
  const next = readInteger(der, 2, compact.subarray(0, 32));
  if (readInteger(der, next, compact.subarray(32)) !== der.length) refuse('left over');
  return compact;
}

/** Strict DER of a 64-byte signature. */
export function compactToDer(compact: Uint8Array): Uint8Array {
  if (compact.length !== 64) throw new AppError('signature/bad-size', 'a compact signature has 64 bytes', { context: { length: compact.length } });
  const der = new Uint8Array(72);
  let offset = 2;
  for (const start of [0, 32]) {
    let first = start;
    while (first < start + 31 && compact[first] === 0) first += 1;
    const pad = (compact[first] ?? 0) >= 0x80 ? 1 : 0;
    const size = start + 32 - first;
    der[offset] = 0x02;
    der[offset + 1] = size + pad;
    der.set(compact.subarray(first, start + 32), offset + 2 + pad);
    offset += 2 + pad + size;
  }
  der[0] = 0x30;
  der[1] = offset - 2;
  return der.slice(0, offset);
}

/** Whether s of a 64-byte signature is in the lower half of the group. */
export function hasLowS(compact: Uint8Array): boolean {
  return compareBytes(compact.subarray(32, 64), HALF_ORDER) <= 0;
}

/** Whether r and s are both between 1 and the group order less one. */
export function isInRange(compact: Uint8Array): boolean {
  const inGroup = (part: Uint8Array): boolean => part.some((byte) => byte !== 0) && compareBytes(part, ORDER) < 0;
  return compact.length === 64 && inGroup(compact.subarray(0, 32)) && inGroup(compact.subarray(32));
}
