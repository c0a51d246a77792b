// Workers and their coordinator are killed 200 times at random moments: no wrong result, no double credit, nothing acknowledged is lost.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { startCoordinator } from '../../node-core/pouw/coordinator/local';
import { creditsOf } from '../../node-core/pouw/coordinator/state';
import { nodeKey } from '../../node-core/pouw/ident/node-key';
import { CoordinatorClient } from '../../node-core/pouw/worker/coordinator-client';
import { inProject } from '../../build/setup/paths.mjs';
import { fluxParams } from '../../shared/hd/script-of-key';
import { seededRandom } from '../e2e/harness/random';
import { until } from '../e2e/harness/until';
import { freePort } from '../pouw/free-port';
import { KILLS, SEED } from './soak-run';

jest.setTimeout(3 * 3_600_000);

/** Milliseconds that a program lives before the next kill. */
const LIFE = [150, 1_500] as const;
/** π(10⁹), OEIS A006880; pairs of twins below 10⁹, OEIS A007508. */
const BELOW_BILLION = { primes: '50847534', twins: '3424506' };
const say = (line: string): void => void process.stdout.write(`useful work: ${line}\n`);

const children = new Map<string, ChildProcess>();
/** Leases that a coordinator told a worker are valid: it must never forget them. */
const acknowledged = new Set<string>();

function start(name: string, args: readonly string[]): void {
  const child = spawn(process.execPath, [inProject('out/node/fluxkeep-node.cjs'), ...args], { stdio: ['ignore', 'pipe', 'ignore'] });
  children.set(name, child);
  createInterface({ input: child.stdout }).on('line', (line) => {
    const said = JSON.parse(line) as { event: string; lease?: string; end?: string };
    if (said.event === 'ended' && said.end === 'validated' && said.lease !== undefined) acknowledged.add(said.lease);
  });
}

async function kill(name: string): Promise<void> {
  const child = children.get(name);
  if (!child) return;
  const gone = once(child, 'close');
  child.kill('SIGKILL');
  await gone;
  children.delete(name);
}

it('survives every kill of a worker and of the coordinator', async () => {
  const random = seededRandom(SEED);
  const folder = mkdtempSync(join(tmpdir(), 'fluxkeep-pouw-soak-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const programs: Readonly<Record<string, readonly string[]>> = {
    coordinator: ['coordinator', '--folder', join(folder, 'coordinator'), '--port', String(port), '--network', 'practice', '--trust-after', '3'],
    left: ['worker', '--coordinator', url, '--folder', join(folder, 'left'), '--jobs', '1', '--keep-every-ms', '100'],
    right: ['worker', '--coordinator', url, '--folder', join(folder, 'right'), '--jobs', '1', '--keep-every-ms', '100'],
  };
  const publisher = new CoordinatorClient(url, nodeKey(join(folder, 'publisher', 'node-key.pem')), Date.now);
  const batches = () => until('the coordinator', () => publisher.batches().catch(() => null), 60_000);
  const published: string[] = [];
  const publish = async (): Promise<void> => {
    published.push((await publisher.submit({ title: `Stretch ${published.length}`, work: { kind: 'primes', from: '0', count: '1000000000', jobs: 8 } })).id);
  };
  const began = Date.now();
  say(`${KILLS} kills, seed ${SEED}`);
  try {
    for (const [name, args] of Object.entries(programs)) start(name, args);
    await until('registration', () => publisher.register({ host: { runtime: 'soak', cores: 1, memoryMegabytes: 1, kinds: [] }, delegation: null }).then(() => true, () => false), 60_000);
    await publish();
    let coordinators = 0;
    for (let count = 1; count <= KILLS; count += 1) {
      await delay(random(...LIFE));
      // Between two kills there is always work to do.
      if ((await batches()).every(({ state }) => state !== 'running')) await publish();
      const victim = ['left', 'right', 'left', 'right', 'coordinator'][random(0, 4)] ?? 'left';
      if (victim === 'coordinator') coordinators += 1;
      await kill(victim);
      start(victim, programs[victim] ?? []);
      if (count % 20 === 0) say(`${count} of ${KILLS}, ${published.length} batches, ${acknowledged.size} results acknowledged`);
    }
    await until('every batch', async () => (await batches()).every(({ state }) => state !== 'running'), 30 * 60_000);
    const ended = await batches();
    expect(ended.map(({ id }) => id).sort()).toEqual([...published].sort());
    for (const { result } of ended) {
      expect(JSON.parse(Buffer.from(await publisher.blob(result?.blob ?? { sha256: '', size: 0 })).toString())).toMatchObject(BELOW_BILLION);
    }
    for (const name of [...children.keys()]) await kill(name);
    // What the log alone says after the last kill.
    const running = await startCoordinator({ folder: join(folder, 'coordinator'), name: 'after', programs: inProject('out/useful-work'), pays: null, params: fluxParams('practice'), now: Date.now, report: () => undefined });
    const { state } = running.coordinator;
    await running.stop();
    const leases = [...state.leases.values()];
    const valid = leases.filter(({ standing }) => standing === 'valid');
    expect(leases.filter(({ standing }) => standing === 'invalid')).toEqual([]);
    expect(new Set(valid.map(({ job, node }) => `${job} ${node}`)).size).toBe(valid.length);
    expect([...acknowledged].filter((lease) => state.leases.get(lease)?.standing !== 'valid')).toEqual([]);
    for (const { key, credits, escrow } of state.nodes.values()) {
      const earned = valid.filter(({ node }) => node === key).reduce((sum, { job }) => {
        const known = state.jobs.get(job);
        return known ? sum + creditsOf(known.job) : Number.NaN;
      }, 0);
      expect(credits + escrow).toBe(earned);
    }
    say(`${KILLS} kills (${coordinators} of the coordinator) in ${Math.round((Date.now() - began) / 1000)} s: ${published.length} batches right, ${valid.length} results credited once, ${acknowledged.size} acknowledged and kept`);
  } finally {
    for (const name of [...children.keys()]) await kill(name);
    rmSync(folder, { recursive: true, force: true });
  }
});
