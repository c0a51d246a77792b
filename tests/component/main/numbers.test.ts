/** Amounts, shares, row positions and groups: the arithmetic behind the screens. */
import { headsBefore, placeAt, rangeFor, topOf, withHeads } from '../../../renderer/features/activity/virtual-rows';
import { pagesFor, PAGE } from '../../../renderer/features/activity/use-window';
import { typedRate, unitsForMoney } from '../../../renderer/features/send/draft';
import { share } from '../../../renderer/features/portfolio/flux-across';
import { addDecimals } from '../../../renderer/features/portfolio/decimals';
import { formatUnits, moneyParts, separators, setLocale } from '../../../renderer/i18n/format';
import { addressGroups } from '../../../renderer/ui/address';
import { completions, splitPhrase } from '../../../renderer/secrets/words/wordlist';

beforeEach(() => setLocale('en-US'));

test('amounts are exact, cut instead of rounded, and never shown as zero when they are not', () => {
  expect(formatUnits(1248022500000n, 8)).toBe('12,480.225');
  expect(formatUnits(199999999n, 8, { places: 4 })).toBe('1.9999');
  expect(formatUnits(1n, 8, { places: 4 })).toBe('<0.0001');
  expect(formatUnits(-12000000000n, 8, { places: 4, sign: true })).toBe('−120.0000');
  expect(formatUnits(10n ** 40n, 18)).toBe(`10${',000'.repeat(7)}`);
  expect(formatUnits(0n, 8, { places: 4 })).toBe('0');
});

test('numbers follow the locale', () => {
  setLocale('de-DE');
  expect(separators()).toEqual({ decimal: ',', group: '.' });
  expect(formatUnits(123456789012n, 8)).toBe('1.234,56789012');
  expect(moneyParts('9284.51', 'EUR').fraction).toBe('51');
});

test('money becomes coins rounded down', () => {
  expect(unitsForMoney(7500n, '0.3', 8)).toBe(25000000000n);
  expect(unitsForMoney(1n, '3', 8)).toBe(333333n);
  expect(unitsForMoney(1n, '0', 8)).toBeNull();
});

test.each([['1', '1'], ['1,5', '1.5'], ['0', null], ['x', null], ['', null], ['1e9', null]])('the rate %p reads as %p', (text, rate) => {
  expect(typedRate(text, { decimal: ',', group: '.' })).toBe(rate);
});

test('sums of values and shares are exact', () => {
  expect(Number(addDecimals(['0.1', '0.2', '-0.3']))).toBe(0);
  expect(addDecimals(['3744.07', '936.005'])).toBe('4680.075000000000');
  expect(share(1n, 3n)).toBe(33.33);
  expect(share(0n, 0n)).toBe(0);
});

test('rows with heads: place and position are inverse, for every row', () => {
  const sizes = { row: 59, head: 38 };
  const heads = [0, 3, 4, 90];
  expect(headsBefore(heads, 4)).toBe(2);
  for (let place = 0; place < 100; place += 1) {
    expect(placeAt(heads, 100, topOf(heads, place, sizes), sizes)).toBe(place);
    expect(placeAt(heads, 100, topOf(heads, place + 1, sizes) - 1, sizes)).toBe(place);
  }
  expect(rangeFor(heads, 100, 0, 600, sizes).first).toBe(0);
  expect(rangeFor(heads, 100, 1e9, 600, sizes).last).toBe(99);
  expect(withHeads(heads, [3, 4])).toBe(heads);
  expect(withHeads(heads, [50, 4])).toEqual([0, 3, 4, 50, 90]);
});

test('only the pages in view are read', () => {
  expect(pagesFor(0, 30)).toEqual([0]);
  expect(pagesFor(PAGE * 7 - 5, PAGE * 7 + 5)).toEqual([0, 6, 7]);
});

test('addresses fall into groups of four', () => {
  expect(addressGroups('t1KfkUZ3bT')).toEqual(['t1Kf', 'kUZ3', 'bT']);
  expect(addressGroups('0x5290840009').slice(0, 2)).toEqual(['0x5290', '8400']);
});

test('phrases are read from any paper', () => {
  expect(splitPhrase(' 1. Abandon\t2) ZOO\n')).toEqual(['abandon', 'zoo']);
  expect(completions('aban')).toEqual(['abandon']);
  expect(completions('abandon')).toEqual([]);
  // A whole word is left alone although longer ones begin with it; the next letter brings those back.
  expect(completions('act')).toEqual([]);
  expect(completions('acti')).toContain('action');
});
