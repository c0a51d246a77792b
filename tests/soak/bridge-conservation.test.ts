// The long form of the conservation run: 500 swaps with faults and kills. docs/bridge.md says what it proves.
import { conservationRun } from '../integration/bridge/conservation';
import { stopAll } from '../integration/practice/practice-process';
import { SEED, wholeNumber } from './soak-run';
import { windowSwaps } from './window-swaps';

jest.setTimeout(3 * 3_600_000);
afterAll(stopAll);

/** FLUXKEEP_SOAK_SWAPS, or 500. */
const SWAPS = wholeNumber('FLUXKEEP_SOAK_SWAPS', 500);
/** A swap through the real window, with its app killed and started again, takes as long as many in the engine. */
const IN_WINDOW = Math.ceil(SWAPS / 25);
const say = (line: string): void => void process.stdout.write(`bridge: ${line}\n`);

it('no deposit is lost and no unit is missing, however often the wallet process is killed', async () => {
  const swaps = Math.max(1, SWAPS - IN_WINDOW);
  say(`${swaps} swaps, seed ${SEED}`);
  const { ends, kills } = await conservationRun({ seed: SEED, swaps, mostOpen: 20, killEvery: 4, say });
  say(`${kills} kills; ${Object.entries(ends).map(([kind, count]) => `${count} ${kind}`).join(', ')}`);
  expect(Object.values(ends).reduce((sum, count) => sum + count, 0)).toBe(swaps);
});

it('no deposit is lost and no unit is missing, however often the app is killed in its window', async () => {
  say(`${IN_WINDOW} swaps in the window, seed ${SEED}`);
  await windowSwaps(SEED, IN_WINDOW, say);
});
