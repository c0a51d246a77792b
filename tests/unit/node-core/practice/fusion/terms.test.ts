// Fusion's fee rule and its ladder.
import fc from 'fast-check';
import { FLUX, LADDER, SWAP_FEES, confirmationsFor, feeOf, scaledFees } from '../../../../../node-core/practice/fusion/terms';

const thousandth = 1_000_000n;

/** Examples of the operator's documents and of its web front end; amounts in 10⁻⁸ FLUX. */
test.each([
  [5n * FLUX, 63_162_500_000n, 6n * FLUX],
  [3n * FLUX, 6_234_594_645_588n, 66n * FLUX],
  [2n * FLUX, 1_000n * FLUX, 3n * FLUX],
  [2n * FLUX, 15n * FLUX, 3n * FLUX],
  [FLUX / 2n, 1_000n * FLUX + 1n, FLUX / 2n + 2n * FLUX],
])('flat %s and a thousandth of %s: %s', (flat, amount, total) => {
  expect(feeOf({ flat, share: thousandth }, amount).total).toBe(total);
});

test('the part that grows is the smallest number of whole FLUX that covers the share', () => {
  fc.assert(fc.property(fc.bigInt({ min: 0n, max: 10n ** 17n }), fc.bigInt({ min: 0n, max: 10n ** 9n }), fc.bigInt({ min: 0n, max: 10n ** 11n }), (amount, share, flat) => {
    const { percent, total } = feeOf({ flat, share }, amount);
    expect(percent % FLUX).toBe(0n);
    expect(percent * 10n ** 9n >= amount * share).toBe(true);
    expect((percent - FLUX) * 10n ** 9n < amount * share).toBe(true);
    expect(total).toBe(flat + percent);
  }));
});

test('confirmations: the first step that is not below the deposit; none above the last', () => {
  expect([1n, 5_000n * FLUX, 5_000n * FLUX + 1n, 25_000n * FLUX, 50_000n * FLUX, 100_000n * FLUX].map(confirmationsFor)).toEqual([4, 4, 7, 12, 20, 30]);
  expect(confirmationsFor(100_000n * FLUX + 1n)).toBeNull();
  expect(LADDER.every((step, place) => place === 0 || step.upTo > (LADDER[place - 1]?.upTo ?? 0n))).toBe(true);
});

test('scaled fees', () => {
  expect(scaledFees(SWAP_FEES, 100n)).toEqual(SWAP_FEES);
  expect(scaledFees(SWAP_FEES, 250n)).toMatchObject({ share: 2_500_000n, flat: { eth: (225n * FLUX) / 10n } });
});
