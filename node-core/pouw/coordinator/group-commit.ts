// Appends that come together are written together: one wait for the disk, or for another machine, serves all who ask at that moment.

import { AppError } from '../../../shared/errors/app-error';
import { lineOf } from '../store/journal-lines';
import type { CoordinatorEvent } from './events';

/** Events of one append that has several: all of them count, or none. `at` counts from zero. */
interface Part {
  readonly event: CoordinatorEvent;
  readonly at: number;
  readonly of: number;
}

/** The lines of one append. */
function linesOf(events: readonly CoordinatorEvent[]): Uint8Array[] {
  return events.map((event, at) => lineOf(events.length === 1 ? event : ({ event, at, of: events.length } satisfies Part)));
}

/** Puts lines that were read back together to appends; one that a crash cut off is left out, because nobody was told of it. */
export class Groups {
  private begun: CoordinatorEvent[] = [];

  /** @param value of the next line @returns events that are whole now */
  take(value: unknown): readonly CoordinatorEvent[] {
    const line = value as CoordinatorEvent | Part;
    if (!('event' in line)) {
      this.begun = [];
      return [line];
    }
    if (line.at !== this.begun.length) this.begun = [];
    if (line.at === this.begun.length) this.begun.push(line.event);
    if (this.begun.length < line.of) return [];
    const whole = this.begun;
    this.begun = [];
    return whole;
  }
}

interface Waiting {
  readonly lines: readonly Uint8Array[];
  resolve(): void;
  reject(thrown: unknown): void;
}

export class GroupCommit {
  private waiting: Waiting[] = [];
  private writing: Promise<void> | null = null;
  private failed: AppError | null = null;

  /** @param keep resolves when these lines are kept; called again only then */
  constructor(private readonly keep: (lines: readonly Uint8Array[]) => Promise<void>) {}

  /** @throws AppError pouw/log-failed, and from then on always: what is in memory is ahead of what is kept, and going on could acknowledge what a restart forgets */
  append(events: readonly CoordinatorEvent[]): Promise<void> {
    if (this.failed) return Promise.reject(this.failed);
    if (events.length === 0) return Promise.resolve();
    return new Promise((resolve, reject) => {
      let lines: readonly Uint8Array[];
      try {
        lines = linesOf(events);
      } catch (cause) {
        this.fail(cause);
        return void reject(this.failed);
      }
      this.waiting.push({ lines, resolve, reject });
      this.writing ??= this.write();
    });
  }

  /** Nothing is on its way any more. */
  async settled(): Promise<void> {
    await this.writing;
  }

  private fail(cause: unknown): void {
    this.failed ??= new AppError('pouw/log-failed', 'the coordinator cannot keep its log', { cause });
    for (const { reject } of this.waiting) reject(this.failed);
    this.waiting = [];
  }

  private async write(): Promise<void> {
    // Requests that are being answered in this turn of the loop share one write.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.waiting.length > 0) {
      const batch = this.waiting;
      this.waiting = [];
      try {
        await this.keep(batch.flatMap(({ lines }) => lines));
        for (const { resolve } of batch) resolve();
      } catch (cause) {
        this.waiting.unshift(...batch);
        this.fail(cause);
      }
    }
    this.writing = null;
  }
}
