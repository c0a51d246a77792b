// Fall-backs with change: single random draw, and largest coin first.
import type { Ranked } from './candidates';
import type { Below } from './prng';

/** Coins in random order until their effective sum reaches `goal`; null when `maxInputs` are not enough. */
export function singleRandomDraw(ranked: Ranked, goal: number, maxInputs: number, below: Below): number[] | null {
  const count = ranked.effective.length;
  const places = new Uint32Array(count);
  for (let place = 0; place < count; place += 1) places[place] = place;
  const picked: number[] = [];
  let sum = 0;
  for (let drawn = 0; drawn < count && drawn < maxInputs; drawn += 1) {
    const other = drawn + below(count - drawn);
    const place = places[other] ?? 0;
    places[other] = places[drawn] ?? 0;
    places[drawn] = place;
    picked.push(place);
    sum += ranked.effective[place] ?? 0;
    if (sum >= goal) return picked;
  }
  return null;
}

/** Coins by falling effective value until their sum reaches `goal`; null when `maxInputs` are not enough. */
export function largestFirst(ranked: Ranked, goal: number, maxInputs: number): number[] | null {
  let sum = 0;
  for (let place = 0; place < ranked.effective.length && place < maxInputs; place += 1) {
    sum += ranked.effective[place] ?? 0;
    if (sum >= goal) return Array.from({ length: place + 1 }, (_, index) => index);
  }
  return null;
}
