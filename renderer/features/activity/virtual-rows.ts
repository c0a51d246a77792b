// Virtual rows of one height, some of them with a day's head on top. Heads are learnt as pages arrive; rows that are
// in view keep their place when one is learnt above them. Positions are computed, never stored for every row.

/** Places of rows that carry a head, in order. */
export type Heads = readonly number[];

export interface Sizes {
  readonly row: number;
  readonly head: number;
}

/** How many heads stand on rows before `place`. */
export function headsBefore(heads: Heads, place: number): number {
  let low = 0;
  let high = heads.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((heads[middle] ?? 0) < place) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function topOf(heads: Heads, place: number, sizes: Sizes): number {
  return place * sizes.row + headsBefore(heads, place) * sizes.head;
}

/** The row at a height, between 0 and `total - 1`. */
export function placeAt(heads: Heads, total: number, offset: number, sizes: Sizes): number {
  let low = 0;
  let high = Math.max(0, total - 1);
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (topOf(heads, middle, sizes) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Rows are added and dropped in steps, so that a small scroll renders nothing. */
const STEP = 4;
const OVERSCAN = 6;

/** First and last row to render for a part of the list that is in view. */
export function rangeFor(heads: Heads, total: number, from: number, height: number, sizes: Sizes): { first: number; last: number } {
  const first = placeAt(heads, total, from, sizes) - OVERSCAN;
  const last = placeAt(heads, total, from + height, sizes) + OVERSCAN;
  return { first: Math.max(0, Math.floor(first / STEP) * STEP), last: Math.max(0, Math.min(total - 1, Math.ceil(last / STEP) * STEP)) };
}

/** `heads` with more of them, or the same array when nothing is new. */
export function withHeads(heads: Heads, found: readonly number[]): Heads {
  const known = new Set(heads);
  const fresh = found.filter((place) => !known.has(place));
  return fresh.length === 0 ? heads : [...heads, ...fresh].sort((a, b) => a - b);
}
