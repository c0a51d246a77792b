// Workers that are killed at any moment: what comes out is what an undisturbed run makes, nothing is counted twice.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { until } from '../../e2e/harness/until';
import { inProject } from '../../../build/setup/paths.mjs';
import { localNetwork, type LocalNetwork } from './local-network';

jest.setTimeout(120_000);

let network: LocalNetwork;
const children = new Set<ChildProcess>();
beforeAll(async () => { network = await localNetwork(); });
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await network.stop();
});

function start(name: string): ChildProcess {
  const child = spawn(process.execPath, [inProject('out/node/fluxkeep-node.cjs'), 'worker', '--coordinator', network.coordinator.url, '--folder', join(network.folder, name), '--jobs', '1', '--keep-every-ms', '100'], { stdio: 'ignore' });
  children.add(child);
  return child;
}

it('every kill costs a checkpoint interval at most, and the tally is right', async () => {
  const publisher = await network.client('publisher');
  const { id } = await publisher.submit({ title: 'A stretch', work: { kind: 'primes', from: '0', count: '1000000000', jobs: 4 } });
  const batch = async () => (await publisher.batches()).find((each) => each.id === id);
  let steady = start('steady');
  let shaken = start('shaken');
  for (let kill = 0; kill < 8 && (await batch())?.state === 'running'; kill += 1) {
    // Each life is longer than the one before, so that it ends in another place.
    await new Promise((resolve) => setTimeout(resolve, 350 + kill * 120));
    shaken.kill('SIGKILL');
    await once(shaken, 'exit');
    shaken = start('shaken');
    if (kill === 4) {
      steady.kill('SIGKILL');
      await once(steady, 'exit');
      steady = start('steady');
    }
  }
  await until('the batch', async () => (await batch())?.state === 'finished', 90_000);
  const tally = JSON.parse(Buffer.from(await publisher.blob((await batch())?.result?.blob ?? { sha256: '', size: 0 })).toString()) as { primes: string; twins: string };
  // π(10⁹), OEIS A006880; pairs of twins below 10⁹, OEIS A007508.
  expect(tally).toMatchObject({ primes: '50847534', twins: '3424506' });
  const { state } = network.coordinator.coordinator;
  const valid = [...state.leases.values()].filter(({ standing }) => standing === 'valid');
  expect(new Set(valid.map(({ job, node }) => `${job} ${node}`)).size).toBe(valid.length);
  expect([...state.leases.values()].filter(({ standing }) => standing === 'invalid')).toEqual([]);
});
