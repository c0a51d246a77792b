// The light node against the practice network over its real P2P doors: it takes a table, follows, finds coins, proves them, turns with the chain, and goes on after a stop.
import { rmSync } from 'node:fs';
import * as ecc from 'tiny-secp256k1';
import { assemble, type Assembled } from '../../../node-core/light/assemble';
import { exportProof } from '../../../node-core/light/export-proof';
import { LIGHT_NETWORKS } from '../../../node-core/light/networks';
import { readProof } from '../../../node-core/proofs/format';
import { verifyProof } from '../../../node-core/proofs/verify';
import { PRACTICE_FLUX } from '../../../node-core/practice/flux/parameters';
import { seededKey } from '../../../node-core/practice/seed';
import type { LightNodeStatus } from '../../../shared/contract/light-node';
import { toHex } from '../../../shared/crypto/bytes';
import { addressOfPublicKey, scriptOfAddress } from '../../../shared/flux/address';
import { PracticeProcess, remove, stopAll, temporaryFolder } from '../practice/practice-process';

jest.setTimeout(60_000);

const folder = temporaryFolder();
const nodeFolder = temporaryFolder();
const address = addressOfPublicKey(seededKey('light', 'me').publicKey, PRACTICE_FLUX);
const script = toHex(scriptOfAddress(address, PRACTICE_FLUX));
const log: string[] = [];
let network: PracticeProcess;
let running: Assembled;
const looks = new Set<() => void>();

async function begin(): Promise<void> {
  const { p2p, flux } = network.ready.endpoints;
  const changed = (): void => looks.forEach((look) => look());
  running = assemble({
    network: 'practice', folder: nodeFolder, peers: [...p2p], tableSources: [{ kind: 'insight', url: flux.a }, { kind: 'insight', url: flux.b }], limits: { diskMegabytes: 100, kilobytesPerSecond: null },
    clockOffset: (await network.status()).clock.nowMs - Date.now(), paused: false,
  }, { onStatus: changed, onWatched: changed, log: (line) => log.push(line) });
  running.node.watch([script]);
  running.node.start();
}
/** Resolves when the node's status satisfies. */
const until = (what: string, holds: (status: LightNodeStatus) => boolean, ms = 30_000): Promise<void> => new Promise((resolve, reject) => {
  const timer = setTimeout(() => {
    looks.delete(look);
    reject(new Error(`in vain for ${what}: ${JSON.stringify(running.node.status())}\n${log.slice(-10).join('\n')}`));
  }, ms);
  const look = (): void => {
    if (!holds(running.node.status())) return;
    looks.delete(look);
    clearTimeout(timer);
    resolve();
  };
  looks.add(look);
  look();
});
/** Practice time moves with the blocks: the node is told, as main does. */
async function mine(blocks: number): Promise<number> {
  const { height } = (await network.do('/control/mine', { chain: 'flux', blocks })) as { height: number };
  const status = (await network.status()) as { clock: { nowMs: number } };
  running.setClockOffset(status.clock.nowMs - Date.now());
  return height;
}
const follows = (height: number): Promise<void> => until(`following block ${height}`, ({ tip, phase }) => tip?.height === height && phase.kind === 'following');

beforeAll(async () => {
  network = await PracticeProcess.start(folder, '--seed', 'light', '--clock-rate', '0');
  await begin();
});
afterAll(async () => {
  await running.node.stop();
  await stopAll();
  remove(folder);
  rmSync(nodeFolder, { recursive: true, force: true });
});

it('takes the table that both sources agree on and follows to the tip', async () => {
  await until('following', ({ phase }) => phase.kind === 'following');
  const status = running.node.status();
  expect(status).toMatchObject({ verified: true, nodes: { cumulus: 60, nimbus: 24, stratus: 12 }, tip: { height: status.start?.height }, provenTo: null, lastError: null });
  expect(status.tableFrom).toHaveLength(2);
  expect(status.peers).toHaveLength(2);
});

it('follows each new block as it comes', async () => {
  const height = await mine(5);
  await follows(height);
  expect(running.node.status()).toMatchObject({ verified: true });
});

