// What an amount is worth, for the approval window's second line: a price is reported by a server and never decides anything.

import type { Client } from '../../shared/contract/base';
import type { Figure, Review } from '../../shared/contract/money-path';
import type { Settings } from '../../shared/contract/settings';
import type { walletCalls, AssetRow } from '../../shared/contract/wallet';
import { valueInCents } from '../../shared/money/units';

/** @returns texts in the chosen currency; null where no price is known. */
export async function valueOf(review: Review, wallet: Client<typeof walletCalls>, currency: Settings['currency'], language: string): Promise<{ amount: string | null; fee: string | null }> {
  const { assets } = await wallet['portfolio.get'](undefined);
  const format = new Intl.NumberFormat(language, { style: 'currency', currency });
  const text = (figure: Figure | undefined) => {
    const cents = figure ? centsOf(figure, assets) : null;
    return cents === null ? null : format.format(Number(cents) / 100);
  };
  return { amount: text(review.amount ?? undefined), fee: text(review.fee?.figure) };
}

function centsOf(figure: Figure, assets: readonly AssetRow[]): bigint | null {
  const row = assets.find((candidate) => candidate.asset === figure.asset && candidate.builtIn);
  if (!row || row.price.state !== 'known' || figure.decimals === null) return null;
  return valueInCents(BigInt(figure.units), figure.decimals, row.price.value);
}
