// Amounts as Fusion writes them: JSON numbers in FLUX, read from their digits into 10⁻⁸ FLUX without a double in between.

import { z } from 'zod';
import { plainDecimal } from '../../chains/exact-json';

/** More whole digits than all FLUX there will ever be has. */
const MOST_DIGITS = 12;

/**
 * Decimal text as 10⁻⁸ FLUX. The operator computes in doubles: digits beyond the eighth decimal are their noise and are rounded off.
 * Null when it is no amount.
 */
export function fluxUnits(text: string): bigint | null {
  if (text.length > 40 || !/^\d+(\.\d+)?([eE][+-]?\d{1,2})?$/.test(text)) return null;
  // Twelve decimals at most; the last four decide about rounding.
  const [whole = '', fraction = ''] = plainDecimal(text).split('.');
  return whole.length > MOST_DIGITS ? null : (BigInt(whole + fraction.padEnd(12, '0')) + 5_000n) / 10_000n;
}

const zNumber = z.union([z.number().int().nonnegative().transform(String), z.string()]);

/** An amount that must be there. */
export const zFlux = zNumber.transform((text, context) => {
  const units = fluxUnits(text);
  if (units !== null) return units;
  context.addIssue({ code: 'custom', message: 'not an amount' });
  return z.NEVER;
});

/** A fraction as decimal text with at most 12 decimals ("0.001" is 0.1 %). */
export const zFraction = zNumber.transform((text, context) => {
  const plain = /^\d+(\.\d+)?([eE][+-]?\d{1,2})?$/.test(text) && text.length <= 40 ? plainDecimal(text) : '';
  if (/^\d{1,6}(\.\d{1,12})?$/.test(plain)) return plain;
  context.addIssue({ code: 'custom', message: 'not a fraction' });
  return z.NEVER;
});
