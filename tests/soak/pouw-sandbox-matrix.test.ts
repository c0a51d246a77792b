// A thousand small jobs, 250 of each kind, in the app's real sandboxes, ended after random slices: the bits of Node and of the plain references.
import { inProject } from '../../build/setup/paths.mjs';
import { screenOfWorker } from '../e2e/harness/screen';
import { electronProgram, sandboxFlags } from '../e2e/harness/runtime';
import { startJobHost, type JobHost } from '../pouw/job-host/job-host';
import { compareInSandboxes } from '../pouw/job-host/matrix';
import { KINDS } from '../unit/node-core/pouw/modules/small-jobs';
import { SEED, wholeNumber } from './soak-run';

jest.setTimeout(7_200_000);

/** FLUXKEEP_SOAK_JOBS of each kind, or 250. */
const JOBS = wholeNumber('FLUXKEEP_SOAK_JOBS', 250);
let host: JobHost;

beforeAll(() => {
  host = startJobHost({ electron: electronProgram(), outDir: inProject('out'), flags: sandboxFlags(), env: { ...process.env, ...screenOfWorker() } });
});
afterAll(() => host.quit());

it.each(KINDS)('%s', async (kind) => {
  const kills = await compareInSandboxes(host, kind, SEED, JOBS);
  process.stdout.write(`sandboxes: ${JOBS} jobs of ${kind} from seed ${SEED}, ${kills} ended on the way\n`);
  expect(kills).toBeGreaterThan(JOBS / 2);
});
