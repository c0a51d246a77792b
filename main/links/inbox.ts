// Links that the system hands over: one waits until the window takes it. What a window shows is never changed by a link that comes later.

import { LINK_SCHEMES } from '../../shared/links/schemes';

/** Characters; the parser refuses less, with words. */
const MOST = 60_000;
const OURS = new RegExp(`^(?:${LINK_SCHEMES.join('|')}):`, 'i');

/** The link among the arguments that a program was started with; null when there is none. The last one counts. */
export function linkArgument(argv: readonly string[]): string | null {
  return argv.filter((argument) => OURS.test(argument)).at(-1) ?? null;
}

export class LinkInbox {
  private waiting: string | null = null;
  private readonly arrivals: (() => void)[] = [];
  private awaited: (() => void)[] = [];

  /** The newest link takes the place of one that nobody took: it is what the person clicked last. */
  arrive(text: string | null): void {
    if (text === null || !OURS.test(text)) return;
    this.waiting = text.slice(0, MOST);
    for (const told of this.awaited) told();
    this.awaited = [];
    for (const told of this.arrivals) told();
  }

  /** Hands the waiting link over; it is handed over once. */
  take(): string | null {
    const { waiting } = this;
    this.waiting = null;
    return waiting;
  }

  onArrival(told: () => void): void {
    this.arrivals.push(told);
  }

  /** Resolves once a link waits. */
  whenWaiting(): Promise<void> {
    if (this.waiting !== null) return Promise.resolve();
    return new Promise((resolve) => this.awaited.push(resolve));
  }
}
