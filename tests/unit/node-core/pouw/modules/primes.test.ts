import fc from 'fast-check';
import { decodePrimes, encodePrimes, joinTallies } from '../../../../../shared/pouw/kinds/primes';
import { tally } from './primes-reference';
import { begin, runModule } from './run-module';

const count = async (from: bigint, numbers: bigint, cuts: readonly number[] = []) => {
  const { output } = await runModule({ module: 'primes', params: encodePrimes({ from, count: numbers }) }, cuts);
  return decodePrimes(output);
};

it.each([
  // π(x), OEIS A006880; twin pairs, OEIS A007508; maximal gaps, OEIS A005250 and A002386.
  [1_000_000n, 78_498n, 8_169n, 114n, 492_113n],
  [10_000_000n, 664_579n, 58_980n, 154n, 4_652_353n],
  [100_000_000n, 5_761_455n, 440_312n, 220n, 47_326_693n],
])('counts below %i as the tables do', async (to, primes, twins, largestGap, gapAfter) => {
  expect(await count(0n, to)).toMatchObject({ primes, twins, largestGap, gapAfter, first: 2n });
});

it('knows the largest gap below 10^12 that starts at 738832927927', async () => {
  // A maximal gap of 540 after 738832927927 (OEIS A002386, A005250).
  expect(await count(738_832_900_000n, 100_000n)).toMatchObject({ largestGap: 540n, gapAfter: 738_832_927_927n });
});

it('agrees with plain division over any small stretch', async () => {
  await fc.assert(fc.asyncProperty(fc.integer({ min: 0, max: 300_000 }), fc.integer({ min: 1, max: 1_500 }), async (from, numbers) => {
    const [ours, plain] = [await count(BigInt(from), BigInt(numbers)), tally(from, from + numbers)];
    expect([ours.primes, ours.twins, ours.largestGap, ours.gapAfter, ours.first, ours.last].map(Number)).toEqual([plain.primes, plain.twins, plain.largest, plain.after, plain.first, plain.last]);
    expect(ours.gaps.reduce((sum, each) => sum + each, 0)).toBe(plain.gaps.length);
  }), { numRuns: 60 });
});

it('leaves the same bits however it is cut', async () => {
  const job = { module: 'primes', params: encodePrimes({ from: 5_000_001n, count: 6_000_000n }) } as const;
  const whole = await runModule(job);
  await fc.assert(fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 12 }), async (cuts) => {
    expect((await runModule(job, cuts)).state).toEqual(whole.state);
  }), { numRuns: 15 });
});

it('neighbouring stretches join to the whole', async () => {
  await fc.assert(fc.asyncProperty(fc.bigInt({ min: 0n, max: 2_000_000n }), fc.bigInt({ min: 1n, max: 40_000n }), fc.bigInt({ min: 1n, max: 40_000n }), async (from, left, right) => {
    expect(joinTallies(await count(from, left), await count(from + left, right))).toEqual(await count(from, left + right));
  }), { numRuns: 40 });
  expect(() => joinTallies({ ...emptyTally, to: 5n }, { ...emptyTally, from: 6n })).toThrow('no neighbours');
});
const emptyTally = { from: 0n, to: 0n, primes: 0n, twins: 0n, largestGap: 0n, gapAfter: 0n, first: 0n, last: 0n, gaps: new Uint32Array(512) };

it.each([[0n, 0n], [1_000_000_000_001n, 1n], [999_999_999_999n, 2n], [2n ** 63n, 2n ** 63n]])('refuses from %i, count %i', async (from, numbers) => {
  await expect(begin({ module: 'primes', params: encodePrimes({ from, count: numbers }) })).rejects.toMatchObject({ code: 'pouw/job-input' });
});
