// Twenty kills of the running app at seeded random moments: the vault opens, no payment is forgotten or made twice, sums equal the chain's, nothing is left running.
import { MOMENTS } from './drive/kill-moments';
import { KillRun } from './drive/kill-run';
import { seededRandom } from './harness/random';

jest.setTimeout(120_000);

const KILLS = 20;
const random = seededRandom(20_260_101);
/** Each moment once, and those at the beginning of a session again. */
const moments = [...MOMENTS, ...MOMENTS].slice(0, KILLS);
let run: KillRun;

beforeAll(async () => {
  run = await KillRun.start(random);
});
afterAll(() => run.end());

it.each(moments)('is killed while $name', async (moment) => {
  await run.killApp(moment);
});

it('has forgotten no payment, made none twice, and its sums are the chain\'s', async () => {
  expect(moments).toHaveLength(KILLS);
  await run.settle();
});
