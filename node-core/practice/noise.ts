// A smooth walk that is a pure function of seed and position, so that any moment can be asked for again.
import { seededFraction } from './seed';

/** Neighbouring positions ask for the same grid values; this many are kept. */
const MOST_KEPT = 20_000;
const kept = new Map<string, number>();

/** The grid's value in [-1, 1]. */
function gridValue(seed: string, label: string): number {
  const key = `${seed}\n${label}`;
  const known = kept.get(key);
  if (known !== undefined) return known;
  const value = 2 * seededFraction(seed, label) - 1;
  if (kept.size >= MOST_KEPT) kept.clear();
  kept.set(key, value);
  return value;
}

/** Smooth noise in [-1, 1] that changes over a distance of about one. */
function smooth(seed: string, label: string, position: number): number {
  const left = Math.floor(position);
  const share = position - left;
  const eased = share * share * (3 - 2 * share);
  return gridValue(seed, `${label}/${left}`) * (1 - eased) + gridValue(seed, `${label}/${left + 1}`) * eased;
}

/** Layers of smooth noise: each half as long and half as strong as the one before; in [-1, 1]. */
export function layeredNoise(seed: string, label: string, position: number, layers: number): number {
  let sum = 0;
  let most = 0;
  for (let layer = 0; layer < layers; layer += 1) {
    const strength = 2 ** -layer;
    sum += strength * smooth(seed, `${label}/${layer}`, position * 2 ** layer);
    most += strength;
  }
  return sum / most;
}
