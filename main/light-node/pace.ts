// Blocks checked per minute, from the tips that the light node told: what its screen draws.

const MINUTE = 60_000;
const MOST = 60;

export class Pace {
  #last: { readonly height: number; readonly minute: number } | null = null;
  #minutes: { readonly minute: number; blocks: number }[] = [];
  /** The minute of the first note: only those after it are whole. */
  #since: number | null = null;

  /** @param height of the checked tip @param now milliseconds by this computer's clock */
  note(height: number | null, now: number): void {
    if (height === null) return;
    const minute = Math.floor(now / MINUTE);
    // Blocks that were taken back are no work that was done.
    const blocks = this.#last === null ? 0 : Math.max(0, height - this.#last.height);
    this.#last = { height, minute };
    this.#since ??= minute;
    const current = this.#minutes.at(-1);
    if (current?.minute === minute) current.blocks += blocks;
    else this.#minutes.push({ minute, blocks });
    this.#minutes = this.#minutes.filter((one) => one.minute >= minute - MOST);
  }

  /** Whole minutes since the first note, oldest first; the one that runs is left out. */
  minutes(now: number): number[] {
    if (this.#since === null) return [];
    const current = Math.floor(now / MINUTE);
    const from = Math.max(this.#since + 1, current - MOST);
    const blocks = new Map(this.#minutes.map((one) => [one.minute, one.blocks]));
    return Array.from({ length: Math.max(0, current - from) }, (_, at) => blocks.get(from + at) ?? 0);
  }

  /** Another network, another chain. */
  forget(): void {
    this.#last = null;
    this.#minutes = [];
    this.#since = null;
  }
}
