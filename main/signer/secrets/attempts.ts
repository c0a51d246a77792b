// Guessing through the window gets slower: the answer to a wrong password waits longer each time, and guesses queue.

import { AppError } from '../../../shared/errors/app-error';
import { serial } from '../vault/serial';

/** Wrong passwords that are answered at once: everybody mistypes. */
const FREE = 3;
const LONGEST_MS = 30_000;

export class Attempts {
  private readonly wrong = new Map<string, number>();
  private readonly queue = serial();

  constructor(private readonly wait: (ms: number) => Promise<void>) {}

  /** Runs something that needs the password of a wallet; a right one starts the count anew. */
  try<T>(wallet: string, attempt: () => Promise<T>): Promise<T> {
    return this.queue(async () => {
      try {
        const result = await attempt();
        this.wrong.delete(wallet);
        return result;
      } catch (error) {
        if (error instanceof AppError && error.code === 'vault/wrong-password') {
          const count = (this.wrong.get(wallet) ?? 0) + 1;
          this.wrong.set(wallet, count);
          await this.wait(delayAfter(count));
        }
        throw error;
      }
    });
  }
}

/** Milliseconds before the answer to the `count`th wrong password in a row. */
export function delayAfter(count: number): number {
  return count <= FREE ? 0 : Math.min(1000 * 2 ** (count - FREE - 1), LONGEST_MS);
}
