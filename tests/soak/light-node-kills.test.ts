// The light node's program is killed 200 times while it follows and while the chain turns: its store opens, its chain is the right one, its coins are the chain's.
import { spawn, type ChildProcess } from 'node:child_process';
import { rmSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { PRACTICE_FLUX } from '../../node-core/practice/flux/parameters';
import { seededKey } from '../../node-core/practice/seed';
import { addressOfPublicKey } from '../../shared/flux/address';
import { seededRandom } from '../e2e/harness/random';
import { getJson, PracticeProcess, remove, stopAll, temporaryFolder } from '../integration/practice/practice-process';
import { KILLS, SEED } from './soak-run';

jest.setTimeout(3 * 3_600_000);

const address = addressOfPublicKey(seededKey('soak', 'me').publicKey, PRACTICE_FLUX);
/** Milliseconds after the start of the program within which it is killed. */
const WITHIN = [50, 1_500] as const;
const DAYS_BEHIND = 3;

it('survives every kill', async () => {
  const random = seededRandom(SEED);
  const say = (line: string): void => void process.stdout.write(`light node: ${line}\n`);
  const [folder, nodeFolder] = [temporaryFolder(), temporaryFolder()];
  // Each block moves practice time on by its slot: begun in the past, the chain stays behind the program's own clock.
  const network = await PracticeProcess.start(folder, '--seed', 'soak', '--start-time-ms', String(Date.now() - DAYS_BEHIND * 86_400_000));
  const { p2p, flux } = network.ready.endpoints;
  const follow = (...more: string[]): ChildProcess => spawn(process.execPath, [
    'out/node/fluxkeep-node.cjs', 'follow', '--network', 'practice', ...p2p.flatMap((peer) => ['--peer', peer]), '--table', `insight=${flux.a}`, '--table', `insight=${flux.b}`, '--folder', nodeFolder, '--watch', address, ...more,
  ], { stdio: ['ignore', 'pipe', 'ignore'] });
  /** Follows to the tip of now, and compares. */
  const check = async (): Promise<void> => {
    const { info } = (await getJson(`${flux.a}/status?q=getInfo`)) as { info: { blocks: number } };
    const { blockHash } = (await getJson(`${flux.a}/block-index/${info.blocks}`)) as { blockHash: string };
    const child = follow('--until', String(info.blocks));
    let out = '';
    child.stdout?.on('data', (data: Buffer) => (out += data.toString()));
    const code = await new Promise((resolve) => child.on('close', resolve));
    const events = out.trim().split('\n').map((line) => JSON.parse(line) as { event: string; tip?: { height: number; hash: string }; coins?: { txid: string; vout: number; value: string; spent: unknown }[] });
    expect([code, events.at(-1)?.event]).toEqual([0, 'end']);
    const { tip } = events.at(-1) ?? {};
    if (tip?.height === info.blocks) expect(tip.hash).toBe(blockHash);
    const coins = events.filter(({ event }) => event === 'watched').at(-1)?.coins ?? [];
    const utxos = (await getJson(`${flux.a}/addr/${address}/utxo`)) as { txid: string; vout: number; satoshis: number; height?: number }[];
    const real = utxos.filter(({ height }) => height !== undefined && height <= info.blocks).map(({ txid, vout, satoshis }) => `${txid}:${vout}:${satoshis}`).sort();
    expect(coins.filter(({ spent }) => spent === null).map(({ txid, vout, value }) => `${txid}:${vout}:${value}`).sort()).toEqual(real);
  };
  say(`${KILLS} kills, seed ${SEED}`);
  try {
    for (let count = 1; count <= KILLS; count += 1) {
      if (random(0, 2) === 0) await network.do('/faucet', { chain: 'flux', address, amount: String(random(1_000_000, 9_000_000)) });
      if (random(0, 3) === 0) await network.do('/control/reorg', { chain: 'flux', depth: random(1, 20), transactions: 'return' });
      await network.do('/control/mine', { chain: 'flux', blocks: random(1, 3) });
      const child = follow();
      await delay(random(...WITHIN));
      child.kill('SIGKILL');
      await new Promise((resolve) => child.on('exit', resolve));
      if (count % 10 === 0) {
        await check();
        say(`${count} of ${KILLS}`);
      }
    }
  } finally {
    await stopAll();
    remove(folder);
    rmSync(nodeFolder, { recursive: true, force: true });
  }
});
