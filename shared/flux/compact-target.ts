// Compact form of 256-bit targets, "bits" (Bitcoin arith_uint256::SetCompact and GetCompact).
import { AppError } from '../errors/app-error';

/**
 * The target of compact bits.
 * @throws AppError `target/invalid` when it is negative or does not fit 256 bits
 */
export function targetOfBits(bits: number): bigint {
  const size = bits >>> 24;
  const word = BigInt(bits & 0x007fffff);
  const target = size <= 3 ? word >> BigInt(8 * (3 - size)) : word << BigInt(8 * (size - 3));
  const negative = target !== 0n && (bits & 0x00800000) !== 0;
  if (negative || target >= 1n << 256n) throw new AppError('target/invalid', 'compact target is negative or too large', { context: { bits } });
  return target;
}

/** Compact bits of a target between 0 and 2^256 - 1; what does not fit three bytes is cut off. */
export function bitsOfTarget(target: bigint): number {
  if (target < 0n || target >= 1n << 256n) throw new AppError('target/invalid', 'target does not fit 256 bits');
  let size = Math.ceil(target.toString(16).length / 2);
  if (target === 0n) size = 0;
  let word = Number(size <= 3 ? target << BigInt(8 * (3 - size)) : target >> BigInt(8 * (size - 3)));
  // The top bit of the three bytes is a sign, so a number that would set it takes one byte more.
  if ((word & 0x00800000) !== 0) {
    word >>>= 8;
    size += 1;
  }
  return ((size << 24) | word) >>> 0;
}
