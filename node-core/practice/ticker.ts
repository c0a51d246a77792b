// Runs a chain's block production by practice time: sleeps in real time until the next block is due.
import type { PracticeClock } from './clock';

/** Node's timers take at most a signed 32-bit delay. */
const LONGEST_DELAY_MS = 2_000_000_000;
const SHORTEST_DELAY_MS = 5;

/** One step of production: does what is due and answers the practice time (ms) of the next step. */
type TickerStep = () => number | Promise<number>;

export class Ticker {
  readonly #clock: PracticeClock;
  readonly #step: TickerStep;
  readonly #onError: (thrown: unknown) => void;
  readonly #stopListening: () => void;
  #timer: NodeJS.Timeout | null = null;
  #running = false;
  #again = false;
  #stopped = false;
  #idle: Promise<void> = Promise.resolve();

  /** Starts at once; `onError` hears of a step that threw, and the ticker goes on a second later. */
  constructor(clock: PracticeClock, step: TickerStep, onError: (thrown: unknown) => void) {
    this.#clock = clock;
    this.#step = step;
    this.#onError = onError;
    this.#stopListening = clock.onChange(() => this.wake());
    this.#schedule(0);
  }

  /** Looks again now: time jumped or work arrived. */
  wake(): void {
    if (this.#running) this.#again = true;
    else this.#schedule(0);
  }

  /** Resolves when the step in progress is over. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#stopListening();
    if (this.#timer !== null) clearTimeout(this.#timer);
    await this.#idle;
  }

  #schedule(delayMs: number): void {
    if (this.#stopped) return;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#idle = this.#run();
    }, Math.min(Math.max(delayMs, SHORTEST_DELAY_MS), LONGEST_DELAY_MS));
  }

  async #run(): Promise<void> {
    this.#running = true;
    this.#again = false;
    let delayMs = 1000;
    try {
      delayMs = this.#clock.realDelayUntil(await this.#step());
    } catch (thrown) {
      this.#onError(thrown);
    }
    this.#running = false;
    this.#schedule(this.#again ? 0 : delayMs);
  }
}
