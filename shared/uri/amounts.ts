// Amounts in links: whole coins with a point (BIP21), or a plain or exponential integer (EIP-681). Exact, never rounded.
import { uriError } from './request';

/** Largest figure of either form: what 256 bits hold. */
const MAX_UNITS = (1n << 256n) - 1n;

function positive(units: bigint): bigint {
  if (units === 0n) throw uriError('bad-amount', 'the amount is zero');
  if (units > MAX_UNITS) throw uriError('bad-amount', 'the amount is too large');
  return units;
}

/**
 * "20.3" as base units: digits on both sides of an optional point.
 * @throws AppError uri/bad-amount | uri/too-many-decimals (context.max)
 */
export function parseCoinAmount(text: string, decimals: number): bigint {
  const match = /^(\d{1,60})(?:\.(\d{1,60}))?$/.exec(text);
  if (!match) throw uriError('bad-amount', 'not a decimal amount');
  const fraction = (match[2] ?? '').replace(/0+$/, '');
  if (fraction.length > decimals) throw uriError('too-many-decimals', 'the amount has more decimals than the coin', { max: decimals });
  return positive(BigInt((match[1] ?? '') + fraction.padEnd(decimals, '0')));
}

/**
 * The `number` of EIP-681: "1500000000000000000", "1.5e18". Must come out whole.
 * @throws AppError uri/bad-amount
 */
export function parseEip681Number(text: string): bigint {
  const match = /^\+?(\d{0,78})(?:\.(\d{1,78}))?(?:[eE](\d{1,2}))?$/.exec(text);
  const [whole, fraction] = [match?.[1] ?? '', (match?.[2] ?? '').replace(/0+$/, '')];
  if (!match || whole.length + (match[2] ?? '').length === 0) throw uriError('bad-amount', 'not a number');
  const exponent = Number(match[3] ?? '0');
  if (fraction.length > exponent) throw uriError('bad-amount', 'not a whole number of base units');
  return BigInt((whole || '0') + fraction.padEnd(exponent, '0'));
}

/** As `parseEip681Number`, and above zero. */
export function parseEip681Amount(text: string): bigint {
  return positive(parseEip681Number(text));
}
