// Calls some work when it is due again: own transactions, swaps with the operator, payouts on their chains. Never two calls at once.

export class DueTimer {
  #timer: NodeJS.Timeout | null = null;
  #running: Promise<void> | null = null;
  #stopped = false;

  /**
   * @param name for the log
   * @param tick answers when it wants to be called again, by `clock`; null: not before something changes
   */
  constructor(private readonly name: string, private readonly tick: () => Promise<number | null>, private readonly clock: () => number) {}

  /** Calls `tick`, unless it runs already; never rejects. */
  now(): Promise<void> {
    if (this.#stopped) return Promise.resolve();
    this.#running ??= this.#run();
    return this.#running;
  }

  /** As `now`, and not content with a call that began before: it may not have seen what was just written. */
  async afresh(): Promise<void> {
    await this.#running;
    await this.now();
  }

  /** Calls `tick` a moment from now. */
  soon(): void {
    this.#arm(200);
  }

  async #run(): Promise<void> {
    try {
      const due = await this.tick();
      if (due !== null) this.#arm(Math.max(1_000, due - this.clock()));
    } catch (thrown) {
      process.stderr.write(`wallet: ${this.name}: ${thrown instanceof Error && 'code' in thrown ? String(thrown.code) : 'failed'}\n`);
      this.#arm(10_000);
    } finally {
      this.#running = null;
    }
  }

  #arm(milliseconds: number): void {
    if (this.#stopped) return;
    if (this.#timer) clearTimeout(this.#timer);
    // Timers of more than 2^31 ms would fire at once.
    this.#timer = setTimeout(() => void this.now(), Math.min(milliseconds, 3_600_000));
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    if (this.#timer) clearTimeout(this.#timer);
    await this.#running;
  }
}
