// The pool of peers against the practice network's own node: headers, blocks, news, an own transaction, a peer that withholds, a reset.
import * as ecc from 'tiny-secp256k1';
import { dial, randomNonce, timers } from '../../../node-core/p2p/dial';
import { PeerPool } from '../../../node-core/p2p/pool';
import { PRACTICE_FLUX } from '../../../node-core/practice/flux/parameters';
import { ByteReader } from '../../../shared/crypto/byte-reader';
import { fromHex } from '../../../shared/crypto/bytes';
import { headerHash, readHeader, verifyBlockSignature } from '../../../shared/flux/block-header';
import { parseFluxTransaction } from '../../../node-core/practice/flux/parse';
import { PracticeProcess, remove, stopAll, temporaryFolder } from '../practice/practice-process';

jest.setTimeout(60_000);

const folder = temporaryFolder();
const log: string[] = [];
let network: PracticeProcess;
let pool: PeerPool;

const poolTo = (given: readonly string[]): PeerPool => new PeerPool({
  ...timers, magic: PRACTICE_FLUX.magic, userAgent: '/Fluxkeep:test/', networkSeconds: () => Math.floor(Date.now() / 1000), nonce: randomNonce, dial, given, discover: false,
  seeds: () => Promise.resolve([]), random: Math.random, wanted: 4, kilobytesPerSecond: null, log: (line) => log.push(line),
});
/** Resolves when the pool's state satisfies. */
const when = (holds: () => boolean): Promise<void> => new Promise((resolve) => {
  const stop = pool.onChange(() => {
    if (!holds()) return;
    stop();
    resolve();
  });
  if (!holds()) return;
  stop();
  resolve();
});
const mine = (blocks: number): Promise<unknown> => network.do('/control/mine', { chain: 'flux', blocks });

beforeAll(async () => {
  network = await PracticeProcess.start(folder, '--seed', 'peers', '--clock-rate', '0');
  pool = poolTo(network.ready.endpoints.p2p);
  pool.start();
  await when(() => pool.peers.length === 2);
});
afterAll(async () => {
  pool.stop();
  await stopAll();
  remove(folder);
});

it('shakes hands with both doors', () => {
  expect(pool.peers.map(({ address }) => address).sort()).toEqual([...network.ready.endpoints.p2p].sort());
  expect(pool.peers[0]).toMatchObject({ agent: '/Practice:1.0.0/', syncing: false, height: expect.any(Number) });
});

it('gets headers that follow each other from the first block on, and none after the tip', async () => {
  const { headers } = await pool.headers([PRACTICE_FLUX.genesisHash]);
  expect(headers.length).toBeGreaterThan(100);
  let previous = PRACTICE_FLUX.genesisHash;
  for (const header of headers) {
    expect(header.previousHash).toBe(previous);
    previous = headerHash(header);
  }
  expect((await pool.headers([previous])).headers).toEqual([]);
});

it('refuses an answer that does not start where it asked', async () => {
  await expect(pool.headers(['ab'.repeat(32)])).rejects.toMatchObject({ code: 'peer/wrong-start' });
  // Both answered so, and both are left alone for it; they are the person's choice, so not for long.
  pool.stop();
  pool = poolTo(network.ready.endpoints.p2p);
  pool.start();
  await when(() => pool.peers.length === 2);
});

it('gets a block by its hash, and says so when nobody has it', async () => {
  const { headers } = await pool.headers([PRACTICE_FLUX.genesisHash]);
  const [first] = headers;
  if (!first || first.kind !== 'pon') throw new Error('no header');
  const { raw } = await pool.block(headerHash(first));
  expect(headerHash(readHeader(new ByteReader(raw)))).toBe(headerHash(first));
  expect(verifyBlockSignature(first, new Uint8Array(33), ecc)).toBe(false);
  const signal = AbortSignal.timeout(300);
  await expect(pool.block('cd'.repeat(32), { signal })).rejects.toMatchObject({ name: 'TimeoutError' });
});

it('hears of new blocks', async () => {
  const heard = new Promise<string>((resolve) => {
    const stop = pool.onBlock((_peer, hash) => {
      stop();
      resolve(hash);
    });
  });
  await mine(1);
  const { raw } = await pool.block(await heard);
  expect(raw.length).toBeGreaterThan(200);
});

it('a door that withholds its tip answers without it; the other has it', async () => {
  const [a = '', b = ''] = network.ready.endpoints.p2p;
  await network.do('/control/fault', { chain: 'p2p', endpoint: 'b', fault: 'stale' });
  await mine(2);
  const idOf = (address: string): number => pool.peers.find((peer) => peer.address === address)?.id ?? 0;
  const counts = await Promise.all([a, b].map(async (address) => {
    let locator = [PRACTICE_FLUX.genesisHash];
    for (let count = 0; ; ) {
      const { headers } = await pool.headers(locator, { peer: idOf(address) });
      count += headers.length;
      const last = headers.at(-1);
      if (last === undefined) return count;
      locator = [headerHash(last)];
    }
  }));
  expect((counts[0] ?? 0) - (counts[1] ?? 0)).toBe(2);
  await network.do('/control/fault', { chain: 'p2p', endpoint: 'b', fault: 'none' });
});

it('offers an own transaction to the peers; a bad one is asked for, read and refused, and not offered to them again', async () => {
  const raw = fromHex(`0400008085202f8901${'11'.repeat(32)}0000000000ffffffff0110270000000000001976a914${'22'.repeat(20)}88ac00000000000000000000000000000000000000`);
  const txid = parseFluxTransaction(raw).txid;
  expect(await pool.broadcast(raw, txid)).toBe(0);
  const { sent } = pool.traffic;
  expect(await pool.broadcast(raw, txid)).toBe(0);
  expect(pool.traffic.sent).toBe(sent);
});

it('is cut off by a reset and comes back to the new chain', async () => {
  const before = new Set(pool.peers.map(({ id }) => id));
  await network.do('/control/reset', {});
  await when(() => pool.peers.length > 0 && pool.peers.every(({ id }) => !before.has(id)));
  expect((await pool.headers([PRACTICE_FLUX.genesisHash])).headers.length).toBeGreaterThan(100);
});

it('counts what went over the line', () => {
  expect(pool.traffic.received).toBeGreaterThan(10_000);
  expect(pool.traffic.sent).toBeGreaterThan(500);
});
