// Primes, twins and gaps of a stretch, by a segmented sieve over odd numbers: one byte each, 131,072 of them in a unit.
#include "kernel.h"
#include <math.h>

enum { ODDS = 131072, SEGMENT = 262144, MOST_BASE = 78500, GAP_SIZES = 512 };

static struct {
  uint64_t from, to, primes, twins, largest, after, first, last;
  uint32_t gaps[GAP_SIZES];
} out;
static uint64_t last_prime;
static uint32_t base[MOST_BASE], next[MOST_BASE], base_count, unit;
static uint8_t sieve[ODDS + 8];

static void base_primes(uint64_t to) {
  const uint32_t root = (uint32_t)ceil(sqrt((double)to)) + 1, half = root >> 1;
  static uint8_t struck[500002];
  memset(struck, 0, sizeof struck);
  base_count = 0;
  for (uint32_t index = 1; index <= half; index++) {
    if (struck[index]) continue;
    const uint32_t prime = 2 * index + 1;
    if (base_count < MOST_BASE) base[base_count++] = prime;
    if ((uint64_t)prime * prime <= root) for (uint32_t multiple = (prime * prime) >> 1; multiple <= half; multiple += prime) struck[multiple] = 1;
  }
  const uint64_t start = out.from | 1;
  for (uint32_t index = 0; index < base_count; index++) {
    const uint64_t prime = base[index];
    uint64_t multiple = prime * prime;
    if (multiple < start) {
      multiple = (start + prime - 1) / prime * prime;
      if ((multiple & 1) == 0) multiple += prime;
    }
    const uint64_t offset = (multiple - start) >> 1;
    next[index] = offset > 0xffffffff ? 0xffffffff : (uint32_t)offset;
  }
}

uint32_t kernel_init(const uint8_t *frame, size_t length) {
  if (length != 40) return 0;
  memset(&out, 0, sizeof out);
  last_prime = 0;
  unit = 0;
  const uint64_t count = u64_at(PARAMS(frame) + 8);
  out.from = u64_at(PARAMS(frame));
  out.to = out.from + count;
  base_primes(out.to);
  return (uint32_t)((count + SEGMENT - 1) / SEGMENT);
}

static inline void note(uint64_t prime) {
  out.primes++;
  if (last_prime == 0) out.first = prime;
  else {
    const uint64_t gap = prime - last_prime;
    if (gap == 2) out.twins++;
    if (gap > out.largest) {
      out.largest = gap;
      out.after = last_prime;
    }
    const uint32_t size = (uint32_t)(gap >> 1);
    out.gaps[size < GAP_SIZES ? size : GAP_SIZES - 1]++;
  }
  last_prime = prime;
  out.last = prime;
}

static void segment(uint32_t index) {
  const uint64_t start = (out.from | 1) + (uint64_t)index * SEGMENT;
  memset(sieve, 0, ODDS);
  for (uint32_t each = 0; each < base_count; each++) {
    uint32_t at = next[each];
    if (at >= ODDS) {
      if (at != 0xffffffff) next[each] = at - ODDS;
      continue;
    }
    for (const uint32_t prime = base[each]; at < ODDS; at += prime) sieve[at] = 1;
    next[each] = at - ODDS;
  }
  if (index == 0 && out.from <= 2 && out.to > 2) note(2);
  if (start >= out.to) return;
  const uint64_t odds = (out.to - start + 1) >> 1;
  const uint32_t last = odds < ODDS ? (uint32_t)odds : ODDS;
  for (uint32_t at = 0; at < last;) {
    if (u64_at(sieve + at) == 0x0101010101010101 && at + 8 <= last) {
      at += 8;
      continue;
    }
    for (const uint32_t most = at + 8 < last ? at + 8 : last; at < most; at++) {
      if (sieve[at]) continue;
      const uint64_t value = start + 2 * (uint64_t)at;
      if (value > 1) note(value);
    }
  }
}

void kernel_step(uint32_t units) {
  for (; units > 0; units--) segment(unit++);
}

const uint8_t *kernel_output(size_t *length) {
  *length = sizeof out;
  return (const uint8_t *)&out;
}
