import fc from 'fast-check';
import { branchAndBound } from '../../../../../../main/wallet/plans/coin-selection/branch-and-bound';
import { rank } from '../../../../../../main/wallet/plans/coin-selection/candidates';
import { fallingOrder } from '../../../../../../main/wallet/plans/coin-selection/falling-order';
import { seededBelow } from '../../../../../../main/wallet/plans/coin-selection/prng';
import { selectAll, selectCoins, type SelectionRequest } from '../../../../../../main/wallet/plans/coin-selection/select';

const SEED = Uint8Array.from({ length: 32 }, (_, index) => index * 7);
const coins = (values: readonly (number | bigint)[], fee = 1480, longTermFee = 444) => values.map((value) => ({ value: BigInt(value), fee, longTermFee }));
const request = (values: readonly (number | bigint)[], target: number | bigint, more: Partial<SelectionRequest> = {}): SelectionRequest => ({
  coins: coins(values), target: BigInt(target), baseFee: 440n, change: { fee: 340, spendFee: 444, dust: 546 }, seed: SEED, ...more,
});

describe('selectCoins', () => {
  it('finds the set that needs no change', () => {
    const exact = selectCoins(request([50_000, 30_000, 20_000, 10_000, 7_000], 50_000 + 7_000 - 2 * 1480 - 440));
    expect(exact).toMatchObject({ by: 'branch-and-bound', change: null, total: 57_000n });
    expect([...exact.picked].sort()).toEqual([0, 4]);
  });

  it('falls back to change when no set fits', () => {
    const found = selectCoins(request([100_000, 90_000], 20_000));
    expect(found.change).toBe(found.total - 20_000n - 440n - 1480n - 340n);
    expect(found.picked).toHaveLength(1);
  });

  it('leaves out coins that cost more than they hold', () => {
    expect(() => selectCoins(request([1_480, 1_000, 500], 100))).toThrow(expect.objectContaining({ code: 'plan/not-enough' }));
    expect(selectCoins(request([1_480, 100_000], 50_000)).picked).toEqual([1]);
  });

  it.each([
    ['no coins', [], 1_000, 'plan/not-enough'],
    ['too little', [1_000, 2_000, 5_000], 50_000, 'plan/not-enough'],
    ['enough but for the fee', [10_000], 9_000, 'plan/not-enough'],
    ['nothing to pay', [10_000], 0, 'selection/bad-target'],
    ['a negative amount', [10_000], -5, 'selection/bad-target'],
  ] as const)('refuses %s', (_, values, target, code) => {
    expect(() => selectCoins(request(values, target))).toThrow(expect.objectContaining({ code }));
  });

  it('says what is missing', () => {
    expect(() => selectCoins(request([10_000], 10_000))).toThrow(expect.objectContaining({ context: { missing: '1920' } }));
  });

  it('offers to gather when the amount takes more coins than fit, and what would fit', () => {
    const many = Array.from({ length: 50 }, () => 2_480);
    expect(() => selectCoins(request(many, 30_000, { maxInputs: 20 }))).toThrow(expect.objectContaining({ code: 'plan/too-many-coins', context: { maxInputs: 20, most: String(20 * 1_000 - 440) } }));
    expect(selectCoins(request(many, 20 * 1_000 - 440, { maxInputs: 20 })).picked).toHaveLength(20);
  });

  it('draws the same coins for the same seed', () => {
    const values = Array.from({ length: 300 }, (_, index) => 5_000 + index * 13);
    const cheap = { coins: coins(values, 148, 444) };
    const [one, two] = [selectCoins(request(values, 200_000, cheap)), selectCoins(request(values, 200_000, cheap))];
    expect(one).toEqual(two);
    expect(one.by).not.toBe('largest-first');
  });

  it('stays exact beyond 2^53', () => {
    const huge = 90_000_000n * 100_000_000n;
    const found = selectCoins(request([huge, huge, 5_000_000n], huge - 10_000n));
    expect(found.total - (found.change ?? 0n)).toBeGreaterThanOrEqual(huge - 10_000n);
    expect(selectAll({ coins: coins([huge, huge, 9_007_199_254_740_993n]), baseFee: 440n }).amount).toBe(2n * huge + 9_007_199_254_740_993n - 440n - 3n * 1480n);
  });

  it('holds its promises for any coins', () => {
    const anyCoin = fc.record({ value: fc.oneof(fc.integer({ min: 1, max: 5_000 }), fc.integer({ min: 1, max: 100_000_000 })), size: fc.constantFrom(58, 68, 148, 180) });
    fc.assert(fc.property(fc.array(anyCoin, { maxLength: 60 }), fc.integer({ min: 1, max: 50_000_000 }), fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 20 }), fc.uint8Array({ minLength: 12, maxLength: 32 }), (raw, target, rate, longTerm, seed) => {
      const input = raw.map(({ value, size }) => ({ value: BigInt(value), fee: size * rate, longTermFee: size * longTerm }));
      const baseFee = BigInt(44 * rate);
      const change = { fee: 34 * rate, spendFee: 148 * longTerm, dust: 546 };
      const worth = input.reduce((sum, coin) => sum + (coin.value > BigInt(coin.fee) ? coin.value - BigInt(coin.fee) : 0n), 0n);
      const enough = worth >= BigInt(target) + baseFee;
      let found;
      try {
        found = selectCoins({ coins: input, target: BigInt(target), baseFee, change, seed });
      } catch (thrown) {
        expect(thrown).toMatchObject({ code: 'plan/not-enough' });
        expect(enough).toBe(false);
        return;
      }
      expect(enough).toBe(true);
      expect(new Set(found.picked).size).toBe(found.picked.length);
      const total = found.picked.reduce((sum, index) => sum + (input[index]?.value ?? 0n), 0n);
      expect(found.total).toBe(total);
      const inputFees = found.picked.reduce((sum, index) => sum + BigInt(input[index]?.fee ?? 0), 0n);
      const fee = total - BigInt(target) - (found.change ?? 0n);
      const needed = baseFee + inputFees + (found.change === null ? 0n : BigInt(change.fee));
      expect(fee).toBeGreaterThanOrEqual(needed);
      if (found.change !== null) {
        expect(found.change).toBeGreaterThanOrEqual(546n);
        expect(fee).toBe(needed);
      } else {
        // What is given away is less than a change output would have to hold, or what it would cost.
        expect(fee - needed).toBeLessThanOrEqual(BigInt(Math.max(change.fee + change.dust, change.fee + change.spendFee)));
      }
    }), { numRuns: 600 });
  });
});

