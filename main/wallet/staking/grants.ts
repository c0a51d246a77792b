// Collateral that one intent alone may spend: the person typed for it, and other payments still leave it where it is. Gone when the wallet closes.

import type { Intent } from '../../../shared/contract/money-path';

/** More than a person has open at a time. */
const MOST = 16;
const keyOf = (intent: Intent): string => JSON.stringify(intent);
const NOTHING: ReadonlySet<string> = new Set();

export class Grants {
  readonly #given = new Map<string, ReadonlySet<string>>();

  /** @param points outpoints, `txid:vout` */
  give(intent: Intent, points: ReadonlySet<string>): void {
    this.#given.delete(keyOf(intent));
    this.#given.set(keyOf(intent), points);
    const [oldest] = this.#given.keys();
    if (this.#given.size > MOST && oldest !== undefined) this.#given.delete(oldest);
  }

  of(intent: Intent | null): ReadonlySet<string> {
    return intent === null ? NOTHING : this.#given.get(keyOf(intent)) ?? NOTHING;
  }
}
