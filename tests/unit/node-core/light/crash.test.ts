// A stop after every single write of the light node's store: the store opens, the chain is the right one, and the coins are those of the chain.
import { rmSync } from 'node:fs';
import * as ecc from 'tiny-secp256k1';
import { LightNode } from '../../../../node-core/light/light-node';
import { LIGHT_NETWORKS } from '../../../../node-core/light/networks';
import { LightStore } from '../../../../node-core/light/store';
import { TableSource } from '../../../../node-core/light/table-source';
import { timers } from '../../../../node-core/p2p/dial';
import type { PeerSource } from '../../../../node-core/p2p/peer-source';
import { payFlux } from '../../../../node-core/practice/flux/faucet';
import { PRACTICE_FLUX } from '../../../../node-core/practice/flux/parameters';
import { toHex } from '../../../../shared/crypto/bytes';
import { AppError } from '../../../../shared/errors/app-error';
import { addressOfPublicKey, scriptOfAddress } from '../../../../shared/flux/address';
import { parseHeader } from '../../../../shared/flux/block-header';
import { keyOf, openChain, SEED, type Chain } from '../practice/nodes/kit';
import { temporaryFolder } from '../practice/temporary';
import { publicList, rawOf } from '../follow/kit';

jest.setTimeout(240_000);

const address = addressOfPublicKey(keyOf('me').publicKey, PRACTICE_FLUX);
const script = toHex(scriptOfAddress(address, PRACTICE_FLUX));

/** One peer that has the whole chain, in this process. */
function peersOf(chain: Chain): PeerSource & { start(): void; stop(): void; traffic: { received: number; sent: number }; announce(): void } {
  const listeners = new Set<() => void>();
  const { state } = chain.node;
  return {
    peers: [{ id: 1, address: '127.0.0.1:1', agent: '/test/', height: null, syncing: false }],
    onChange: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    onBlock: () => () => undefined,
    headers: async (locator) => {
      const known = locator.map((hash) => state.heightOf(hash)).find((height) => height !== null) ?? 0;
      return { peer: 1, headers: Array.from({ length: Math.min(160, chain.node.height - known) }, (_, step) => parseHeader(state.blockAt(known + 1 + step).header)) };
    },
    block: async (hash) => {
      const height = state.heightOf(hash);
      if (height === null) throw new AppError('peer/timeout', 'not here');
      return { peer: 1, raw: rawOf(state.blockAt(height)) };
    },
    broadcast: async () => 0,
    fault: (_peer, fault) => { throw new Error(`an honest peer is blamed: ${fault}`); },
    reached: () => undefined,
    start: () => undefined,
    stop: () => undefined,
    traffic: { received: 0, sent: 0 },
    announce: () => listeners.forEach((listener) => listener()),
  };
}

interface Run {
  readonly node: LightNode;
  readonly peers: ReturnType<typeof peersOf>;
  /** Resolves when it follows the tip, or when its store is gone. */
  settled(): Promise<void>;
  /** Resolves with the reason when it cannot go on. */
  halted(): Promise<string>;
}

/** @param most writes after which the store takes nothing any more, as if the process had ended there */
function run(chain: Chain, list: readonly unknown[], folder: string, most = Number.POSITIVE_INFINITY): Run & { writes(): number; dead(): boolean; fill(full: boolean): void } {
  let full = false;
  let writes = 0;
  let dead = false;
  const looks = new Set<() => void>();
  const peers = peersOf(chain);
  const store = LightStore.open(folder, 'practice', { wrote: () => {
    if (dead) throw new AppError('test/ended', 'the process has ended');
    writes += 1;
    if (writes < most) return;
    dead = true;
    throw new AppError('test/ended', 'the process has ended');
  }, writes: () => {
    if (full) throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
  } });
  const tables = new TableSource({ params: PRACTICE_FLUX, sources: [{ kind: 'insight', url: 'http://127.0.0.1' }], agreeing: 1, fetchJson: async () => ({ result: list }) });
  const changed = (): void => [...looks].forEach((look) => look());
  const node = new LightNode({
    ...timers, network: LIGHT_NETWORKS.practice, peers, store, tables, ecc, networkSeconds: () => chain.node.state.tip.time + 1, wallMs: Date.now, diskBytes: 1e9, checkpointEvery: 10, onStatus: changed, onWatched: changed, log: () => undefined,
  });
  node.watch([script]);
  return {
    node, peers, writes: () => writes, dead: () => dead, fill: (now) => { full = now; },
    halted: () => new Promise((resolve) => {
      const look = (): void => {
        const { phase } = node.status();
        if (phase.kind !== 'halted') return;
        looks.delete(look);
        resolve(phase.reason.code);
      };
      looks.add(look);
      look();
    }),
    settled: () => new Promise((resolve) => {
      const look = (): void => {
        const { tip, phase } = node.status();
        if (!dead && (phase.kind !== 'following' || tip?.hash !== chain.node.state.tip.hash)) return;
        looks.delete(look);
        resolve();
      };
      looks.add(look);
      look();
    }),
  };
}

