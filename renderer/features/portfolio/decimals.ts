// Exact addition of decimal texts: values in a currency never pass through floating point.

const PLACES = 12;

/** @param values decimal texts with at most 12 decimals */
export function addDecimals(values: readonly string[]): string {
  const sum = values.reduce((total, value) => {
    const negative = value.startsWith('-');
    const [whole = '0', fraction = ''] = value.replace('-', '').split('.');
    const units = BigInt(whole + fraction.padEnd(PLACES, '0'));
    return negative ? total - units : total + units;
  }, 0n);
  const text = (sum < 0n ? -sum : sum).toString().padStart(PLACES + 1, '0');
  return `${sum < 0n ? '-' : ''}${text.slice(0, -PLACES)}.${text.slice(-PLACES)}`;
}
