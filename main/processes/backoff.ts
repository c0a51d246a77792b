// When a child that died may start again: growing pauses, and a limit after which a person decides.

export interface BackoffPolicy {
  /** Pauses in milliseconds before the first, second, … restart within the window. */
  readonly pauses: readonly number[];
  /** Deaths older than this are forgiven. */
  readonly windowMs: number;
}

export const CHILD_BACKOFF: BackoffPolicy = { pauses: [0, 300, 1000, 3000, 8000], windowMs: 120_000 };

export class Backoff {
  private deaths: number[] = [];

  constructor(private readonly policy: BackoffPolicy, private readonly now: () => number) {}

  /** Notes a death; returns the pause before the next start and its number, or null when the limit is reached. */
  next(): { attempt: number; pause: number } | null {
    const now = this.now();
    this.deaths = [...this.deaths.filter((at) => now - at < this.policy.windowMs), now];
    const pause = this.policy.pauses[this.deaths.length - 1];
    return pause === undefined ? null : { attempt: this.deaths.length, pause };
  }

  forgive(): void {
    this.deaths = [];
  }
}
