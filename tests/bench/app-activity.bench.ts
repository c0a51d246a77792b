// Activity with 50,000 entries against the same screen with 50.
import { activityRounds, type ActivityTimes } from './app/activity-rounds';
import { median, type Bench, type Measured } from './bench-type';

const milliseconds = (value: number): string => `${value.toFixed(1)} ms`;

async function ratio(of: (times: ActivityTimes) => number): Promise<Measured> {
  const rounds = await activityRounds();
  const value = median(rounds.map(({ many, few }) => of(many) / of(few)));
  return { value, note: `${milliseconds(median(rounds.map(({ many }) => of(many))))} against ${milliseconds(median(rounds.map(({ few }) => of(few))))}` };
}

async function longestFrame(): Promise<Measured> {
  const rounds = await activityRounds();
  return { value: median(rounds.map(({ many }) => many.longest)), note: `with 50 entries ${milliseconds(median(rounds.map(({ few }) => few.longest)))}` };
}

const ANCHOR = 'the same screen with 50 entries';

export const benches: Bench[] = [
  { id: 'activity/opening-50000', issue: 2, anchor: ANCHOR, bar: 1.5, unit: 'ratio', run: () => ratio((times) => times.opening) },
  { id: 'activity/filtering-50000', issue: 2, anchor: ANCHOR, bar: 1.5, unit: 'ratio', run: () => ratio((times) => times.filtering) },
  { id: 'activity/scrolling-50000', issue: 2, anchor: ANCHOR, bar: 1.5, unit: 'ratio', run: () => ratio((times) => times.scrolling) },
  { id: 'activity/longest-frame', issue: 2, anchor: 'nothing: the longest frame while scrolling 50,000 entries', bar: 50, unit: 'ms', run: longestFrame },
];