/** What the chain says of the address. */
function coinsOf(chain: Chain, above: number): string[] {
  return chain.node.state.coinsOf(scriptOfAddress(address, PRACTICE_FLUX)).filter(({ height }) => height >= above).map(({ txid, index, value, height }) => `${txid}:${index}:${value}:${height}`).sort();
}
const coinsSeen = (node: LightNode): string[] => node.watched().coins.filter(({ spent }) => spent === null).map(({ txid, vout, value, block }) => `${txid}:${vout}:${value}:${block.height}`).sort();

/** The nodes that a list shows, and a chain with payments to the address. */
function world(): { readonly chain: Chain; readonly list: readonly unknown[]; readonly start: number } {
  const chain = openChain();
  const list = publicList(chain);
  const start = chain.node.height;
  for (let step = 0; step < 12; step += 1) {
    payFlux(chain.node, SEED, address, 100_000_000n + BigInt(step));
    chain.node.mine(2);
  }
  return { chain, list, start };
}

it('a full disk is said, and when there is room again it goes on from what is kept', async () => {
  const { chain, list } = world();
  const folder = temporaryFolder();
  const one = run(chain, list, folder);
  one.node.start();
  await one.settled();
  const before = one.node.status().tip;
  // Full while a block comes, while the chain turns, and while a checkpoint is written: one of these blocks is a tenth one.
  for (const turned of [false, true, false]) {
    one.fill(true);
    if (turned) chain.node.reorg(3, 'return');
    else chain.node.mine(11);
    one.peers.announce();
    expect(await one.halted()).toBe('light-node/disk-full');
    const kept = one.node.status().tip?.height ?? 0;
    expect(kept).toBeLessThan(chain.node.height);
    one.fill(false);
    one.peers.announce();
    await one.settled();
  }
  expect(one.node.status().tip?.height).toBeGreaterThan(before?.height ?? 0);
  await one.node.stop();
  const again = run(chain, list, folder);
  again.node.start();
  // Everything is on the disk: it stands at the tip before any peer is asked.
  expect(again.node.status().tip?.hash).toBe(chain.node.state.tip.hash);
  await again.settled();
  expect(coinsSeen(again.node)).toEqual(coinsOf(chain, 1));
  await again.node.stop();
  rmSync(folder, { recursive: true, force: true });
});

it('leaves a store that opens on the right chain, wherever it stopped', async () => {
  const { chain, list, start } = world();
  /** Follows, turns with the chain, follows on. */
  const story = async (folder: string, most?: number): Promise<number> => {
    const one = run(chain, list, folder, most);
    one.node.start();
    await one.settled();
    await one.node.stop().catch(() => undefined);
    return one.writes();
  };
  const whole = temporaryFolder();
  const writes = await story(whole);
  expect(writes).toBeGreaterThan(start + 20);
  // The blocks before the table are like each other; from the table on every write is one to stop after.
  const moments = [1, 2, Math.floor(start / 2), ...Array.from({ length: writes - start }, (_, step) => start + 1 + step)];
  for (const moment of moments) {
    const folder = temporaryFolder();
    await story(folder, moment);
    // The chain turned while it was away, on every other run.
    if (moment % 2 === 0) chain.node.reorg(3, 'return');
    chain.node.mine(1);
    const again = run(chain, list, folder);
    again.node.start();
    await again.settled();
    expect(again.node.status().tip?.hash).toBe(chain.node.state.tip.hash);
    expect(coinsSeen(again.node)).toEqual(coinsOf(chain, 1));
    await again.node.stop();
    rmSync(folder, { recursive: true, force: true });
  }
  rmSync(whole, { recursive: true, force: true });
});
