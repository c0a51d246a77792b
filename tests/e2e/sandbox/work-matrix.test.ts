// The same bits in the app's real sandboxes as in Node and in the plain references, however often a job is ended and gone on with.
// npm run soak does 250 jobs of each kind.
import { inProject } from '../../../build/setup/paths.mjs';
import { startJobHost, type JobHost } from '../../pouw/job-host/job-host';
import { compareInSandboxes } from '../../pouw/job-host/matrix';
import { KINDS } from '../../unit/node-core/pouw/modules/small-jobs';
import { electronProgram, sandboxFlags } from '../harness/runtime';
import { screenOfWorker } from '../harness/screen';

jest.setTimeout(120_000);

let host: JobHost;

beforeAll(() => {
  host = startJobHost({ electron: electronProgram(), outDir: inProject('out'), flags: sandboxFlags(), env: { ...process.env, ...screenOfWorker() } });
});
afterAll(() => host.quit());

it.each(KINDS)('%s', async (kind) => {
  expect(await compareInSandboxes(host, kind, 1, 6)).toBeGreaterThan(1);
});
