// How fast blocks are checked, over the last half minute, and how long the rest takes by it.

const WINDOW_MS = 30_000;

export class Pace {
  #marks: { readonly at: number; readonly height: number }[] = [];

  constructor(private readonly now: () => number) {}

  mark(height: number): void {
    const at = this.now();
    this.#marks.push({ at, height });
    const keep = this.#marks.findIndex((mark) => mark.at >= at - WINDOW_MS);
    if (keep > 0) this.#marks.splice(0, keep);
  }

  reset(): void {
    this.#marks = [];
  }

  /** Blocks a second; null before there is anything to count. */
  get rate(): number | null {
    const [first] = this.#marks;
    const last = this.#marks.at(-1);
    if (first === undefined || last === undefined || last.at - first.at < 500) return null;
    return Math.max(0, ((last.height - first.height) * 1_000) / (last.at - first.at));
  }

  /** Seconds for so many blocks more. */
  secondsFor(blocks: number): number | null {
    const { rate } = this;
    return rate === null || rate === 0 ? null : Math.ceil(blocks / rate);
  }
}
