// A source of prices. Prices are decimal text, never doubles; what is not a finite positive number is dropped.

import { z } from 'zod';
import { plainDecimal } from '../chains/exact-json';
import type { Http } from '../chains/http';
import { askJson } from '../chains/rest';

export interface Rate {
  /** Price of one coin, decimal text with at most 12 decimals. */
  readonly price: string;
  /** Percent over the past day; null when the source does not say. */
  readonly change: number | null;
}
export interface PricePoint {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly price: string;
}
/** Coins go by the registry's `priceId`. Both methods throw AppError `endpoint/…`. */
export interface PriceProvider {
  /** Asked for prices of now only where no other source has one: its figures never stand beside theirs. */
  readonly spare: boolean;
  rates(coins: readonly string[], currency: string): Promise<Map<string, Rate>>;
  /** Oldest first. */
  history(coin: string, currency: string, days: number): Promise<PricePoint[]>;
}

const zPrice = z.union([z.number(), z.string().max(60)]);
const PLAIN = /^\d{1,30}(\.\d{1,30})?([eE][+-]?\d{1,3})?$/;

/** The price as plain decimal text, or null when it is no positive number. */
export function soundPrice(value: number | string): string | null {
  const text = String(value);
  if (!PLAIN.test(text)) return null;
  const plain = plainDecimal(text);
  return /[1-9]/.test(plain) ? plain : null;
}

const zPracticeRates = z.object({ rates: z.record(z.string().max(40), z.record(z.string().max(10), zPrice)), change24h: z.record(z.string().max(40), zPrice) });
const zPracticeHistory = z.object({ points: z.array(z.tuple([z.number(), zPrice])).max(20_000) });

/** The practice network's service: /rates and /history. */
export function practiceProvider(base: string, http: Http): PriceProvider {
  return {
    spare: false,
    async rates(coins, currency) {
      const { rates, change24h } = await askJson(http, zPracticeRates, { url: `${base}/rates` });
      return collect(coins, (coin) => ({ price: rates[coin]?.[currency], change: change24h[coin] }));
    },
    async history(coin, currency, days) {
      const { points } = await askJson(http, zPracticeHistory, { url: `${base}/history?coin=${encodeURIComponent(coin)}&vs=${currency}&days=${days}` });
      return sound(points);
    },
  };
}

/** CoinGecko's ids of the registry's coins. */
const COINGECKO_IDS: Readonly<Record<string, string>> = {
  flux: 'zelcash', bitcoin: 'bitcoin', ethereum: 'ethereum', bnb: 'binancecoin', polygon: 'polygon-ecosystem-token', avalanche: 'avalanche-2',
};
const zGeckoRates = z.record(z.string().max(80), z.record(z.string().max(40), zPrice.nullable()));
const zGeckoChart = z.object({ prices: z.array(z.tuple([z.number(), zPrice])).max(50_000) });

/** A service with CoinGecko's paths: /simple/price and /coins/{id}/market_chart. It is there for histories; its prices of now are a spare. */
export function geckoProvider(base: string, http: Http): PriceProvider {
  return {
    spare: true,
    async rates(coins, currency) {
      const vs = currency.toLowerCase();
      const ids = coins.flatMap((coin) => COINGECKO_IDS[coin] ?? []).join(',');
      const answer = await askJson(http, zGeckoRates, { url: `${base}/simple/price?ids=${ids}&vs_currencies=${vs}&include_24hr_change=true&precision=full` });
      return collect(coins, (coin) => {
        const found = answer[COINGECKO_IDS[coin] ?? ''];
        return { price: found?.[vs] ?? undefined, change: found?.[`${vs}_24h_change`] ?? undefined };
      });
    },
    async history(coin, currency, days) {
      const id = COINGECKO_IDS[coin];
      if (id === undefined) return [];
      const { prices } = await askJson(http, zGeckoChart, { url: `${base}/coins/${id}/market_chart?vs_currency=${currency.toLowerCase()}&days=${days}` });
      return sound(prices);
    },
  };
}

function collect(coins: readonly string[], find: (coin: string) => { price: number | string | undefined; change: number | string | undefined }): Map<string, Rate> {
  const rates = new Map<string, Rate>();
  for (const coin of coins) {
    const { price, change } = find(coin);
    const text = price === undefined ? null : soundPrice(price);
    if (text === null) continue;
    const percent = Number(change);
    rates.set(coin, { price: text, change: change !== undefined && Number.isFinite(percent) && percent > -100 ? percent : null });
  }
  return rates;
}

function sound(points: readonly (readonly [number, number | string])[]): PricePoint[] {
  return points.flatMap(([at, value]) => {
    const price = soundPrice(value);
    return price === null ? [] : [{ at: Math.round(at), price }];
  }).sort((left, right) => left.at - right.at);
}
