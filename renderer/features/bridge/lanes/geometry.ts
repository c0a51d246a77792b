// The curve of a swap in percent of the lanes' area: it leaves the start level, bends to the lane where it arrives, and runs along that to the end.

export interface Point { readonly x: number; readonly y: number }

/** Where a swap starts and ends on its lanes, and where the bend meets the lane of arrival. */
export const START_X = 10;
const MEET_X = 66;
export const END_X = 97;
/** How far the bend keeps its direction at both ends. */
const PULL = 30;

/** The height of a lane among `count` of them. */
export function laneY(place: number, count: number): number {
  return ((place + 0.5) / count) * 100;
}

const mix = (a: Point, b: Point, t: number): Point => ({ x: a.x + (b.x - a.x) * t, y: a.y + (b.y - a.y) * t });
type Bend = readonly [Point, Point, Point, Point];

function bend(fromY: number, toY: number): Bend {
  return [{ x: START_X, y: fromY }, { x: START_X + PULL, y: fromY }, { x: MEET_X - PULL, y: toY }, { x: MEET_X, y: toY }];
}

/** Both halves of a bend cut at `t` (de Casteljau). */
function cut([a, b, c, d]: Bend, t: number): { before: Bend; after: Bend } {
  const ab = mix(a, b, t);
  const bc = mix(b, c, t);
  const cd = mix(c, d, t);
  const left = mix(ab, bc, t);
  const right = mix(bc, cd, t);
  const middle = mix(left, right, t);
  return { before: [a, ab, left, middle], after: [middle, right, cd, d] };
}

/** The parameter at which a bend is at `x`; its x only grows. */
function parameterAt(curve: Bend, x: number): number {
  let low = 0;
  let high = 1;
  for (let step = 0; step < 24; step += 1) {
    const middle = (low + high) / 2;
    if (cut(curve, middle).before[3].x < x) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

const text = ({ x, y }: Point): string => `${x.toFixed(2)} ${y.toFixed(2)}`;
const bendPath = ([a, b, c, d]: Bend): string => `M${text(a)}C${text(b)} ${text(c)} ${text(d)}`;

export interface Track {
  /** Path behind the dot, and path before it; either may be empty. */
  readonly done: string;
  readonly ahead: string;
  readonly dot: Point;
}

/** @param progress 0 at the start, 1 at the end */
export function trackOf(fromY: number, toY: number, progress: number): Track {
  const curve = bend(fromY, toY);
  const end = `L${text({ x: END_X, y: toY })}`;
  const x = START_X + (END_X - START_X) * Math.min(1, Math.max(0, progress));
  if (x <= START_X) return { done: '', ahead: bendPath(curve) + end, dot: curve[0] };
  if (x >= MEET_X) {
    const dot = { x, y: toY };
    return { done: `${bendPath(curve)}L${text(dot)}`, ahead: x >= END_X ? '' : `M${text(dot)}${end}`, dot };
  }
  const { before, after } = cut(curve, parameterAt(curve, x));
  return { done: bendPath(before), ahead: bendPath(after) + end, dot: before[3] };
}
