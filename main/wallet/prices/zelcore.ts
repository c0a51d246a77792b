// Zelcore's public rates service: /rates (fiat per bitcoin, bitcoin per coin) and /marketsusd (change over a day). It has no history.

import { z } from 'zod';
import { AppError } from '../../../shared/errors/app-error';
import type { Http } from '../chains/http';
import { askJson } from '../chains/rest';
import { soundPrice, type PriceProvider, type Rate } from './provider';

const TICKERS: Readonly<Record<string, string>> = { flux: 'FLUX', bitcoin: 'BTC', ethereum: 'ETH', bnb: 'BNB', polygon: 'POL', avalanche: 'AVAX' };
const zNumber = z.union([z.number(), z.string().max(60)]);
const zRates = z.tuple([
  z.array(z.object({ code: z.string().max(20), rate: zNumber.nullable().catch(null) })).max(1_000),
  z.record(z.string().max(80), zNumber.nullable().catch(null)),
], z.unknown());
const zMarkets = z.tuple([z.record(z.string().max(80), z.object({ change: zNumber.nullish().catch(null) }).catch({}))], z.unknown());

export function zelcoreProvider(base: string, http: Http): PriceProvider {
  return {
    spare: false,
    async rates(coins, currency) {
      const [fiat, inBitcoin] = await askJson(http, zRates, { url: `${base}/rates` });
      const perBitcoin = sound(fiat.find(({ code }) => code === currency)?.rate);
      const changes = await askJson(http, zMarkets, { url: `${base}/marketsusd` }).then(([markets]) => markets, () => ({}) as Record<string, { change?: number | string | null }>);
      const rates = new Map<string, Rate>();
      for (const coin of coins) {
        const ticker = TICKERS[coin] ?? '';
        const price = coin === 'bitcoin' ? '1' : sound(inBitcoin[ticker]);
        if (price === null || perBitcoin === null) continue;
        const product = soundPrice(multiply(price, perBitcoin));
        const change = Number(changes[ticker]?.change ?? Number.NaN);
        if (product !== null) rates.set(coin, { price: product, change: Number.isFinite(change) && change > -100 ? change : null });
      }
      return rates;
    },
    history: () => Promise.reject(new AppError('prices/no-history', 'this source has no history')),
  };
}

function sound(value: number | string | null | undefined): string | null {
  return value === null || value === undefined ? null : soundPrice(value);
}

/** Exact product of two plain decimals. */
function multiply(one: string, other: string): string {
  const scale = (text: string): [bigint, number] => {
    const [whole = '0', fraction = ''] = text.split('.');
    return [BigInt(whole + fraction), fraction.length];
  };
  const [left, leftPlaces] = scale(one);
  const [right, rightPlaces] = scale(other);
  const places = leftPlaces + rightPlaces;
  const digits = (left * right).toString().padStart(places + 1, '0');
  return places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
}