describe('selectAll', () => {
  it('takes everything that is worth spending, less the fee', () => {
    expect(selectAll({ coins: coins([10_000, 20_000, 1_000]), baseFee: 440n })).toEqual({ picked: [0, 1], total: 30_000n, amount: 30_000n - 440n - 2n * 1480n });
  });

  it.each([[[], 'plan/not-enough'], [[1_900], 'plan/not-enough'], [[1_480], 'plan/not-enough']] as const)('refuses %j', (values, code) => {
    expect(() => selectAll({ coins: coins(values), baseFee: 440n })).toThrow(expect.objectContaining({ code }));
  });

  it('refuses more coins than fit', () => {
    expect(() => selectAll({ coins: coins(Array.from({ length: 2_001 }, () => 10_000)), baseFee: 440n })).toThrow(expect.objectContaining({ code: 'plan/too-many-coins' }));
  });
});

describe('branchAndBound', () => {
  it('is as good as trying every set', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 1500, max: 20_000 }), { minLength: 1, maxLength: 9 }), fc.integer({ min: 1, max: 60_000 }), fc.integer({ min: 0, max: 2_000 }), fc.constantFrom(100, 444, 900, 1480), (values, target, slack, longTermFee) => {
      const ranked = rank(coins(values, 444, longTermFee));
      const found = branchAndBound(ranked, target, slack, 100);
      let best = Number.POSITIVE_INFINITY;
      for (let set = 1; set < 2 ** values.length; set += 1) {
        const chosen = values.filter((_, index) => (set >> index) & 1);
        const sum = chosen.reduce((total, value) => total + value - 444, 0);
        if (sum >= target && sum <= target + slack) best = Math.min(best, chosen.length * (444 - longTermFee) + sum - target);
      }
      if (longTermFee <= 444) expect(found?.waste ?? Number.POSITIVE_INFINITY).toBe(best);
      // With cheap fees more inputs are welcome, but a set ends as soon as it reaches the target.
      else expect(found === null).toBe(best === Number.POSITIVE_INFINITY);
    }), { numRuns: 400 });
  });

  it('gives up after its tries and still answers', () => {
    const values = Array.from({ length: 2_000 }, (_, index) => 100_000 + index * 2);
    expect(() => branchAndBound(rank(coins(values)), 12_345_677, 0, 2_000)).not.toThrow();
  });
});

describe('helpers', () => {
  it('sorts by falling value', () => {
    fc.assert(fc.property(fc.array(fc.maxSafeNat(), { maxLength: 200 }), (values) => {
      const order = fallingOrder(Float64Array.from(values));
      expect([...order].map((index) => values[index])).toEqual([...values].sort((left, right) => right - left));
    }));
  });

  it('draws every number and none outside', () => {
    const below = seededBelow(SEED);
    const drawn = Array.from({ length: 2_000 }, () => below(7));
    expect(new Set(drawn)).toEqual(new Set([0, 1, 2, 3, 4, 5, 6]));
  });
});
