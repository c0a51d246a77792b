// The price service: GET /rates and GET /history.
import { dayChange, isPriceCurrency, isPricedCoin, priceAt, pricedCoins, pricesAt } from '../prices/walk';
import type { FaultSwitches } from './faults';
import { json, notFound, type ServiceHandler } from './server';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const MOST_DAYS = 3_650;
const ABSURD_FACTOR = 1_000;

interface PriceSource {
  readonly seed: string;
  readonly nowMs: number;
}

/** Milliseconds between two points of a history: five minutes, an hour or a day. */
function stepFor(days: number): number {
  if (days <= 1) return 5 * MINUTE_MS;
  return days <= 31 ? 60 * MINUTE_MS : DAY_MS;
}

export function pricesHandler(source: () => PriceSource, faults: FaultSwitches): ServiceHandler {
  return ({ method, path, query }) => {
    if (method !== 'GET') return notFound();
    const { seed, nowMs: real } = source();
    const nowMs = faults.frozen?.nowMs ?? real;
    if (path === '/rates') {
      const factor = faults.has('changedAmount') ? ABSURD_FACTOR : 1;
      const told = (prices: Record<string, string>): Record<string, string> =>
        factor === 1 ? prices : Object.fromEntries(Object.entries(prices).map(([currency, price]) => [currency, (Number(price) * factor).toFixed(2)]));
      const rates = Object.fromEntries(pricedCoins().map((coin) => [coin, told(pricesAt(seed, coin, nowMs))]));
      return json({ asOfMs: nowMs, rates, change24h: Object.fromEntries(pricedCoins().map((coin) => [coin, dayChange(seed, coin, nowMs)])) });
    }
    if (path !== '/history') return notFound();
    const [coin, vs, days] = [query.get('coin') ?? '', query.get('vs') ?? 'USD', Number(query.get('days') ?? 30)];
    if (!isPricedCoin(coin)) return json({ error: 'prices/unknown-coin', message: `no price for ${coin.slice(0, 40)}` }, 404);
    if (!isPriceCurrency(vs)) return json({ error: 'prices/unknown-currency', message: `no prices in ${vs.slice(0, 10)}` }, 404);
    if (!Number.isInteger(days) || days < 1 || days > MOST_DAYS) return json({ error: 'prices/bad-days', message: 'days must be a whole number from 1 to 3650' }, 400);
    const step = stepFor(days);
    const points: [number, string][] = [];
    // Points lie on a fixed grid, so that two calls agree; the last one is now.
    for (let time = Math.ceil((nowMs - days * DAY_MS) / step) * step; time < nowMs; time += step) points.push([time, priceAt(seed, coin, vs, time)]);
    points.push([nowMs, priceAt(seed, coin, vs, nowMs)]);
    return json({ coin, vs, points });
  };
}
