// The portfolio: rows per asset, total, change over a day, and the chart of its past. Unknown parts stay unknown in every sum.

import { chainOf, type AssetId } from '../../../shared/chains/ids';
import { builtInAsset } from '../../../shared/chains/registry';
import type { Reading } from '../../../shared/contract/base';
import type { CURRENCIES } from '../../../shared/contract/settings';
import type { AssetRow, Need, Portfolio } from '../../../shared/contract/wallet';
import { toAppError } from '../../../shared/errors/app-error';
import { centsText, valueInCents } from '../../../shared/money/units';
import type { EntryStore } from '../history/entry-store';
import type { PriceBook } from '../prices/price-book';
import type { PricePoint } from '../prices/provider';
import type { TokenStore } from '../store/token-store';
import type { Balances } from './balances';
import { combine, mapReading } from './readings';

export interface PortfolioDeps {
  readonly balances: Balances;
  readonly prices: PriceBook;
  readonly tokens: TokenStore;
  readonly entries: EntryStore;
  readonly clock: () => number;
  readonly needs: () => readonly Need[];
}

const DAY = 86_400_000;
/** Points of a chart by its length in days. */
const POINTS = { 1: 96, 7: 84, 30: 120, 365: 122 } as const;
export type ChartDays = keyof typeof POINTS;

export class PortfolioView {
  constructor(private readonly deps: PortfolioDeps) {}

  get(currency: (typeof CURRENCIES)[number]): Portfolio {
    const assets = this.deps.balances.assets().map((asset) => this.#row(asset));
    const priced = assets.filter((row) => builtInAsset(row.asset)?.priceId != null);
    const total = combine(priced.map((row) => mapReading(row.value, toCents)), sum, this.deps.clock());
    return { currency, total: mapReading(total, centsText), change: this.#change(priced, total), assets, needs: [...this.deps.needs()] };
  }

  #row(asset: AssetId): AssetRow {
    const chain = chainOf(asset);
    const known = builtInAsset(asset);
    const token = known ? null : this.deps.tokens.get(asset);
    const balance = this.deps.balances.of(chain, asset);
    const price = this.deps.prices.price(known?.priceId ?? null);
    return {
      asset, chain, symbol: known?.symbol ?? token?.symbol ?? '', name: known?.name ?? token?.name ?? '', decimals: known?.decimals ?? token?.decimals ?? null, builtIn: known !== null,
      balance: mapReading(balance, ({ total, pending, spendable, locked }) => ({ total: String(total), pending: String(pending), spendable: String(spendable), locked: String(locked) })),
      price,
      value: this.#value(mapReading(balance, ({ total }) => total), price, known?.decimals ?? 0),
    };
  }

  /** Nothing is worth nothing, whatever the price. */
  #value(units: Reading<bigint>, price: Reading<string>, decimals: number): Reading<string> {
    if (units.state === 'known' && units.value === 0n) return { ...units, value: '0.00' };
    if (units.state !== 'known') return units;
    return mapReading(price, (text) => centsText(valueInCents(units.value, decimals, text)));
  }

  #change(rows: readonly AssetRow[], total: Reading<bigint>): Portfolio['change'] {
    const since = this.deps.clock() - DAY;
    const effects = this.#effects(since);
    const then = combine(rows.map((row): Reading<bigint> => {
      if (row.balance.state !== 'known') return row.balance;
      const units = BigInt(row.balance.value.total) - (effects.get(row.asset) ?? 0n);
      if (units <= 0n) return { ...row.balance, value: 0n };
      const rate = this.deps.prices.rate(builtInAsset(row.asset)?.priceId ?? null);
      if (rate.state !== 'known') return rate;
      if (rate.value.change === null) return { state: 'unknown', reason: { code: 'prices/no-change', message: 'the source tells no change', context: {} }, at: rate.at };
      const now = valueInCents(units, row.decimals ?? 0, rate.value.price);
      // Percent with four decimals as an integer, so that the division stays exact.
      return { ...rate, value: (now * 1_000_000n) / BigInt(Math.max(1, Math.round((100 + rate.value.change) * 10_000))) };
    }), sum, this.deps.clock());
    return combine([total, then], ([now = 0n, before = 0n]) => ({
      amount: centsText(now - before),
      percent: before === 0n ? 0 : Number(((now - before) * 1_000_000n) / before) / 10_000,
    }), this.deps.clock());
  }

  /** What happened to each asset after a moment, fees with the native coin. */
  #effects(since: number): Map<AssetId, bigint> {
    const effects = new Map<AssetId, bigint>();
    for (const { asset, chain, amount, fee } of this.deps.entries.effectsSince(since)) {
      effects.set(asset, (effects.get(asset) ?? 0n) + amount);
      if (fee > 0n) effects.set(`${chain}/native`, (effects.get(`${chain}/native`) ?? 0n) - fee);
    }
    return effects;
  }

  /** Value of the whole over the past days; numbers are for drawing only. */
  async chart(days: ChartDays): Promise<Reading<{ at: number; value: number }[]>> {
    const { balances, prices, clock } = this.deps;
    const now = clock();
    const step = (days * DAY) / POINTS[days];
    const times = Array.from({ length: POINTS[days] + 1 }, (_, index) => Math.round(now - (POINTS[days] - index) * step));
    // Blocks may carry times a little ahead of the clock; what is in them has happened.
    const changes = [...this.deps.entries.effectsSince(times[0] ?? now)].map((change) => ({ ...change, time: Math.min(change.time, now) }));
    const series: Reading<number[]>[] = [];
    for (const asset of balances.assets()) {
      const known = builtInAsset(asset);
      if (!known?.priceId) continue;
      const balance = balances.of(known.chain, asset);
      if (balance.state !== 'known') {
        series.push(balance);
        continue;
      }
      const steps = changes.flatMap((change) => [
        ...(change.asset === asset ? [{ time: change.time, units: change.amount }] : []),
        ...(asset === `${change.chain}/native` && change.fee > 0n ? [{ time: change.time, units: -change.fee }] : []),
      ]);
      if (balance.value.total === 0n && steps.length === 0) continue;
      try {
        const points = await prices.history(known.priceId, days);
        series.push({ ...balance, value: valuesAt(times, balance.value.total, steps, known.decimals, points) });
      } catch (thrown) {
        series.push({ state: 'unknown', reason: toAppError(thrown).toShape(), at: now });
      }
    }
    return combine(series, (lines) => times.map((at, index) => ({ at, value: lines.reduce((total, line) => total + (line[index] ?? 0), 0) })), now);
  }
}

/** Walks back from now: balance of each moment times the last price before it. */
function valuesAt(times: readonly number[], current: bigint, steps: readonly { time: number; units: bigint }[], decimals: number, points: readonly PricePoint[]): number[] {
  const values: number[] = [];
  let units = current;
  let step = 0;
  let point = points.length - 1;
  const scale = 10 ** decimals;
  for (let index = times.length - 1; index >= 0; index -= 1) {
    const time = times[index] ?? 0;
    for (let next = steps[step]; next && next.time > time; next = steps[step]) {
      units -= next.units;
      step += 1;
    }
    while (point > 0 && (points[point]?.at ?? 0) > time) point -= 1;
    values[index] = (Number(units > 0n ? units : 0n) / scale) * Number(points[point]?.price ?? 0);
  }
  return values;
}

const sum = (values: readonly bigint[]): bigint => values.reduce((total, value) => total + value, 0n);
const toCents = (text: string): bigint => BigInt(text.replace('.', ''));
