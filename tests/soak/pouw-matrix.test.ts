// More than a thousand small jobs, 250 of each kind, killed and resumed at random places: module, or runtime for models, and plain reference agree to the bit.
import { compareOnnxJobs } from '../pouw/onnx/matrix';
import { compareJobs, KINDS } from '../unit/node-core/pouw/modules/small-jobs';
import { SEED, wholeNumber } from './soak-run';

jest.setTimeout(3_600_000);

/** FLUXKEEP_SOAK_JOBS of each kind, or 250. */
const JOBS = wholeNumber('FLUXKEEP_SOAK_JOBS', 250);

it.each(KINDS)('%s', async (kind) => {
  const kills = await compareJobs(kind, SEED, JOBS);
  process.stdout.write(`matrix: ${JOBS} jobs of ${kind} from seed ${SEED}, ${kills} kills\n`);
  expect(kills).toBeGreaterThan(JOBS / 2);
});

it('onnx', async () => {
  const kills = await compareOnnxJobs(SEED, JOBS);
  process.stdout.write(`matrix: ${JOBS} jobs of onnx from seed ${SEED}, ${kills} kills\n`);
  expect(kills).toBeGreaterThan(JOBS / 2);
});
