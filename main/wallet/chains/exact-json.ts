// JSON whose numbers keep every digit: what is not a safe integer arrives as its own text, never rounded to a double.

import { z } from 'zod';
import { AppError } from '../../../shared/errors/app-error';

const STRING_OR_NUMBER = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
const INTEGER = /^-?\d{1,15}$/;

/**
 * @returns the value, with integers of up to 15 digits as numbers and every other number as text
 * @throws AppError endpoint/malformed
 */
export function parseExactJson(source: string): unknown {
  const exact = source.replace(STRING_OR_NUMBER, (token) => (token.startsWith('"') || INTEGER.test(token) ? token : `"${token}"`));
  try {
    return JSON.parse(exact);
  } catch (cause) {
    throw new AppError('endpoint/malformed', 'the answer is not JSON', { cause });
  }
}

/** A whole amount that a server wrote as number or text. */
export const zWhole = z.union([z.number().int().nonnegative(), z.string().regex(/^\d{1,78}$/)]).transform((value) => BigInt(value));
export const zHeight = z.number().int().min(0).max(0x7fffffff);
export const zDisplayHash = z.string().regex(/^[0-9a-f]{64}$/);

/** Writes out an exponent ("1e-8" is "0.00000001"); at most 12 decimals are kept. */
export function plainDecimal(text: string): string {
  const match = /^(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text);
  if (!match) throw new AppError('endpoint/malformed', 'not a decimal number');
  const exponent = Number(match[3] ?? '0');
  const digits = (match[1] ?? '') + (match[2] ?? '');
  const point = (match[1] ?? '').length + exponent;
  if (Math.abs(point) > 200) throw new AppError('endpoint/malformed', 'number out of range');
  const whole = point <= 0 ? '0' : digits.slice(0, point).padEnd(point, '0');
  const fraction = (point <= 0 ? '0'.repeat(-point) + digits : digits.slice(point)).slice(0, 12).replace(/0+$/, '');
  return `${whole.replace(/^0+(?=\d)/, '')}${fraction === '' ? '' : `.${fraction}`}`;
}

/**
 * Parses a server's answer by its schema.
 * @throws AppError endpoint/malformed
 */
export function parseAnswer<T extends z.ZodType>(schema: T, value: unknown): z.output<T> {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new AppError('endpoint/malformed', 'the answer has another shape', { context: { at: parsed.error.issues[0]?.path.join('.').slice(0, 100) ?? '' } });
  return parsed.data;
}

/** A server's words: one line of printable text, at most `length` characters. */
export function plainText(text: string, length = 200): string {
  return text.replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ').trim().slice(0, length);
}
