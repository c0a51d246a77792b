// The fee rule and the ladder, on the examples of public documents and on any amount.
import fc from 'fast-check';
import { swapFee } from '../../../../shared/fusion/fee';
import { confirmationsFor, mostPerSwap } from '../../../../shared/fusion/ladder';

const FLUX = 100_000_000n;

describe('the fee', () => {
  test.each([
    // deposit, flat, percentage, fee, arrives: amounts in FLUX with 8 decimals written out
    [63_162_500_000n, 5n * FLUX, '0.001', 6n * FLUX, 62_562_500_000n],
    [6_234_594_645_588n, 3n * FLUX, '0.001', 66n * FLUX, 6_227_994_645_588n],
    [1_000n * FLUX, 2n * FLUX, '0.001', 3n * FLUX, 997n * FLUX],
    [15n * FLUX, 2n * FLUX, '0.001', 3n * FLUX, 12n * FLUX],
    [10n * FLUX, 50_000_000n, '0', 50_000_000n, 950_000_000n],
    [1n, 0n, '0.000000000001', FLUX, 1n - FLUX],
    [2_000n * FLUX, 0n, '0.001', 2n * FLUX, 1_998n * FLUX],
    [2_000n * FLUX + 1n, 0n, '0.001', 3n * FLUX, 1_997n * FLUX + 1n],
  ])('of %s with %s and %s is %s', (amount, flat, percentage, total, arrives) => {
    expect(swapFee(amount, flat, percentage)).toEqual({ flat, percent: total - flat, total, arrives });
  });

  test.each(['', '.1', '1.', '-0.1', '1e-3', '0.0000000000001', 'NaN', '1234567'])('does not take %j for a fraction', (text) => {
    expect(() => swapFee(FLUX, 0n, text)).toThrow(expect.objectContaining({ code: 'fusion/bad-percentage' }));
  });

  it('is the smallest whole FLUX not below the fraction, and never loses a unit', () => {
    fc.assert(fc.property(fc.bigInt(0n, 10n ** 17n), fc.bigInt(0n, 10n ** 12n), fc.integer({ min: 0, max: 10 ** 9 }), (amount, flat, parts) => {
      const percentage = `0.${parts.toString().padStart(9, '0')}`.replace(/\.10{9}$/, '.9');
      const exact = amount * BigInt(percentage.slice(2).padEnd(12, '0'));
      const scale = 10n ** 12n;
      const fee = swapFee(amount, flat, percentage);
      expect(fee.percent % FLUX).toBe(0n);
      expect(fee.percent * scale >= exact && (fee.percent - FLUX) * scale < exact).toBe(true);
      expect(fee.total).toBe(flat + fee.percent);
      expect(fee.arrives + fee.total).toBe(amount);
    }));
  });
});

describe('the ladder', () => {
  const ladder = [[5_000n, 4], [10_000n, 7], [25_000n, 12], [50_000n, 20], [100_000n, 30]].map(([upTo, confirmations]) => ({ upTo: BigInt(upTo ?? 0) * FLUX, confirmations: Number(confirmations) }));
  test.each([
    [1n, 4], [5_000n * FLUX, 4], [5_000n * FLUX + 1n, 7], [25_000n * FLUX, 12], [99_999n * FLUX, 30], [100_000n * FLUX, 30], [100_000n * FLUX + 1n, null],
  ])('asks %s for %s', (amount, confirmations) => {
    expect(confirmationsFor(amount, ladder)).toBe(confirmations);
    expect(confirmationsFor(amount, [...ladder].reverse())).toBe(confirmations);
  });
  it('ends at its largest step', () => {
    expect(mostPerSwap([...ladder].reverse())).toBe(100_000n * FLUX);
    expect(mostPerSwap([])).toBeNull();
    expect(confirmationsFor(1n, [])).toBeNull();
  });
});
