// Primes, twin primes and gaps between primes of a stretch of numbers below 10^12, by a segmented sieve of Eratosthenes over odd numbers.
// A unit is one segment. All state lies at fixed addresses, so that memory alone is the state.

import { FRAME, begin, nextUnit, paramsAt, soundFrame, standing, unitsOf } from './frame';
export { abi, progress, units } from './frame';

/** Numbers of a segment, odd ones among them one byte each. */
const SEGMENT: u64 = 262144;
const ODDS: u32 = 131072;
const LIMIT: u64 = 1000000000000;
/** More base primes than there are below 10^6. */
const MOST_BASE: u32 = 78500;

const ROOM: u32 = 4096;
// State.
const FROM: usize = 8192;
const TO: usize = 8200;
const BASE_COUNT: usize = 8216;
const LAST: usize = 8224;
// Output: from, to, primes, twins, largest gap, after which prime, first prime, last prime (u64 each), then gaps by size / 2.
const OUT: usize = 8256;
const PRIMES: usize = OUT + 16;
const TWINS: usize = OUT + 24;
const LARGEST: usize = OUT + 32;
const AFTER: usize = OUT + 40;
const FIRST_PRIME: usize = OUT + 48;
const LAST_PRIME: usize = OUT + 56;
const GAPS: usize = OUT + 64;
const GAP_SIZES: u32 = 512;
const OUT_BYTES: u32 = 64 + 4 * 512;
const SIEVE: usize = 16384;
const BASE: usize = SIEVE + 131072;
const NEXT: usize = BASE + 4 * 78500;

export function buf(bytes: i32): i32 {
  return <u32>bytes <= ROOM ? <i32>FRAME : 0;
}

export function init(at: i32, length: i32): i32 {
  if (!soundFrame(at, length, 16) || load<u32>(FRAME + 32) != 0 || length != 40) return -1;
  const from = load<u64>(paramsAt());
  const count = load<u64>(paramsAt() + 8);
  if (count == 0 || from > LIMIT || count > LIMIT || from + count > LIMIT) return -2;
  const units = (count + SEGMENT - 1) / SEGMENT;
  if (units > 0x7fffffff) return -2;
  memory.fill(FROM, 0, SIEVE - FROM);
  store<u64>(FROM, from);
  store<u64>(TO, from + count);
  begin(<u32>units);
  store<u64>(OUT, from);
  store<u64>(OUT + 8, from + count);
  basePrimes(from + count);
  return 0;
}

/** The odd primes up to the root of `to`, and for each where its next odd multiple lies, counted in odd numbers from the first segment's start. */
function basePrimes(to: u64): void {
  const root = <u32>Math.ceil(Math.sqrt(<f64>to)) + 1;
  // The sieve of the roots uses the segment's room: at most 500,001 odd numbers would not fit, so it goes in parts of the byte per 8.
  let found: u32 = 0;
  const half = root >> 1;
  // A bit for each odd number: 62,501 bytes at most.
  memory.fill(SIEVE, 0, 131072);
  for (let index: u32 = 1; index <= half; index++) {
    if ((load<u8>(SIEVE + (index >> 3)) & (1 << (index & 7))) != 0) continue;
    const prime = 2 * index + 1;
    if (found < MOST_BASE) store<u32>(BASE + 4 * <usize>found, prime);
    found++;
    if (<u64>prime * prime <= root) {
      for (let multiple: u32 = (prime * prime) >> 1; multiple <= half; multiple += prime) store<u8>(SIEVE + (multiple >> 3), load<u8>(SIEVE + (multiple >> 3)) | <u8>((<u32>1) << (multiple & 7)));
    }
  }
  if (found > MOST_BASE) found = MOST_BASE;
  store<u32>(BASE_COUNT, found);
  const start = load<u64>(FROM) | 1;
  for (let index: u32 = 0; index < found; index++) {
    const prime = <u64>load<u32>(BASE + 4 * <usize>index);
    let multiple = prime * prime;
    if (multiple < start) {
      multiple = ((start + prime - 1) / prime) * prime;
      if ((multiple & 1) == 0) multiple += prime;
    }
    const offset = (multiple - start) >> 1;
    // Multiples beyond the whole stretch are never reached.
    store<u32>(NEXT + 4 * <usize>index, offset > 0xffffffff ? 0xffffffff : <u32>offset);
  }
}

export function step(count: i32): i32 {
  for (let left = unitsOf(count); left > 0; left--) segment(nextUnit());
  return standing();
}

function segment(index: u32): void {
  const from = load<u64>(FROM);
  const to = load<u64>(TO);
  // The first segment starts at the first odd number; each covers as many odd numbers.
  const start = (from | 1) + <u64>index * SEGMENT;
  memory.fill(SIEVE, 0, ODDS);
  const found = load<u32>(BASE_COUNT);
  for (let each: u32 = 0; each < found; each++) {
    const slot = NEXT + 4 * <usize>each;
    let at = load<u32>(slot);
    if (at >= ODDS) {
      if (at != 0xffffffff) store<u32>(slot, at - ODDS);
      continue;
    }
    const prime = load<u32>(BASE + 4 * <usize>each);
    for (; at < ODDS; at += prime) store<u8>(SIEVE + at, 1);
    store<u32>(slot, at - ODDS);
  }
  // Two is the one even prime.
  if (index == 0 && from <= 2 && to > 2) note(2);
  let last: u32 = ODDS;
  if (start >= to) return;
  const odds = (to - start + 1) >> 1;
  if (odds < <u64>ODDS) last = <u32>odds;
  for (let at: u32 = 0; at < last; ) {
    const eight = load<u64>(SIEVE + at);
    if (eight == 0x0101010101010101 && at + 8 <= last) {
      at += 8;
      continue;
    }
    const most = at + 8 < last ? at + 8 : last;
    for (; at < most; at++) {
      if (load<u8>(SIEVE + at) != 0) continue;
      const value = start + 2 * <u64>at;
      if (value > 1) note(value);
    }
  }
}

function note(prime: u64): void {
  store<u64>(PRIMES, load<u64>(PRIMES) + 1);
  const last = load<u64>(LAST);
  if (last == 0) store<u64>(FIRST_PRIME, prime);
  else {
    const gap = prime - last;
    if (gap == 2) store<u64>(TWINS, load<u64>(TWINS) + 1);
    if (gap > load<u64>(LARGEST)) {
      store<u64>(LARGEST, gap);
      store<u64>(AFTER, last);
    }
    const size = <u32>(gap >> 1);
    const slot = GAPS + 4 * <usize>(size < GAP_SIZES ? size : GAP_SIZES - 1);
    store<u32>(slot, load<u32>(slot) + 1);
  }
  store<u64>(LAST, prime);
  store<u64>(LAST_PRIME, prime);
}

export function out(): i32 {
  return <i32>OUT;
}

export function out_len(): i32 {
  return OUT_BYTES;
}
