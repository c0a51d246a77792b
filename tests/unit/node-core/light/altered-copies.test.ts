// A copy of a block whose header and root are right and whose FluxNode signatures are not: neither covers them, so the copy is fetched elsewhere and the hash is never blamed.
import { rmSync } from 'node:fs';
import * as ecc from 'tiny-secp256k1';
import { LightNode } from '../../../../node-core/light/light-node';
import { LIGHT_NETWORKS } from '../../../../node-core/light/networks';
import { LightStore } from '../../../../node-core/light/store';
import { TableSource } from '../../../../node-core/light/table-source';
import { timers } from '../../../../node-core/p2p/dial';
import type { PeerId, PeerSource } from '../../../../node-core/p2p/peer-source';
import { PRACTICE_FLUX } from '../../../../node-core/practice/flux/parameters';
import { AppError } from '../../../../shared/errors/app-error';
import { parseBlock } from '../../../../shared/flux/block';
import { parseHeader } from '../../../../shared/flux/block-header';
import { fund, host, openChain, send, startBytes, type Chain } from '../practice/nodes/kit';
import { temporaryFolder } from '../practice/temporary';
import { publicList, rawOf } from '../follow/kit';

jest.setTimeout(60_000);

/** The bytes of a block with one byte changed in a signature of its first FluxNode transaction; other blocks as they are. */
function altered(raw: Uint8Array, which: 'signature' | 'benchmarkSignature'): Uint8Array {
  const found = parseBlock(raw).transactions.find(({ tx }) => tx.kind === (which === 'signature' ? 'start' : 'confirm'))?.tx;
  if (found === undefined || found.kind === 'value') return raw;
  const signature = which === 'benchmarkSignature' && found.kind === 'confirm' ? found.benchmarkSignature : found.signature;
  const at = Buffer.from(raw).indexOf(Buffer.from(signature)) + 40;
  return raw.map((byte, index) => (index === at ? byte ^ 1 : byte));
}

/** Peers 1 to `liars` alter what they serve, the last one does not. */
function peersOf(chain: Chain, liars: number, which: 'signature' | 'benchmarkSignature', faults: string[]): PeerSource & { start(): void; stop(): void; traffic: { received: number; sent: number } } {
  const { state } = chain.node;
  const ids = Array.from({ length: liars + 1 }, (_, at) => at + 1);
  return {
    peers: ids.map((id) => ({ id, address: `127.0.0.1:${id}`, agent: '/test/', height: null, syncing: false })),
    onChange: () => () => undefined,
    onBlock: () => () => undefined,
    headers: async (locator) => {
      const known = locator.map((hash) => state.heightOf(hash)).find((height) => height !== null) ?? 0;
      return { peer: 1, headers: Array.from({ length: Math.min(160, chain.node.height - known) }, (_, step) => parseHeader(state.blockAt(known + 1 + step).header)) };
    },
    block: async (hash, { avoid } = {}) => {
      const height = state.heightOf(hash);
      const peer = ids.find((id) => !avoid?.has(id));
      if (height === null || peer === undefined) throw new AppError('peer/none', 'nobody has it');
      const raw = rawOf(state.blockAt(height));
      return { peer, raw: peer <= liars ? altered(raw, which) : raw };
    },
    broadcast: async () => 0,
    fault: (peer: PeerId, fault) => void faults.push(`${peer} ${fault}`),
    reached: () => undefined,
    start: () => undefined,
    stop: () => undefined,
    traffic: { received: 0, sent: 0 },
  };
}

it.each([['of a START', 'signature', 1], ['of a START, by three peers', 'signature', 3], ['of the benchmark program', 'benchmarkSignature', 2]] as const)('an altered signature %s', async (_what, which, liars) => {
  const chain = openChain();
  const list = publicList(chain);
  const owned = fund(chain, 'altered', 'cumulus');
  chain.node.mine(100);
  expect(send(chain, startBytes(chain, owned))).toBe('taken');
  chain.node.mine(3);
  host(chain, owned);
  chain.node.mine(5);
  const faults: string[] = [];
  const folder = temporaryFolder();
  const looks = new Set<() => void>();
  const changed = (): void => [...looks].forEach((look) => look());
  const node = new LightNode({
    ...timers, network: LIGHT_NETWORKS.practice, peers: peersOf(chain, liars, which, faults), store: LightStore.open(folder, 'practice'), ecc, networkSeconds: () => chain.node.state.tip.time + 1, wallMs: Date.now, diskBytes: 1e9,
    tables: new TableSource({ params: PRACTICE_FLUX, sources: [{ kind: 'insight', url: 'http://127.0.0.1' }], agreeing: 1, fetchJson: async () => ({ result: list }) }), onStatus: changed, onWatched: changed, log: () => undefined,
  });
  node.start();
  await new Promise<void>((resolve) => {
    const look = (): void => {
      const { phase, tip } = node.status();
      if (phase.kind === 'following' && tip?.height === chain.node.height) resolve();
    };
    looks.add(look);
    look();
  });
  expect(node.status()).toMatchObject({ tip: { hash: chain.node.state.tip.hash }, reorganised: null });
  // Each liar was asked once for that block, and nobody else was blamed.
  expect(faults).toEqual(Array.from({ length: liars }, (_, at) => `${at + 1} altered-block`));
  await node.stop();
  rmSync(folder, { recursive: true, force: true });
});
