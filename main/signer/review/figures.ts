// Amounts of a review: base units with the asset's unit, and where the unit is known from.

import { builtInAsset, chainInfo } from '../../../shared/chains/registry';
import type { AssetId, ChainId } from '../../../shared/chains/ids';
import type { Figure } from '../../../shared/contract/money-path';

/** An amount of a chain's own coin; `units` in its base units. */
export function nativeFigure(chain: ChainId, units: bigint): Figure {
  const { id, symbol, decimals } = chainInfo(chain).native;
  return { units: units.toString(), asset: id, symbol, decimals, decimalsFrom: 'built-in' };
}

/** What servers say of a token that Fluxkeep was not built with. */
export interface ReportedToken {
  readonly decimals: number | null;
  readonly symbol: string | null;
}

/** An amount of any asset. For unknown tokens decimals and symbol are as reported and marked so. */
export function assetFigure(asset: AssetId, units: bigint, reported: ReportedToken): Figure {
  const known = builtInAsset(asset);
  if (known !== null) return { units: units.toString(), asset, symbol: known.symbol, decimals: known.decimals, decimalsFrom: 'built-in' };
  return { units: units.toString(), asset, symbol: reported.symbol, decimals: reported.decimals, decimalsFrom: 'reported' };
}

/** A ratio of two amounts as text with at most 3 decimals, rounded down. */
export function ratioText(amount: bigint, by: number): string {
  const thousandths = (amount * 1000n) / BigInt(by);
  const fraction = (thousandths % 1000n).toString().padStart(3, '0').replace(/0+$/, '');
  return `${thousandths / 1000n}${fraction === '' ? '' : `.${fraction}`}`;
}
