// Practice time: starts at real time, runs at a rate that can be changed, and can be moved forward but never back.
import { AppError } from '../../shared/errors/app-error';
import type { PracticeClockReading } from '../../shared/practice/control-api';

/** Milliseconds that only ever grow, from any origin (performance.now). */
export type Monotonic = () => number;

export class PracticeClock {
  readonly #monotonic: Monotonic;
  readonly #listeners = new Set<() => void>();
  #baseMs: number;
  #since: number;
  #rate: number;

  constructor(startMs: number, rate: number, monotonic: Monotonic) {
    this.#monotonic = monotonic;
    this.#baseMs = startMs;
    this.#since = monotonic();
    this.#rate = rate;
  }

  /** Practice time in whole milliseconds since 1970. */
  nowMs(): number {
    return Math.floor(this.#baseMs + (this.#monotonic() - this.#since) * this.#rate);
  }

  /** Practice time in whole seconds since 1970, as block headers hold it. */
  nowSeconds(): number {
    return Math.floor(this.nowMs() / 1000);
  }

  get rate(): number {
    return this.#rate;
  }

  reading(): PracticeClockReading {
    return { nowMs: this.nowMs(), rate: this.#rate };
  }

  /** @throws AppError `practice/bad-clock` */
  setRate(rate: number): void {
    if (!Number.isFinite(rate) || rate < 0) throw new AppError('practice/bad-clock', 'the rate must be zero or more');
    this.#restart(this.nowMs(), rate);
  }

  /** @throws AppError `practice/bad-clock` when the step is not forward */
  advance(milliseconds: number): void {
    if (!Number.isFinite(milliseconds) || milliseconds < 0) throw new AppError('practice/bad-clock', 'practice time never goes back');
    this.#restart(this.nowMs() + milliseconds, this.#rate);
  }

  /** Moves to `targetMs` unless practice time is there already. */
  advanceTo(targetMs: number): void {
    const ahead = targetMs - this.nowMs();
    if (ahead > 0) this.advance(ahead);
  }

  /** Real milliseconds until practice time is `targetMs`; infinite while the clock stands. */
  realDelayUntil(targetMs: number): number {
    const ahead = targetMs - this.nowMs();
    if (ahead <= 0) return 0;
    return this.#rate === 0 ? Number.POSITIVE_INFINITY : ahead / this.#rate;
  }

  /** Called after every change of rate and every jump; returns the way to stop it. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #restart(baseMs: number, rate: number): void {
    this.#baseMs = baseMs;
    this.#since = this.#monotonic();
    this.#rate = rate;
    for (const listener of this.#listeners) listener();
  }
}
