// A thousand workers and a hundred thousand units around the real engine with its own numbers; a fifth of the workers cheats, each kind of
// cheat in a network of its own.
import { CHEATS, simulate, type Cheat, type Outcome } from '../pouw/simulation/simulate';
import type { Bench, Measured } from './bench-type';

const [NODES, UNITS, SHARE] = [1_000, 100_000, 0.2];
const SEEDS = [1, 2, 3];
const found = new Map<Cheat, readonly Outcome[]>();

function outcomes(cheat: Cheat): readonly Outcome[] {
  const known = found.get(cheat) ?? SEEDS.map((seed) => simulate({ nodes: NODES, units: UNITS, cheat, share: SHARE, seed }));
  found.set(cheat, known);
  if (known.some(({ wronged, unbalanced }) => wronged + unbalanced > 0)) throw new Error('an honest worker was called wrong, or credits do not add up');
  return known;
}
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** A thousand results at most one of which may be wrong, and a quarter more work. A group that stays quiet is none of the kinds that the bars were made for. */
const BARS = { wrong: 1, overhead: 25 };
const QUIET_BARS = { wrong: 2, overhead: 27 };
const barsOf = (cheat: Cheat): typeof BARS => (cheat === 'quiet-group' ? QUIET_BARS : BARS);

function wrong(cheat: Cheat): Measured {
  const all = outcomes(cheat);
  return { value: mean(all.map((one) => (one.wrongForGood / one.final) * 1_000)), note: `${mean(all.map((one) => (one.wrong / one.done) * 1_000)).toFixed(2)} with those that wait for checks; ${mean(all.map(({ out }) => out)).toFixed(0)} of ${mean(all.map(({ forgers }) => forgers)).toFixed(0)} forgers out, at the median after ${mean(all.map(({ unitsUntilOut }) => unitsUntilOut)).toFixed(0)} units` };
}

export const benches: readonly Bench[] = CHEATS.flatMap((cheat): Bench[] => [
  { id: `pouw-simulation/${cheat}/wrong`, issue: 6, anchor: 'a thousand results that count for good', bar: barsOf(cheat).wrong, unit: 'count', run: async () => wrong(cheat) },
  { id: `pouw-simulation/${cheat}/overhead`, issue: 6, anchor: 'the work of one worker a job, the coordinator\'s own looks counted', bar: barsOf(cheat).overhead, unit: '%', run: async () => ({ value: mean(outcomes(cheat).map(({ overhead }) => overhead)) * 100 }) },
]);
