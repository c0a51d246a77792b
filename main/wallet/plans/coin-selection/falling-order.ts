// Radix sort of whole numbers below 2^53 by falling value: several times quicker than a comparison sort for thousands of coins.

const BITS = 11;
const BUCKETS = 1 << BITS;
/** Local, because a global looked up in a hot loop is slow wherever the global object is a proxy. */
const { floor } = Math;

/** Positions of `values` (whole, not negative) by falling value; equal values keep their order. */
export function fallingOrder(values: Float64Array): Uint32Array {
  const count = values.length;
  let order = new Uint32Array(count);
  let spare = new Uint32Array(count);
  let largest = 0;
  for (let index = 0; index < count; index += 1) {
    order[index] = index;
    const value = values[index] ?? 0;
    if (value > largest) largest = value;
  }
  const starts = new Uint32Array(BUCKETS);
  const digits = new Uint16Array(count);
  for (let unit = 1; unit <= largest; unit *= BUCKETS) {
    starts.fill(0);
    for (let index = 0; index < count; index += 1) {
      // Turned round, so that larger digits come first.
      const digit = BUCKETS - 1 - (floor((values[index] ?? 0) / unit) % BUCKETS);
      digits[index] = digit;
      starts[digit] = (starts[digit] ?? 0) + 1;
    }
    let next = 0;
    for (let digit = 0; digit < BUCKETS; digit += 1) {
      const size = starts[digit] ?? 0;
      starts[digit] = next;
      next += size;
    }
    for (let place = 0; place < count; place += 1) {
      const index = order[place] ?? 0;
      const digit = digits[index] ?? 0;
      const target = starts[digit] ?? 0;
      spare[target] = index;
      starts[digit] = target + 1;
    }
    [order, spare] = [spare, order];
  }
  return order;
}
