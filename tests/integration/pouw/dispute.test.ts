// Two workers that disagree: the coordinator finds the first slice that differs, does that one again, and names the one that cheated.
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { commitmentOf } from '../../../node-core/pouw/job/commitment';
import { startOf } from '../../../node-core/pouw/job/frame';
import { runJob } from '../../../node-core/pouw/host/run-job';
import { ThreadHost } from '../../../node-core/pouw/host/thread-host';
import { nodeKey } from '../../../node-core/pouw/ident/node-key';
import type { Kind } from '../../../shared/pouw/protocol';
import { until } from '../../e2e/harness/until';
import { localNetwork, PROGRAMS, type LocalNetwork } from './local-network';

jest.setTimeout(90_000);

let network: LocalNetwork;
beforeEach(async () => { network = await localNetwork(); });
afterEach(() => network.stop());

/** A worker that does the work, and forges it from a slice on. */
async function cheat(kind: Kind, slice: number): Promise<{ lease: string; standing: () => Promise<{ state: string; verdict: string | null }> }> {
  const client = await network.client('cheat');
  const { id: node } = nodeKey(join(network.folder, 'cheat', 'node-key.pem'));
  const { lease } = await client.lease({ kinds: [kind], holds: [] });
  if (!lease) throw new Error('no work');
  const { blobs } = network.coordinator.coordinator.deps;
  const host = new ThreadHost(PROGRAMS);
  const done = await runJob(host, { ...(await startOf(blobs, lease.job, null)), keepEvery: null });
  if (done.kind !== 'done') throw new Error('not done');
  const forged = done.output.slice();
  forged[16] = (forged[16] ?? 0) ^ 1;
  const output = await client.putBlob(forged);
  const trail = done.trail.map((hash, at) => (at < slice ? hash : randomBytes(32).toString('hex')));
  const salt = randomBytes(32).toString('hex');
  await client.commit(lease.id, commitmentOf(output.sha256, node, salt));
  void (async () => {
    await until('a question for the result', async () => (await client.heartbeat(lease.id, 1)).wants?.kind === 'reveal', 30_000);
    await client.result(lease.id, { output, salt, trail, cpuMilliseconds: 1, wallMilliseconds: 1 });
  })();
  return { lease: lease.id, standing: () => client.heartbeat(lease.id, 1) };
}

it.each([0, 5, 16])('a result that is forged from slice %i on is refused, and the honest one counts', async (slice) => {
  const publisher = await network.client('publisher');
  const batch = await publisher.submit({ title: 'A stretch', work: { kind: 'primes', from: '0', count: '10000000', jobs: 1 } });
  const liar = await cheat('primes', slice);
  const honest = await network.worker('honest');
  await until('a verdict about the liar', async () => (await liar.standing()).state === 'refused', 40_000);
  expect((await liar.standing()).verdict).toBe(`slice ${slice} showed who was wrong`);
  await until('the honest result accepted', async () => honest.view().history.some(({ end }) => end?.how === 'validated'), 20_000);
  await network.coordinator.coordinator.idle();
  const [done] = (await publisher.batches()).filter(({ id }) => id === batch.id);
  expect(done).toMatchObject({ state: 'finished', workers: 1 });
  const tally = JSON.parse(Buffer.from(await publisher.blob(done?.result?.blob ?? { sha256: '', size: 0 })).toString()) as { primes: string };
  // π(10⁷), OEIS A006880.
  expect(tally.primes).toBe('664579');
});

it('digits that were read are in dispute like anything else: the state before the forged slice is handed in, and the one after it is worked out', async () => {
  const publisher = await network.client('publisher');
  const batch = await publisher.submit({ title: 'Digits', work: { kind: 'onnx', model: null, digits: 'unseen', jobs: 1 } });
  const liar = await cheat('onnx', 9);
  const honest = await network.worker('honest');
  await until('a verdict about the liar', async () => (await liar.standing()).state === 'refused', 50_000);
  expect((await liar.standing()).verdict).toBe('slice 9 showed who was wrong');
  await until('the honest result accepted', async () => honest.view().history.some(({ end }) => end?.how === 'validated'), 20_000);
  await network.coordinator.coordinator.idle();
  expect(network.coordinator.coordinator.batch(batch.id)).toMatchObject({ state: 'finished', workers: 1 });
});
