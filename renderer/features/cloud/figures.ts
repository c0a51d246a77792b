// Amounts, terms and dates of apps in words.

import { MONTH_BLOCKS } from '../../../shared/fluxos/specification';
import { unitsFromText } from '../../../shared/money/units';
import { formatDuration, formatUnits } from '../../i18n/format';
import type { T } from '../../i18n/keys';

const BLOCK_SECONDS = 30;
/** Of FLUX, and of dollars as the wallet counts them here. */
const DECIMALS = 8;

export const fluxText = (t: T, units: string): string => t('cloud.flux', { amount: formatUnits(unitsFromText(units), DECIMALS) });
export const usdText = (t: T, units: string): string => t('cloud.usd', { amount: formatUnits(unitsFromText(units), DECIMALS, { places: 2 }) });

/** "1 month" for whole months, else days or hours. */
export function termText(t: T, blocks: number): string {
  const months = blocks / MONTH_BLOCKS;
  return Number.isInteger(months) && months >= 1 ? t('cloud.form.months', { count: months }) : formatDuration(blocks * BLOCK_SECONDS);
}

/** When a block comes, by the spacing; milliseconds. */
export const timeOfBlock = (height: number, tip: number, now: number): number => now + (height - tip) * BLOCK_SECONDS * 1000;
