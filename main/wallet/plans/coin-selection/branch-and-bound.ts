// Branch and bound over effective values (M. Erhardt, "An Evaluation of Coin Selection Strategies", 2016): a set that needs no change.
import type { Ranked } from './candidates';

/** Steps after which the search gives up; what it found until then counts. */
const MAX_TRIES = 100_000;

export interface Found {
  /** Places in the ranking. */
  readonly places: readonly number[];
  /** Input waste plus what is given away beyond the target. */
  readonly waste: number;
}

/** First place at or after `from` whose effective value is at most `room`; the values fall. */
function firstThatFits(effective: Float64Array, from: number, room: number): number {
  let low = from;
  let high = effective.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((effective[middle] ?? 0) > room) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * The set with the least waste whose effective sum lies in [target, target + slack], or null.
 * Depth first, larger coins first; a branch ends when it cannot reach the target, or (while inputs cost more now than later)
 * cannot waste less than the best. Coins of equal worth are tried once.
 * @param toBeat waste of a choice that is known already; worse sets are not looked for
 */
export function branchAndBound(ranked: Ranked, target: number, slack: number, maxInputs: number, toBeat = Number.POSITIVE_INFINITY): Found | null {
  const { effective, waste, rest } = ranked;
  const count = effective.length;
  const upper = target + slack;
  let leastWaste = Number.POSITIVE_INFINITY;
  for (const part of waste) if (part < leastWaste) leastWaste = part;
  const inputsCostNow = leastWaste >= 0;
  const picked: number[] = [];
  let best: Found | null = null;
  let bound = toBeat;
  let sum = 0;
  let wasted = 0;
  let place = firstThatFits(effective, 0, upper);

  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    let deadEnd = sum + (rest[place] ?? 0) < target || (inputsCostNow && wasted >= bound);
    // Only as many more inputs as the best choice leaves waste for, each at most as large as the next coin.
    if (leastWaste > 0 && sum < target && !deadEnd) deadEnd = ((bound - wasted) / leastWaste) * (effective[place] ?? 0) < target - sum;
    if (!deadEnd && sum < target && place < count && picked.length < maxInputs) {
      picked.push(place);
      sum += effective[place] ?? 0;
      wasted += waste[place] ?? 0;
      place = firstThatFits(effective, place + 1, upper - sum);
      continue;
    }
    if (!deadEnd && sum >= target) {
      const total = wasted + sum - target;
      if (total < bound) {
        best = { places: [...picked], waste: total };
        bound = total;
      }
    }
    const last = picked.pop();
    if (last === undefined) break;
    const value = effective[last] ?? 0;
    sum -= value;
    wasted -= waste[last] ?? 0;
    // Leaving `last` out leaves its equals out too: they would give the same sets again.
    place = last + 1;
    while (place < count && effective[place] === value && waste[place] === waste[last]) place += 1;
    place = firstThatFits(effective, place, upper - sum);
  }
  return best;
}
