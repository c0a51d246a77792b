// Several endpoints of one chain behind one call: best first, failover, health, and comparison of two of them.

import { AppError, toAppError } from '../../../shared/errors/app-error';
import { afterFailure, afterSuccess, isEndpointFault, NEW_HEALTH, type EndpointState, type Health } from './health';

export interface Timing {
  /** Milliseconds since 1970 by this computer, for waiting times. */
  readonly now: () => number;
  readonly random: () => number;
}
export interface Endpoint<C> {
  readonly url: string;
  readonly client: C;
}
/** A value and who said it. */
export interface Said<T> {
  readonly value: T;
  readonly url: string;
}

const RANK: Readonly<Record<EndpointState, number>> = { ok: 0, unknown: 1, slow: 2, behind: 3, down: 4, 'wrong-chain': 9, lies: 9 };

/** The endpoints of one chain; `identify` refuses a server of another chain before anything else is asked of it. */
export class Endpoints<C> {
  readonly #list: readonly Endpoint<C>[];
  readonly #health = new Map<string, Health>();
  readonly #identified = new Set<string>();

  constructor(list: readonly Endpoint<C>[], private readonly identify: (client: C) => Promise<void>, private readonly timing: Timing, private readonly changed: () => void = () => undefined) {
    this.#list = list;
  }

  get list(): readonly Endpoint<C>[] {
    return this.#list;
  }

  healthOf(url: string): Health {
    return this.#health.get(url) ?? NEW_HEALTH;
  }

  /** Every endpoint with its health, in the order of the settings. */
  health(): { readonly url: string; readonly health: Health }[] {
    return this.#list.map(({ url }) => ({ url, health: this.healthOf(url) }));
  }

  /** Endpoints that can be asked whether they say the same as this one: those with no fault known. */
  witnesses(url: string): Endpoint<C>[] {
    return this.#list.filter((endpoint) => endpoint.url !== url && ['ok', 'slow', 'unknown'].includes(this.healthOf(endpoint.url).state));
  }

  /** Best first. Those that wait for their retry come last, those that lied are left out until their time is over. */
  #order(): Endpoint<C>[] {
    const now = this.timing.now();
    const rank = ({ url }: Endpoint<C>) => RANK[this.healthOf(url).state] + (this.healthOf(url).retryAt > now ? 5 : 0);
    return this.#list.filter((endpoint) => rank(endpoint) < 14).sort((left, right) => rank(left) - rank(right));
  }

  /**
   * Does `work` with the best endpoint, and with the next when that one fails by its own fault.
   * @param heightOf height that the answer shows, for the endpoint's health
   * @throws AppError endpoint/none when there is none to ask; the last endpoint's error; an error that is no server's fault at once
   */
  async use<T>(work: (client: C, url: string) => Promise<T>, heightOf: (value: T) => number | null = () => null): Promise<Said<T>> {
    let last: AppError | null = null;
    for (const endpoint of this.#order()) {
      try {
        return { value: await this.on(endpoint, work, heightOf), url: endpoint.url };
      } catch (thrown) {
        const error = toAppError(thrown);
        if (!isEndpointFault(error)) throw error;
        last = error;
      }
    }
    throw last ?? this.reason();
  }

  /** The endpoints that may be asked, best first. */
  inOrder(): readonly Endpoint<C>[] {
    return this.#order();
  }

  /** Why nobody answers: what the first endpoint that failed had to say. */
  reason(): AppError {
    for (const { url } of this.#list) {
      const { reason } = this.healthOf(url);
      if (reason !== null) return AppError.fromShape(reason);
    }
    return new AppError('endpoint/none', 'no endpoint is set for this chain');
  }

  /** Does `work` with one endpoint and keeps its health. */
  async on<T>(endpoint: Endpoint<C>, work: (client: C, url: string) => Promise<T>, heightOf: (value: T) => number | null = () => null): Promise<T> {
    const start = this.timing.now();
    try {
      if (!this.#identified.has(endpoint.url)) {
        await this.identify(endpoint.client);
        this.#identified.add(endpoint.url);
      }
      const value = await work(endpoint.client, endpoint.url);
      this.#set(endpoint.url, afterSuccess(this.healthOf(endpoint.url), this.timing.now() - start, heightOf(value)));
      return value;
    } catch (thrown) {
      const error = toAppError(thrown);
      if (isEndpointFault(error)) this.blame(endpoint.url, error);
      throw error;
    }
  }

  /** Does `work` with every endpoint that may be asked, all at once. Those that fail are left out; their health says why. */
  async all<T>(work: (client: C, url: string) => Promise<T>, heightOf: (value: T) => number | null = () => null): Promise<Said<T>[]> {
    const asked = this.#order().filter(({ url }) => this.healthOf(url).retryAt <= this.timing.now());
    const results = await Promise.allSettled(asked.map(async (endpoint) => ({ value: await this.on(endpoint, work, heightOf), url: endpoint.url })));
    return results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  }

  /** Records a fault that showed later, for instance a coin that its transaction does not hold. */
  blame(url: string, error: AppError): void {
    // A server that failed may come back as another one: it has to show its chain again.
    this.#identified.delete(url);
    this.#set(url, afterFailure(this.healthOf(url), error, this.timing.now(), this.timing.random()));
  }

  /** Makes every endpoint show its chain again before its next answer counts. */
  reidentify(): void {
    this.#identified.clear();
  }

  /** Lets every endpoint be asked at once: the person pressed "try again". */
  forgive(): void {
    for (const [url, health] of this.#health) this.#health.set(url, { ...health, retryAt: 0 });
  }

  #set(url: string, health: Health): void {
    const before = this.healthOf(url).state;
    this.#health.set(url, health);
    if (before !== health.state) this.changed();
  }
}
