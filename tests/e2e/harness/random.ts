// Random numbers from a seed (mulberry32), so that a run that failed can be run again.

/** @returns a function that draws whole numbers from `least` to `most`, both included */
export function seededRandom(seed: number): (least: number, most: number) => number {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return (least, most) => least + Math.floor(next() * (most - least + 1));
}

export type Random = ReturnType<typeof seededRandom>;
