// Prices of the past: kept on disk, asked for one coin at a time when they are wanted and old, drawn from what is kept when no source answers.

import { AppError, toAppError } from '../../../shared/errors/app-error';
import { integer, text } from '../store/columns';
import type { Db } from '../store/database';
import type { PricePoint, PriceProvider } from './provider';

const MINUTE = 60_000;
const DAY = 86_400_000;
/** Points are as dense for 7 days as for 30: one answer serves both. */
const SPAN: Readonly<Record<number, number>> = { 7: 30 };
/** Points of a history are this old at most before they are asked for again. */
const FRESH_MS: Readonly<Record<number, number>> = { 1: 5 * MINUTE, 30: 60 * MINUTE, 365: 24 * 60 * MINUTE };
/** After a failure nobody is asked for the same for this long: windows read the chart again with every change of the portfolio. */
const AGAIN_MS = MINUTE;
/** What is drawn between two points is a guess: no more than this part of the days may lie between them. */
const MOST_GUESSED = 1 / 10;
/** As dense as a fresh answer: a day of hourly points, kept from a longer history, is not. */
const DENSE = 1 / 50;
/** Charts go back a year; older points only take room. */
const KEPT_DAYS = 400;

export interface HistoryDeps {
  readonly db: Db;
  /** Milliseconds by the network's clock. */
  readonly clock: () => number;
}
interface Asked {
  readonly at: number;
  readonly failure: AppError | null;
}

export class HistoryBook {
  #providers: readonly PriceProvider[] = [];
  readonly #asked = new Map<string, Asked>();
  readonly #asking = new Map<string, Promise<void>>();

  constructor(private readonly deps: HistoryDeps) {}

  configure(providers: readonly PriceProvider[]): void {
    const same = providers.length === this.#providers.length && providers.every((provider, index) => provider === this.#providers[index]);
    if (!same) this.#asked.clear();
    this.#providers = providers;
  }

  /**
   * Prices over the past days, oldest first.
   * @throws AppError prices/none, endpoint/…
   */
  async points(coin: string, currency: string, days: number): Promise<PricePoint[]> {
    const span = SPAN[days] ?? days;
    const key = `${currency}:${coin}:${span}`;
    if (this.#due(key, coin, currency, span)) await this.#askOnce(key, coin, currency, span);
    const kept = this.#kept(coin, currency, days);
    const failure = this.#asked.get(key)?.failure ?? null;
    if (failure && !this.#covers(kept, days, MOST_GUESSED)) throw failure;
    return kept;
  }

  #due(key: string, coin: string, currency: string, span: number): boolean {
    const now = this.deps.clock();
    const asked = this.#asked.get(key);
    if (asked) return Math.abs(now - asked.at) > (asked.failure ? AGAIN_MS : FRESH_MS[span] ?? 0);
    // What was asked for before the wallet was locked or the program ended still counts.
    const kept = this.#kept(coin, currency, span);
    return !this.#covers(kept, span, DENSE) || now - (kept.at(-1)?.at ?? 0) > (FRESH_MS[span] ?? 0);
  }

  #askOnce(key: string, coin: string, currency: string, span: number): Promise<void> {
    const running = this.#asking.get(key);
    if (running) return running;
    const providers = this.#providers;
    const asking = this.#ask(coin, currency, span)
      .then((points) => {
        this.#keep(currency, coin, points);
        return null;
      }, toAppError)
      .then((failure) => {
        if (providers === this.#providers) this.#asked.set(key, { at: this.deps.clock(), failure });
      })
      .finally(() => this.#asking.delete(key));
    this.#asking.set(key, asking);
    return asking;
  }

  async #ask(coin: string, currency: string, span: number): Promise<PricePoint[]> {
    let last = new AppError('prices/none', 'no source of prices');
    for (const provider of this.#providers) {
      try {
        const points = await provider.history(coin, currency, span);
        if (points.length > 0) return points;
      } catch (thrown) {
        last = toAppError(thrown);
      }
    }
    throw last;
  }

  #keep(currency: string, coin: string, points: readonly PricePoint[]): void {
    const { db, clock } = this.deps;
    db.transaction(() => {
      for (const { at, price } of points) db.run('INSERT OR REPLACE INTO price_point (currency, coin, at, price) VALUES (?, ?, ?, ?)', [currency, coin, at, price]);
      db.run('DELETE FROM price_point WHERE at < ?', [clock() - KEPT_DAYS * DAY]);
    });
  }

  #kept(coin: string, currency: string, days: number): PricePoint[] {
    return this.deps.db.all('SELECT at, price FROM price_point WHERE currency = ? AND coin = ? AND at >= ? ORDER BY at', [currency, coin, this.deps.clock() - days * DAY])
      .map((row) => ({ at: integer(row, 'at'), price: text(row, 'price') }));
  }

  /** Whether points cover the days without a hole of more than this part of them. */
  #covers(points: readonly PricePoint[], days: number, part: number): boolean {
    const now = this.deps.clock();
    const hole = days * DAY * part;
    const times = [now - days * DAY, ...points.map(({ at }) => at), now];
    return times.every((at, index) => index === 0 || at - (times[index - 1] ?? at) <= hole);
  }
}
