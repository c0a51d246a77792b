// Jobs that count primes. Params: from u64, count u64. Output: eight u64 and the number of gaps of each size.

import { AppError } from '../../errors/app-error';

export interface PrimeTally {
  readonly from: bigint;
  /** Not counted any more. */
  readonly to: bigint;
  readonly primes: bigint;
  /** Pairs of primes that differ by two, both within. */
  readonly twins: bigint;
  readonly largestGap: bigint;
  /** The prime that the largest gap follows; the first one where there are several. */
  readonly gapAfter: bigint;
  /** 0 where there is none. */
  readonly first: bigint;
  readonly last: bigint;
  /** At n: gaps of 2n, the last place all that are larger; the gap from 2 to 3 stands at 0. */
  readonly gaps: Uint32Array;
}

const GAP_SIZES = 512;
const HEAD = 64;

export function encodePrimes({ from, count }: { from: bigint; count: bigint }): Uint8Array {
  return new Uint8Array(BigUint64Array.of(from, count).buffer);
}

/** @throws AppError pouw/bad-output */
export function decodePrimes(output: Uint8Array): PrimeTally {
  if (output.length !== HEAD + 4 * GAP_SIZES) throw new AppError('pouw/bad-output', 'this is no tally of primes');
  const bytes = output.slice();
  const [from = 0n, to = 0n, primes = 0n, twins = 0n, largestGap = 0n, gapAfter = 0n, first = 0n, last = 0n] = new BigUint64Array(bytes.buffer, 0, 8);
  return { from, to, primes, twins, largestGap, gapAfter, first, last, gaps: new Uint32Array(bytes.buffer, HEAD, GAP_SIZES) };
}

/** Two neighbouring stretches as one. @throws AppError pouw/bad-output when there is room between them */
export function joinTallies(left: PrimeTally, right: PrimeTally): PrimeTally {
  if (left.to !== right.from) throw new AppError('pouw/bad-output', 'these stretches are no neighbours');
  const gaps = left.gaps.map((count, at) => count + (right.gaps[at] ?? 0));
  const between = left.last > 0n && right.first > 0n ? right.first - left.last : 0n;
  if (between > 0n) {
    const place = Math.min(GAP_SIZES - 1, Number(between / 2n));
    gaps[place] = (gaps[place] ?? 0) + 1;
  }
  let [largestGap, gapAfter] = [left.largestGap, left.gapAfter];
  if (between > largestGap) [largestGap, gapAfter] = [between, left.last];
  if (right.largestGap > largestGap) [largestGap, gapAfter] = [right.largestGap, right.gapAfter];
  return {
    from: left.from, to: right.to, primes: left.primes + right.primes, twins: left.twins + right.twins + (between === 2n ? 1n : 0n),
    largestGap, gapAfter, first: left.first || right.first, last: right.last || left.last, gaps,
  };
}
