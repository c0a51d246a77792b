// A limit of received bytes a second over all connections: who goes above it is not read for a while.

export class Throttle {
  #allowance: number;
  #at: number;

  /** @param perSecond bytes, null for no limit */
  constructor(private perSecond: number | null, private readonly now: () => number) {
    this.#allowance = perSecond ?? 0;
    this.#at = now();
  }

  set limit(perSecond: number | null) {
    this.perSecond = perSecond;
  }

  /** Counts bytes that were received. @returns milliseconds for which nothing more should be read */
  take(bytes: number): number {
    if (this.perSecond === null) return 0;
    const now = this.now();
    // A second's worth can be saved up, no more.
    this.#allowance = Math.min(this.perSecond, this.#allowance + ((now - this.#at) / 1000) * this.perSecond) - bytes;
    this.#at = now;
    return this.#allowance >= 0 ? 0 : (-this.#allowance / this.perSecond) * 1000;
  }
}
