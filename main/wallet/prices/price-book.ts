// Prices as the wallet knows them: asked of the configured sources, compared, kept with their age. No price is a valid state.

import type { Reading } from '../../../shared/contract/base';
import { AppError, toAppError } from '../../../shared/errors/app-error';
import { integer, text } from '../store/columns';
import type { Db } from '../store/database';
import { HistoryBook } from './history-book';
import type { PricePoint, PriceProvider, Rate } from './provider';

export interface PriceBookDeps {
  readonly db: Db;
  /** Milliseconds by the network's clock. */
  readonly clock: () => number;
  readonly coins: readonly string[];
  readonly changed: () => void;
}

/** Older prices are no longer shown as prices of now. */
const FRESH_MS = 15 * 60_000;
/** Two sources may differ by a tenth; more is a contradiction. */
const TOLERANCE = 1.1;
/** A spare source fills in for prices older than this: a hiccup of the other one must not make figures jump. */
const SPARE_AFTER_MS = 5 * 60_000;

export class PriceBook {
  #providers: readonly PriceProvider[] = [];
  #currency = 'USD';
  #failure: AppError | null = null;
  #disagree = false;
  /** Whether the sources were asked in this currency: what still has no price then has none. */
  #asked = false;
  readonly #history: HistoryBook;

  constructor(private readonly deps: PriceBookDeps) {
    this.#history = new HistoryBook(deps);
  }

  get currency(): string {
    return this.#currency;
  }

  /** Whether two sources contradict each other. */
  get contradicted(): boolean {
    return this.#disagree;
  }

  configure(providers: readonly PriceProvider[], currency: string): void {
    this.#providers = providers;
    if (currency !== this.#currency) {
      this.#failure = null;
      this.#asked = false;
    }
    this.#currency = currency;
    this.#history.configure(providers);
  }

  /** Asks the sources once, and a spare one where they leave a gap; never throws: a failure is a state. */
  async refresh(): Promise<void> {
    const currency = this.#currency;
    const sources = await this.#rates(this.#providers.filter(({ spare }) => !spare), this.deps.coins);
    if (currency !== this.#currency) return;
    const [first] = sources.good;
    this.#disagree = first !== undefined && sources.good.some((other) => contradicts(first, other));
    if (first && !this.#disagree) this.#keep(currency, first);
    const spare = this.#disagree ? { good: [], failure: null } : await this.#rates(this.#providers.filter((provider) => provider.spare), this.#wanting(currency));
    if (currency !== this.#currency) return;
    for (const rates of spare.good) this.#keep(currency, rates);
    this.#failure = sources.good.length + spare.good.length > 0 ? null : sources.failure ?? spare.failure ?? new AppError('prices/none', 'no source of prices');
    this.#asked = true;
    this.deps.changed();
  }

  async #rates(providers: readonly PriceProvider[], coins: readonly string[]): Promise<{ good: ReadonlyMap<string, Rate>[]; failure: AppError | null }> {
    const answers = coins.length === 0 ? [] : await Promise.allSettled(providers.map((provider) => provider.rates(coins, this.#currency)));
    const bad = answers.find((answer): answer is PromiseRejectedResult => answer.status === 'rejected');
    return { good: answers.flatMap((answer) => (answer.status === 'fulfilled' && answer.value.size > 0 ? [answer.value] : [])), failure: bad ? toAppError(bad.reason) : null };
  }

  /** Coins without a price, or with one that is getting old. */
  #wanting(currency: string): string[] {
    const since = this.deps.clock() - SPARE_AFTER_MS;
    const fresh = new Set(this.deps.db.all('SELECT coin FROM price WHERE currency = ? AND at > ?', [currency, since]).map((row) => text(row, 'coin')));
    return this.deps.coins.filter((coin) => !fresh.has(coin));
  }

  #keep(currency: string, rates: ReadonlyMap<string, Rate>): void {
    const { db, clock } = this.deps;
    db.transaction(() => {
      for (const [coin, { price, change }] of rates) db.run('INSERT OR REPLACE INTO price (currency, coin, price, change, at) VALUES (?, ?, ?, ?, ?)', [currency, coin, price, change, clock()]);
    });
  }

  /** Price of one coin now, decimal text. */
  price(coin: string | null): Reading<string> {
    const rate = this.rate(coin);
    return rate.state === 'known' ? { ...rate, value: rate.value.price } : rate;
  }

  rate(coin: string | null): Reading<Rate> {
    const at = this.deps.clock();
    const unknown = (error: AppError): Reading<Rate> => ({ state: 'unknown', reason: error.toShape(), at });
    if (coin === null) return unknown(new AppError('prices/not-priced', 'this has no price'));
    if (this.#disagree) return unknown(new AppError('servers/disagree', 'two sources of prices contradict each other', { context: { what: 'prices' } }));
    const row = this.deps.db.get('SELECT price, change, at FROM price WHERE currency = ? AND coin = ?', [this.#currency, coin]);
    if (row !== null && Math.abs(at - integer(row, 'at')) < FRESH_MS) {
      const change = row.change;
      return { state: 'known', value: { price: text(row, 'price'), change: typeof change === 'number' ? change : null }, source: 'reported', at: integer(row, 'at') };
    }
    if (this.#failure) return unknown(this.#failure);
    return this.#asked || this.#providers.length === 0 ? unknown(new AppError('prices/none', 'no source of prices')) : { state: 'loading' };
  }

  /**
   * Prices over the past days, oldest first.
   * @throws AppError prices/none, endpoint/…
   */
  history(coin: string, days: number): Promise<PricePoint[]> {
    return this.#history.points(coin, this.#currency, days);
  }
}

function contradicts(one: ReadonlyMap<string, Rate>, other: ReadonlyMap<string, Rate>): boolean {
  return [...one].some(([coin, { price }]) => {
    const theirs = other.get(coin);
    if (!theirs) return false;
    const ratio = Number(price) / Number(theirs.price);
    return ratio > TOLERANCE || ratio < 1 / TOLERANCE;
  });
}
