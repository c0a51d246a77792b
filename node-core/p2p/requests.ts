// Questions to one peer that wait for their answers, each with an end.
import { AppError } from '../../shared/errors/app-error';
import type { Timers } from './connection';

interface Waiting<T> {
  resolve(value: T): void;
  reject(error: unknown): void;
  cancel(): void;
}

/** Answers that came too late are known for a while, so that they are no fault. */
const MOST_LATE = 64;

export class Requests<T> {
  readonly #waiting = new Map<string, Waiting<T>>();
  readonly #late = new Set<string>();

  constructor(private readonly timers: Timers) {}

  get size(): number {
    return this.#waiting.size;
  }

  has(key: string): boolean {
    return this.#waiting.has(key);
  }

  /** @throws AppError `peer/timeout`; what `signal` was aborted with; what `fail` says */
  ask(key: string, ms: number, signal?: AbortSignal): Promise<T> {
    signal?.throwIfAborted();
    return new Promise<T>((resolve, reject) => {
      const end = (error: unknown): void => {
        this.#remember(key);
        this.#settle(key)?.reject(error);
      };
      const stop = this.timers.after(ms, () => end(new AppError('peer/timeout', 'the peer did not answer', { context: { ms } })));
      const aborted = (): void => end(signal?.reason);
      signal?.addEventListener('abort', aborted, { once: true });
      this.#waiting.set(key, { resolve, reject, cancel: () => { stop(); signal?.removeEventListener('abort', aborted); } });
    });
  }

  /** @returns whether somebody waited for it, or did until a moment ago */
  answer(key: string, value: T): boolean {
    const waiting = this.#settle(key);
    waiting?.resolve(value);
    return waiting !== undefined || this.#late.delete(key);
  }

  fail(error: AppError): void {
    for (const key of [...this.#waiting.keys()]) this.#settle(key)?.reject(error);
  }

  #settle(key: string): Waiting<T> | undefined {
    const waiting = this.#waiting.get(key);
    this.#waiting.delete(key);
    waiting?.cancel();
    return waiting;
  }

  #remember(key: string): void {
    this.#late.add(key);
    if (this.#late.size <= MOST_LATE) return;
    const [oldest] = this.#late;
    if (oldest !== undefined) this.#late.delete(oldest);
  }
}
