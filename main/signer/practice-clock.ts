// Practice time in the signer: as main told it last, counted on from there. Mainnet has the system's clock and never asks this one.

import type { PracticeTime } from '../../shared/contract/signer';

/** Differences below this come from the way that a reading takes between processes; practice time itself never goes back. */
const SLACK_MS = 60_000;

export class PracticeClock {
  #told: PracticeTime;
  #latest = 0;

  /** @param systemNow milliseconds since 1970 by the system's clock */
  constructor(private readonly systemNow: () => number, told: PracticeTime) {
    this.#told = told;
  }

  tell(told: PracticeTime): void {
    this.#told = told;
  }

  /** Practice milliseconds that pass in one of the system's. */
  get rate(): number {
    return this.#told.rate;
  }

  /** Milliseconds since 1970 by the practice network's clock. */
  now(): number {
    const { nowMs, readAt, rate } = this.#told;
    const now = nowMs + (this.systemNow() - readAt) * rate;
    // Far behind what was said before it is another network: it was reset.
    const back = this.#latest - now;
    if (back <= 0 || back > SLACK_MS * Math.max(1, rate)) this.#latest = now;
    return this.#latest;
  }
}
