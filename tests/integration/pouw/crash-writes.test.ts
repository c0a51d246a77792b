// A worker whose process ends at every single change that it makes to its files, after it or in the middle of it: the next process goes on, the
// job's result is right, and it is counted once.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { randomHex, nodeKey } from '../../../node-core/pouw/ident/node-key';
import { commitmentOf } from '../../../node-core/pouw/job/commitment';
import type { CoordinatorClient } from '../../../node-core/pouw/worker/coordinator-client';
import { inProject } from '../../../build/setup/paths.mjs';
import { until } from '../../e2e/harness/until';
import { sha256, solve } from '../../pouw/keepers/solve';
import { localNetwork, type LocalNetwork } from './local-network';

jest.setTimeout(240_000);

const networks: LocalNetwork[] = [];
const children = new Set<ChildProcess>();
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await Promise.all(networks.map((network) => network.stop()));
});

/** π(2·10⁷), OEIS A006880 and A000720. */
const [COUNT, PRIMES] = ['20000000', '1270607'];

interface End {
  readonly at: number;
  readonly torn: boolean;
}

/** A worker's process; it resolves with the words that it ended with, or null while it lives when the job is done. */
function startWorker(network: LocalNetwork, name: string, end: End | null): { child: ChildProcess; said: () => string } {
  const env = { ...process.env, ...(end ? { CRASH_AT: String(end.at), CRASH_TORN: end.torn ? 'yes' : 'no' } : {}) };
  const hook = end ? ['-r', inProject('tests/pouw/crash-at-write.cjs')] : [];
  const child = spawn(process.execPath, [...hook, inProject('out/node/fluxkeep-node.cjs'), 'worker', '--coordinator', network.coordinator.url, '--folder', join(network.folder, name), '--jobs', '1', '--keep-every-ms', '50'], { stdio: ['ignore', 'ignore', 'pipe'], env });
  children.add(child);
  let said = '';
  child.stderr.on('data', (bytes: Buffer) => { said += bytes.toString(); });
  return { child, said: () => said };
}

/** The second one of the quorum: commits at once, reveals when it is asked to. @returns true when the verdict is there */
async function partner(network: LocalNetwork, client: CoordinatorClient, id: string): Promise<() => Promise<boolean>> {
  const { lease } = await client.lease({ kinds: ['primes'], holds: [] });
  if (!lease) throw new Error('no work');
  const solved = await solve(lease.job, network.coordinator.coordinator.deps.blobs);
  const [output, salt] = [{ sha256: sha256(solved.output), size: solved.output.length }, randomHex(32)];
  await client.commit(lease.id, commitmentOf(output.sha256, id, salt));
  return async () => {
    const { wants, state } = await client.heartbeat(lease.id, 0);
    if (wants?.kind === 'reveal') {
      await client.putBlob(solved.output);
      await client.result(lease.id, { output, salt, trail: [...solved.trail], cpuMilliseconds: 1, wallMilliseconds: 1 });
    }
    return state === 'validated';
  };
}

/** @returns what the first process ended at; null when it did the whole job before */
async function endAndGoOn(network: LocalNetwork, end: End): Promise<string | null> {
  const name = `worker-${end.at}${end.torn ? '-torn' : ''}`;
  const client = await network.client(`partner of ${name}`);
  const { id } = await client.submit({ title: name, work: { kind: 'primes', from: '0', count: COUNT, jobs: 1 } });
  const judged = await partner(network, client, nodeKey(join(network.folder, `partner of ${name}`, 'node-key.pem')).id);
  const first = startWorker(network, name, end);
  let over = false;
  const ended = once(first.child, 'exit').then(() => { over = true; });
  await until('an end, or the verdict', async () => over || judged(), 30_000);
  const what = over ? first.said() : null;
  let last = first.child;
  if (over) {
    expect(first.said()).toContain('ended at');
    last = startWorker(network, name, null).child;
    await until('the verdict', judged, 30_000);
  }
  last.kill('SIGKILL');
  await Promise.all([once(last, 'exit'), ended].slice(over ? 0 : 1));
  await network.coordinator.coordinator.idle();
  const batch = (await client.batches()).find((each) => each.id === id);
  expect(batch).toMatchObject({ state: 'finished', done: 1, workers: 2 });
  expect(JSON.parse(Buffer.from(await client.blob(batch?.result?.blob ?? { sha256: '', size: 0 })).toString())).toMatchObject({ primes: PRIMES });
  const leases = [...network.coordinator.coordinator.state.leases.values()].filter(({ job }) => network.coordinator.coordinator.state.job(job).job.batch === id);
  expect(leases.filter(({ standing }) => standing === 'valid')).toHaveLength(2);
  expect(leases.filter(({ standing }) => standing === 'invalid')).toEqual([]);
  return what;
}

it('at every change of its files, after it and in the middle of those that write bytes', async () => {
  const found: string[] = [];
  let next = 1;
  const lane = async (): Promise<void> => {
    const network = await localNetwork();
    networks.push(network);
    for (;;) {
      const at = next;
      next += 1;
      try {
        const what = await endAndGoOn(network, { at, torn: false });
        if (what === null) return;
        found.push(what);
        if (what.includes('ended at write')) await endAndGoOn(network, { at, torn: true });
      } catch (thrown) {
        throw new Error(`change ${at}: ${thrown instanceof Error ? thrown.message : String(thrown)}`, { cause: thrown });
      }
    }
  };
  await Promise.all([lane(), lane()]);
  // The key, the module, the journal's records, states and the output are among them.
  for (const what of ['writeSync', 'renameSync', 'writeFile', 'rename', 'mkdir']) expect(found.filter((said) => said.includes(`ended at ${what}\n`))).not.toEqual([]);
  expect(found.length).toBeGreaterThan(15);
});
