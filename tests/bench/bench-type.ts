// What a measurement looks like: mostly one ratio of two things done in turn in the same run, with the bar it has to keep.
// Benches are bundled before they run, as the shipped programs are: a loader that turns imports into getters would be measured instead.

export interface Measured {
  readonly value: number;
  /** Absolute figures behind the value, for a person who reads the table. */
  readonly note?: string;
}

export interface Bench {
  /** Stable name, grouped by a prefix: "flux/sign-500". */
  readonly id: string;
  readonly issue: number;
  /** What the measured thing is compared with, in words. */
  readonly anchor: string;
  /** The value holds while it is at most this; at least this where `atLeast` says so. */
  readonly bar: number;
  readonly atLeast?: boolean;
  readonly unit: 'ratio' | 'kB' | 'MB' | 'ms' | 's' | 'count' | '%';
  run(): Promise<Measured>;
}

/** Middle of the values; of an even number, the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  const middle = sorted.length >> 1;
  const upper = sorted[middle];
  if (upper === undefined) throw new Error('a median needs values');
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}

/** CPU milliseconds of this process that `work` takes; other processes on the machine do not count. */
function cpuTime(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const used = process.cpuUsage(before);
  return (used.user + used.system) / 1000;
}

/**
 * Median over `runs` of subject time by anchor time. The two take turns, so that what disturbs one disturbs the other;
 * one round before the first is not counted.
 */
export function alternatingRatio(subject: () => void, anchor: () => void, runs = 7): number {
  const ratios: number[] = [];
  for (let round = 0; round <= runs; round += 1) {
    const [mine, theirs] = [cpuTime(subject), cpuTime(anchor)];
    if (round > 0) ratios.push(mine / theirs);
  }
  return median(ratios);
}

/** The same by the clock, for work on several threads: the median of `runs` rounds after one that is not counted. */
export async function alternatingWall(subject: () => Promise<void>, anchor: () => void, runs: number): Promise<number> {
  const ratios: number[] = [];
  for (let round = 0; round <= runs; round += 1) {
    const start = performance.now();
    await subject();
    const middle = performance.now();
    anchor();
    if (round > 0) ratios.push((middle - start) / (performance.now() - middle));
  }
  return median(ratios);
}
