// Old headers between two pinned blocks, fetched forward; peers that lead elsewhere, stop half-way or say nothing.
import { dial, randomNonce, timers } from '../../../node-core/p2p/dial';
import { PeerPool } from '../../../node-core/p2p/pool';
import { fetchOldHeaders } from '../../../node-core/light/old-headers';
import { LIGHT_NETWORKS } from '../../../node-core/light/networks';
import { PinnedRun } from '../../../node-core/headers/pinned-run';
import { ByteReader } from '../../../shared/crypto/byte-reader';
import { readHeader, type BlockHeader } from '../../../shared/flux/block-header';
import { FLUX_REGTEST } from '../../../shared/flux/params';
import { MAX_HEADERS } from '../../../shared/flux/p2p/messages';
import { coinbase } from '../../bench/pon-blocks';
import { HostilePeer, type Script } from '../../hostile-peer/hostile-peer';
import { bypassBlock } from '../../hostile-peer/regtest-chain';

jest.setTimeout(30_000);

interface Link {
  readonly hash: string;
  readonly header: BlockHeader;
}
const GENESIS = FLUX_REGTEST.genesisHash;
/** @param salt makes another chain */
function links(count: number, previous: string, salt: number): Link[] {
  const chain: Link[] = [];
  for (let height = 1; height <= count; height += 1) {
    const { hash, raw } = bypassBlock(chain.at(-1)?.hash ?? previous, 1_700_000_000 + height, 0x207fffff, coinbase(height + salt, []));
    chain.push({ hash, header: readHeader(new ByteReader(raw)) });
  }
  return chain;
}
const real = links(400, GENESIS, 0);
const forged = links(400, GENESIS, 1_000);
const base = { height: 7_000, hash: GENESIS };
const pin = { height: 7_350, hash: real[349]?.hash ?? '' };
const serves = (chain: readonly Link[], most = MAX_HEADERS): Script => ({
  on: { getheaders: ({ locator }, said) => {
    const known = locator[0] === GENESIS ? 0 : chain.findIndex(({ hash }) => hash === locator[0]) + 1;
    said.send({ command: 'headers', headers: locator[0] === GENESIS || known > 0 ? chain.slice(known, known + most).map(({ header }) => header) : [] });
  } },
});

let peers: HostilePeer[] = [];
let pool: PeerPool;
async function meet(...scripts: Script[]): Promise<void> {
  peers = await Promise.all(scripts.map((script) => HostilePeer.start(FLUX_REGTEST, script)));
  pool = new PeerPool({
    now: timers.now, after: (ms, act) => timers.after(ms / 100, act), magic: FLUX_REGTEST.magic, userAgent: '/Fluxkeep:test/', networkSeconds: () => 1_800_000_000, nonce: randomNonce, dial, given: peers.map(({ address }) => address), discover: false,
    seeds: () => Promise.resolve([]), random: Math.random, wanted: 4, kilobytesPerSecond: null, log: () => undefined,
  });
  pool.start();
  if (scripts.length > 0) await new Promise<void>((resolve) => {
    const stop = pool.onChange(() => {
      if (pool.peers.length < scripts.length) return;
      stop();
      resolve();
    });
  });
}
afterEach(async () => {
  pool.stop();
  await Promise.all(peers.map((peer) => peer.stop()));
});
const fetched = async (run: PinnedRun): Promise<number[]> => {
  const heights: number[] = [];
  await fetchOldHeaders(run, pool, new AbortController().signal, ({ height }) => heights.push(height));
  return heights;
};

it('come in steps of 160 up to the pin, and not one further', async () => {
  await meet(serves(real));
  const run = new PinnedRun(base, pin);
  expect(await fetched(run)).toEqual([7_160, 7_320, 7_350]);
  expect([run.done, run.hash]).toEqual([true, pin.hash]);
});

it.each<[string, Script]>([
  ['leads to another block', serves(forged)],
  ['knows no more than half of them', serves(real.slice(0, 200))],
  ['answers with what was not asked for', { on: { getheaders: (_message, said) => said.send({ command: 'headers', headers: real.slice(40, 80).map(({ header }) => header) }) } }],
  ['says nothing', {}],
])('a peer that %s is passed over for one that does not', async (_what, script) => {
  await meet(script, serves(real));
  const run = new PinnedRun(base, pin);
  await fetched(run);
  expect([run.done, run.hash]).toEqual([true, pin.hash]);
});

it('when nobody leads to the pin, nothing counts', async () => {
  await meet(serves(forged), serves(real.slice(0, 200)));
  const run = new PinnedRun(base, pin);
  await expect(fetched(run)).rejects.toMatchObject({ code: 'peer/none' });
  expect(run.done).toBe(false);
});

it('the run around a height lies between the pins below and above it', async () => {
  await meet();
  const { pins } = LIGHT_NETWORKS.mainnet;
  const around = (height: number): readonly (number | undefined)[] => [PinnedRun.around(pins, height)?.from.height, PinnedRun.around(pins, height)?.to.height];
  expect(around(300_000)).toEqual([250_000, 372_500]);
  expect(around(2_029_000)).toEqual([2_029_000, 2_996_914]);
  expect(around(2_996_914)).toEqual([undefined, undefined]);
  expect(around(10)).toEqual([undefined, undefined]);
});
