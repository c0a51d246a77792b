// JSON whose numbers keep every digit: amounts are written from integers and read as the text that was sent.
import { AppError } from '../../../shared/errors/app-error';
import { plainAmount } from '../../../shared/money/units';

/** FLUX has 8 decimals on every chain. */
const FLUX_DECIMALS = 8;

/** A number of a JSON document, as its text. */
export class ExactNumber {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** An amount in FLUX, with at most 8 decimals. @param units 10⁻⁸ FLUX */
export const fluxNumber = (units: bigint): ExactNumber => new ExactNumber(plainAmount(units, FLUX_DECIMALS));

/** What can be written; entries that are undefined are left out. A bigint is written as an integer. */
export type JsonOut = null | boolean | number | string | bigint | ExactNumber | readonly JsonOut[] | { readonly [key: string]: JsonOut | undefined };

/** The JSON text of a value. */
export function writeExact(value: JsonOut): string {
  if (value instanceof ExactNumber) return value.text;
  if (typeof value === 'bigint') return value.toString();
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (isList(value)) return `[${value.map(writeExact).join(',')}]`;
  const entries = Object.entries(value).flatMap(([key, entry]) => (entry === undefined ? [] : [`${JSON.stringify(key)}:${writeExact(entry)}`]));
  return `{${entries.join(',')}}`;
}

const isList = (value: object): value is readonly JsonOut[] => Array.isArray(value);

const STRING_OR_NUMBER = /"(?:[^"\\]|\\.)*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** Reads JSON; every number becomes an ExactNumber. @throws SyntaxError */
export function readExact(text: string): unknown {
  // Strings and numbers both become strings with a first letter that tells them apart.
  const marked = text.replace(STRING_OR_NUMBER, (token) => (token.startsWith('"') ? `"s${token.slice(1)}` : `"n${token}"`));
  return unmark(JSON.parse(marked));
}

function unmark(value: unknown): unknown {
  if (typeof value === 'string') return value.startsWith('n') ? new ExactNumber(value.slice(1)) : value.slice(1);
  if (Array.isArray(value)) return value.map(unmark);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key.slice(1), unmark(entry)]));
}

const DECIMAL = /^(-?)(\d{1,60})(?:\.(\d{1,60}))?(?:[eE]([+-]?\d{1,3}))?$/;

/**
 * An amount in FLUX as 10⁻⁸ FLUX, whichever way the number is written.
 * @throws AppError `fusion/bad-amount` when it has more than 8 decimals or is out of all proportion
 */
export function unitsOf(number: ExactNumber): bigint {
  const match = DECIMAL.exec(number.text);
  const [, minus = '', whole = '', fraction = '', exponent = '0'] = match ?? [];
  const shift = FLUX_DECIMALS - fraction.length + Number(exponent);
  if (match === null || shift > 60) throw new AppError('fusion/bad-amount', 'an amount that cannot be');
  const digits = BigInt(whole + fraction);
  const divisor = shift < 0 ? 10n ** BigInt(-shift) : 1n;
  if (digits % divisor !== 0n) throw new AppError('fusion/bad-amount', 'an amount has at most 8 decimals');
  const units = (digits / divisor) * (shift > 0 ? 10n ** BigInt(shift) : 1n);
  return minus === '' ? units : -units;
}
