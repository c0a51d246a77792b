import fc from 'fast-check';
import { centsText, parseAmount, plainAmount, unitsFromText, valueInCents } from '../../../../shared/money/units';

describe('amounts', () => {
  it('reads what it wrote, for any amount and any number of decimals', () => {
    fc.assert(fc.property(fc.bigInt({ min: 0n, max: 10n ** 40n }), fc.integer({ min: 0, max: 18 }), (units, decimals) => {
      expect(parseAmount(plainAmount(units, decimals), decimals)).toEqual({ ok: true, units });
    }));
  });
  it.each([
    ['1', 8, 100000000n], ['0.00000001', 8, 1n], ['1,234.5', 8, 123450000000n], ['.5', 1, 5n], ['5.', 1, 50n], ['1 000', 0, 1000n], ['1.500', 1, 15n], ["1'000.25", 2, 100025n],
  ])('takes %s', (text, decimals, units) => expect(parseAmount(text, decimals)).toEqual({ ok: true, units }));
  it.each([
    ['', 'money/not-a-number'], ['.', 'money/not-a-number'], ['1e8', 'money/not-a-number'], ['-1', 'money/not-a-number'], ['0x10', 'money/not-a-number'], ['1.2.3', 'money/not-a-number'],
    ['12,34', 'money/not-a-number'], ['1,2345', 'money/not-a-number'], ['١', 'money/not-a-number'], ['0.000000001', 'money/too-many-decimals'], ['1'.repeat(70), 'money/too-large'],
  ])('refuses %s', (text, code) => expect(parseAmount(text, 8)).toEqual({ ok: false, code }));
  it('takes the separators of the locale', () => {
    expect(parseAmount('1.234,5', 8, { decimal: ',', group: '.' })).toEqual({ ok: true, units: 123450000000n });
    expect(parseAmount('1.5', 8, { decimal: ',', group: '.' })).toEqual({ ok: false, code: 'money/not-a-number' });
  });
  it('refuses wire amounts that are not plain integers', () => {
    for (const text of ['', '01', '1.0', '1e3', ' 1', '+1', '--1', 'NaN']) expect(() => unitsFromText(text)).toThrow(expect.objectContaining({ code: 'money/not-units' }));
    expect(unitsFromText('-12')).toBe(-12n);
  });
  it('values without floating point, rounding half up to the cent', () => {
    expect(valueInCents(25_000_000_000n, 8, '0.3')).toBe(7500n);
    expect(valueInCents(1n, 8, '100000')).toBe(0n);
    expect(valueInCents(5n, 1, '0.01')).toBe(1n);
    expect(valueInCents(10n ** 30n, 18, '0.000000000001')).toBe(100n);
    expect([0n, 5n, -5n, 7500n, -123456n].map(centsText)).toEqual(['0.00', '0.05', '-0.05', '75.00', '-1234.56']);
    expect(() => valueInCents(1n, 0, '1e5')).toThrow(expect.objectContaining({ code: 'money/bad-price' }));
  });
});
