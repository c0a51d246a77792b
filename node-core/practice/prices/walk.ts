// Practice prices: a gentle walk per coin around a middle, a pure function of seed, coin and practice time.
import { PRICE_CURRENCIES } from '../../../shared/practice/control-api';
import { layeredNoise } from '../noise';

/** US dollars around which each coin walks; keys are the price ids of the registry. */
const MIDDLES = { flux: 0.31, bitcoin: 96_000, ethereum: 3_400, bnb: 640, polygon: 0.52, avalanche: 38 } as const;
type PricedCoin = keyof typeof MIDDLES;
type PriceCurrency = (typeof PRICE_CURRENCIES)[number];

/** Units of each currency for one US dollar. */
const PER_DOLLAR: Record<PriceCurrency, number> = {
  USD: 1, EUR: 0.92, GBP: 0.79, CHF: 0.88, JPY: 151, CAD: 1.38, AUD: 1.52, CNY: 7.2, INR: 84, BRL: 5.6, KRW: 1_380, PLN: 3.98, CZK: 23.3, SEK: 10.6,
};
const DAY_MS = 86_400_000;
/** Natural logarithm of the farthest a price goes from its middle. */
const REACH = 0.45;
/** Days of the slowest swing; ten layers below it reach down to about an hour and a half. */
const SLOWEST_DAYS = 60;
const LAYERS = 10;

export function isPricedCoin(coin: string): coin is PricedCoin {
  return Object.hasOwn(MIDDLES, coin);
}

export function pricedCoins(): readonly PricedCoin[] {
  return Object.keys(MIDDLES).filter(isPricedCoin);
}

export function isPriceCurrency(currency: string): currency is PriceCurrency {
  return PRICE_CURRENCIES.some((known) => known === currency);
}

function dollars(seed: string, coin: PricedCoin, timeMs: number): number {
  return MIDDLES[coin] * Math.exp(REACH * layeredNoise(seed, `price/${coin}`, timeMs / DAY_MS / SLOWEST_DAYS, LAYERS));
}

/** Decimal text with about eight meaningful digits. */
function decimal(value: number): string {
  const digits = Math.max(0, Math.min(12, 7 - Math.floor(Math.log10(value))));
  return value.toFixed(digits);
}

/** Price of one coin in a currency at a moment of practice time. */
export function priceAt(seed: string, coin: PricedCoin, currency: PriceCurrency, timeMs: number): string {
  return decimal(dollars(seed, coin, timeMs) * PER_DOLLAR[currency]);
}

/** Price of one coin in every currency. */
export function pricesAt(seed: string, coin: PricedCoin, timeMs: number): Record<string, string> {
  const inDollars = dollars(seed, coin, timeMs);
  return Object.fromEntries(PRICE_CURRENCIES.map((currency) => [currency, decimal(inDollars * PER_DOLLAR[currency])]));
}

/** Change over the day before, in percent. */
export function dayChange(seed: string, coin: PricedCoin, timeMs: number): number {
  return Math.round((dollars(seed, coin, timeMs) / dollars(seed, coin, timeMs - DAY_MS) - 1) * 10_000) / 100;
}