it('finds coins that are paid, and their depth grows until it proves them', async () => {
  const { txid } = (await network.do('/faucet', { chain: 'flux', address, amount: '250000000' })) as { txid: string };
  await follows(await mine(1));
  const [coin] = running.node.watched().coins;
  expect(coin).toMatchObject({ txid, value: '250000000', script, coinbase: false, spent: null, above: { blocks: 0, producers: 0, emergency: 0 } });
  expect(() => exportProof(running, 'ab'.repeat(32))).toThrow('this node does not hold');
  const height = await mine(60);
  await follows(height);
  expect(running.node.watched().coins[0]?.above).toMatchObject({ blocks: 60, emergency: 0 });
  expect(running.node.watched().coins[0]?.above.producers).toBeGreaterThanOrEqual(25);
  expect(running.node.status().provenTo?.height).toBeGreaterThanOrEqual(coin?.block.height ?? Infinity);
});

it('exports a proof that is checked without it, and every changed byte of it is refused or changes nothing', () => {
  const [coin] = running.node.watched().coins;
  const { name, bytes } = exportProof(running, coin?.txid ?? '');
  expect(name).toMatch(/^flux-proof-[0-9a-f]{12}\.json$/);
  const deps = { params: PRACTICE_FLUX, ecc, pins: LIGHT_NETWORKS.practice.pins };
  const statement = verifyProof(readProof(bytes), deps);
  expect(statement).toMatchObject({ txid: coin?.txid, height: coin?.block.height, blockHash: coin?.block.hash, above: 60, emergency: 0, proven: true });
  const told = JSON.stringify(statement, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
  let refused = 0;
  // A byte here and there over the whole file: each one makes a whole check.
  for (let at = 7; at < bytes.length; at += 211) {
    const changed = bytes.slice();
    changed[at] = (changed[at] ?? 0) ^ 1;
    try {
      expect(JSON.stringify(verifyProof(readProof(changed), deps), (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value))).toBe(told);
    } catch (thrown) {
      expect((thrown as { code?: string }).code).toMatch(/^(proof|bytes|header|target|transaction|tx|fluxnode)\//);
      refused += 1;
    }
  }
  expect(refused).toBeGreaterThan(20);
});

it('turns with the chain, and says from where', async () => {
  const before = running.node.status().tip;
  await network.do('/control/reorg', { chain: 'flux', depth: 6, transactions: 'return' });
  await until('a turn', ({ reorganised }) => reorganised !== null);
  expect(running.node.status().reorganised).toMatchObject({ from: before?.height, fork: (before?.height ?? 0) - 6 });
  await follows(await mine(1));
});

it('looks for scripts that it is given later in the blocks that it holds', async () => {
  running.node.watch([]);
  await until('no coins', () => running.node.watched().coins.length === 0);
  running.node.watch([script]);
  await until('the coin again', () => running.node.watched().coins.length === 1);
  expect(running.node.watched().coins[0]?.above.blocks).toBeGreaterThan(40);
});

it('goes on where it was after a stop, and catches up', async () => {
  const before = running.node.status();
  await running.node.stop();
  await network.do('/control/mine', { chain: 'flux', blocks: 300 });
  await begin();
  expect(running.node.status()).toMatchObject({ tip: before.tip, start: before.start, tableFrom: before.tableFrom });
  const height = await mine(1);
  await follows(height);
  expect(running.node.watched().coins).toHaveLength(1);
  // More than a checkpoint lies behind it now.
  await running.node.stop();
  await begin();
  await follows(height);
  expect(running.node.status()).toMatchObject({ start: before.start });
});

it('takes its start again when the chain turns below it', async () => {
  await running.node.stop();
  rmSync(nodeFolder, { recursive: true, force: true });
  await begin();
  await until('following', ({ phase }) => phase.kind === 'following');
  const { start } = running.node.status();
  await network.do('/control/reorg', { chain: 'flux', depth: 8, transactions: 'return' });
  const height = await mine(1);
  await follows(height);
  expect(running.node.status().start?.hash).not.toBe(start?.hash);
  expect(running.node.watched().coins).toHaveLength(1);
});

it('pauses, and goes on', async () => {
  running.node.pause(true);
  await until('a pause', ({ phase }) => phase.kind === 'paused');
  const { tip } = running.node.status();
  await network.do('/control/mine', { chain: 'flux', blocks: 2 });
  expect(running.node.status().tip).toEqual(tip);
  running.node.pause(false);
  await follows(await mine(1));
});
