// A figure of a review in words: exact, with its unit; what a server said about a token is marked by the caller.

import type { Figure } from '../../shared/contract/money-path';
import { unitsFromText } from '../../shared/money/units';
import { formatNumber, formatUnits } from '../i18n/format';

/** The same on every chain that carries it. */
const FLUX_DECIMALS = 8;

/** Null when the decimals of the token are not known: then only the raw integer is true. */
export function figureAmount(figure: Figure): { amount: string; symbol: string } | null {
  if (figure.decimals === null || figure.symbol === null) return null;
  return { amount: formatUnits(unitsFromText(figure.units), figure.decimals, { min: Math.min(2, figure.decimals) }), symbol: figure.symbol };
}

/** @param units 10⁻⁸ FLUX */
export function fluxLine(units: string): string {
  return `${formatUnits(unitsFromText(units), FLUX_DECIMALS, { min: 2 })} FLUX`;
}

/** Amount and unit in one line, or the raw integer. */
export function figureLine(figure: Figure): string {
  const known = figureAmount(figure);
  return known ? `${known.amount} ${known.symbol}` : formatNumber(unitsFromText(figure.units));
}
