// The tally of primes in plain numbers: slow, short, and obviously right.
export function tally(from: number, to: number) {
  const primes: number[] = [];
  for (let value = Math.max(2, from); value < to; value += 1) {
    let prime = true;
    for (let by = 2; by * by <= value && prime; by += 1) prime = value % by !== 0;
    if (prime) primes.push(value);
  }
  const gaps = primes.slice(1).map((prime, at) => prime - (primes[at] ?? 0));
  const largest = Math.max(0, ...gaps);
  return { primes: primes.length, twins: gaps.filter((gap) => gap === 2).length, largest, after: largest === 0 ? 0 : (primes[gaps.indexOf(largest)] ?? 0), first: primes[0] ?? 0, last: primes.at(-1) ?? 0, gaps };
}

/** The same as the module's output: the stretch and its tally as u64, then how many gaps there are of each half size, as u32. */
export function tallyBytes(from: number, to: number): Uint8Array {
  const { primes, twins, largest, after, first, last, gaps } = tally(from, to);
  const sizes = new Uint32Array(512);
  for (const gap of gaps) sizes[Math.floor(gap / 2)] = (sizes[Math.floor(gap / 2)] ?? 0) + 1;
  const head = BigUint64Array.from([from, to, primes, twins, largest, after, first, last].map(BigInt));
  return Uint8Array.from([...new Uint8Array(head.buffer), ...new Uint8Array(sizes.buffer)]);
}
