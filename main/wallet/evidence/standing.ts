// Contradictions that stand: the last list of each server, held against what the light node saw last.

import type { Contradiction, Seen } from '../../../shared/contract/evidence';
import type { NodeCoin } from '../../../shared/contract/light-node';
import { contradictionsOf, placeOf, type Known } from './contradictions';
import type { Claim } from './overhear';

interface Heard {
  readonly claim: Claim;
  /** Coins that its list before this one lacked, too. A coin that was spent in between is missing once; one that is hidden is missing again. */
  readonly missedBefore: ReadonlySet<string>;
}

export class Standing {
  readonly #heard = new Map<string, Heard>();

  /** A server's newest list. */
  hear(claim: Claim, seen: Seen | null, coins: ReadonlyMap<string, NodeCoin>, known: Known): void {
    const before = this.#heard.get(claim.url);
    const missed = before && seen ? contradictionsOf(before.claim, seen, coins, known).filter(({ kind }) => kind === 'missing').map(placeOf) : [];
    this.#heard.set(claim.url, { claim, missedBefore: new Set(missed) });
  }

  /** Servers that are not asked any more have no say. */
  keep(urls: readonly string[]): void {
    for (const url of this.#heard.keys()) if (!urls.includes(url)) this.#heard.delete(url);
  }

  of(seen: Seen, coins: ReadonlyMap<string, NodeCoin>, known: Known): Contradiction[] {
    return [...this.#heard.values()].flatMap(({ claim, missedBefore }) =>
      contradictionsOf(claim, seen, coins, known).filter((one) => one.kind !== 'missing' || missedBefore.has(placeOf(one))));
  }
}
