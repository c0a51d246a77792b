// A clock and timers that stand still until they are moved, outside of Jest: hours of following pass in the CPU time that they really take.
import type { WorldTime } from '../../unit/main/wallet/bridge/support/world-time';

interface Waiting {
  readonly at: number;
  readonly work: () => void;
}

/** Promises between two timers settle: each of the wallet's questions needs a few turns of the loop. */
const TURNS = 4;

export class SimulatedTime implements WorldTime {
  readonly #real = { setTimeout: globalThis.setTimeout, clearTimeout: globalThis.clearTimeout, now: Date.now };
  readonly #waiting = new Map<number, Waiting>();
  #next = 1;
  #now = 0;

  begin(now: number): void {
    this.#now = now;
    Date.now = () => this.#now;
    const set = (work: () => void, milliseconds = 0): number => {
      this.#next += 1;
      this.#waiting.set(this.#next, { at: this.#now + milliseconds, work });
      return this.#next;
    };
    Object.assign(globalThis, { setTimeout: set, clearTimeout: (id: number) => this.#waiting.delete(id) });
  }

  async pass(milliseconds: number): Promise<void> {
    const end = this.#now + milliseconds;
    await this.#settle();
    for (;;) {
      const due = this.#first();
      if (due === null || due[1].at > end) break;
      this.#waiting.delete(due[0]);
      this.#now = Math.max(this.#now, due[1].at);
      due[1].work();
      await this.#settle();
    }
    this.#now = end;
  }

  clear(): void {
    this.#waiting.clear();
  }

  end(): void {
    Object.assign(globalThis, { setTimeout: this.#real.setTimeout, clearTimeout: this.#real.clearTimeout });
    Date.now = this.#real.now;
  }

  #first(): [number, Waiting] | null {
    let first: [number, Waiting] | null = null;
    for (const entry of this.#waiting) if (first === null || entry[1].at < first[1].at) first = entry;
    return first;
  }

  async #settle(): Promise<void> {
    for (let turn = 0; turn < TURNS; turn += 1) await new Promise((done) => setImmediate(done));
  }
}
