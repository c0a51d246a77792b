// Amounts: bigint in base units inside a process, decimal strings of base units on every wire. A number never holds money.

import { AppError } from '../errors/app-error';

/** The wire form of an amount: an integer in base units, optional minus. */
export type UnitsText = string;

const UNITS_TEXT = /^-?(0|[1-9]\d{0,77})$/;

/** @throws AppError money/not-units */
export function unitsFromText(text: UnitsText): bigint {
  if (!UNITS_TEXT.test(text)) throw new AppError('money/not-units', 'not an integer amount of base units');
  return BigInt(text);
}

export type ParsedAmount = { ok: true; units: bigint } | { ok: false; code: 'money/not-a-number' | 'money/too-many-decimals' | 'money/too-large' };

/**
 * What a person typed, as base units. Takes `1234.5`, `1,234.5` or `1 234,5` by the locale's separators; never rounds.
 * @param separators decimal and group sign of the locale.
 */
export function parseAmount(text: string, decimals: number, separators: { decimal: string; group: string } = { decimal: '.', group: ',' }): ParsedAmount {
  const bare = text.trim().replace(/[\s\u00a0\u202f']/g, '');
  const [whole = '', fraction = '', ...rest] = bare.split(separators.decimal);
  const groups = whole.split(separators.group);
  const grouped = groups.length > 1;
  if (rest.length > 0 || (grouped && !(/^\d{1,3}$/.test(groups[0] ?? '') && groups.slice(1).every((group) => /^\d{3}$/.test(group))))) {
    return { ok: false, code: 'money/not-a-number' };
  }
  const digits = groups.join('');
  if (!/^\d*$/.test(digits) || !/^\d*$/.test(fraction) || digits.length + fraction.length === 0) return { ok: false, code: 'money/not-a-number' };
  const significant = fraction.replace(/0+$/, '');
  if (significant.length > decimals) return { ok: false, code: 'money/too-many-decimals' };
  if (digits.length > 60) return { ok: false, code: 'money/too-large' };
  return { ok: true, units: BigInt((digits || '0') + significant.padEnd(decimals, '0')) };
}

/** Base units as a plain decimal with a point and no grouping: exact, for URIs, exports and input fields. */
export function plainAmount(units: bigint, decimals: number): string {
  const negative = units < 0n;
  const text = (negative ? -units : units).toString().padStart(decimals + 1, '0');
  const whole = text.slice(0, text.length - decimals);
  const fraction = decimals === 0 ? '' : text.slice(-decimals).replace(/0+$/, '');
  return `${negative ? '-' : ''}${whole}${fraction ? `.${fraction}` : ''}`;
}

/**
 * Value of an amount at a price, in hundredths of the currency, rounded half up.
 * @param price decimal text, at most 12 decimals ("0.3012").
 * @throws AppError money/bad-price
 */
export function valueInCents(units: bigint, decimals: number, price: string): bigint {
  const match = /^(\d{1,30})(?:\.(\d{1,12}))?$/.exec(price);
  if (!match) throw new AppError('money/bad-price', 'not a decimal price');
  const scaled = BigInt((match[1] ?? '0') + (match[2] ?? '').padEnd(12, '0'));
  const divisor = 10n ** BigInt(decimals + 12);
  return (units * scaled * 100n + divisor / 2n) / divisor;
}

/** Hundredths as decimal text. */
export function centsText(cents: bigint): string {
  const digits = (cents < 0n ? -cents : cents).toString().padStart(3, '0');
  return `${cents < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
