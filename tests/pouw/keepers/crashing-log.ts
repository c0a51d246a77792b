// A log whose process ends at one of its writes.
import type { EventLog } from '../../../node-core/pouw/coordinator/event-log';
import type { CoordinatorEvent } from '../../../node-core/pouw/coordinator/events';
import { AppError } from '../../../shared/errors/app-error';

export interface Crash {
  /** Counted from one. */
  readonly write: number;
  /** `before` it is kept, or `after` that and before anybody is told. */
  readonly when: 'before' | 'after';
}

export class CrashingLog implements EventLog {
  writes = 0;
  ended = false;

  constructor(private readonly inner: EventLog, private readonly crash: Crash | null) {}

  replay(take: (event: CoordinatorEvent) => void): Promise<void> {
    return this.inner.replay(take);
  }

  async append(events: readonly CoordinatorEvent[]): Promise<void> {
    if (events.length === 0 && !this.ended) return;
    this.writes += 1;
    const now = this.writes === this.crash?.write;
    if (this.ended || (now && this.crash.when === 'before')) throw this.end();
    await this.inner.append(events);
    if (now) throw this.end();
  }

  close(): Promise<void> {
    return this.inner.close();
  }

  private end(): AppError {
    this.ended = true;
    return new AppError('test/ended', 'the process has ended');
  }
}
