// Takes the starting table: a list that sources agree on, and what the blocks of the 720 heights before it tell.
import type { LightNodePhase } from '../../shared/contract/light-node';
import { AppError } from '../../shared/errors/app-error';
import { Collaterals } from '../follow/collaterals';
import type { FollowerState } from '../follow/follower';
import { learnFrom, Learner } from '../follow/learn';
import { NodeTable } from '../follow/table';
import type { BlockPlace, Watch } from '../follow/watch';
import type { HeaderChain } from '../headers/chain';
import type { PeerSource } from '../p2p/peer-source';
import { AHEAD, fetchBlock, type FetchedBlock } from './fetch-block';
import type { LightNetwork } from './networks';
import type { LightStore } from './store';
import type { TableSource } from './table-source';

/** Previous transactions that are asked for at the start. */
const MOST_UNSEEN = 2_000;

export interface TakeTableDeps {
  readonly network: LightNetwork;
  readonly peers: PeerSource;
  readonly store: LightStore;
  readonly tables: TableSource;
  readonly chain: HeaderChain;
  /** Looks through the blocks as they pass. */
  readonly watch: Watch;
  readonly signal: AbortSignal;
  enter(phase: LightNodePhase): void;
  checked(height: number): void;
}

/** @throws AppError `table/…`, `peer/…` */
export async function takeTable(deps: TakeTableDeps): Promise<{ readonly state: FollowerState; readonly from: readonly string[] }> {
  const { network, store, tables, chain, watch, signal, enter } = deps;
  if (tables.count === 0 && network.fromFirst) return emptyTable(deps);
  enter({ kind: 'table', answered: 0, asked: tables.count });
  const list = await tables.list((answered) => enter({ kind: 'table', answered, asked: tables.count }));
  if (list.height > chain.tip.height) throw new AppError('table/not-enough', 'the list is of a block that no peer has shown yet');
  const from = learnFrom(list.height, network.params);
  const learner = new Learner();
  store.restart(from - 1);
  let place: BlockPlace | null = null;
  for await (const { block, raw, height } of blocksOf(from, list.height, deps)) {
    learner.look(block, height);
    watch.look(block, height);
    store.block(raw);
    place = { height, hash: block.hash, time: block.header.time };
    deps.checked(height);
    enter({ kind: 'blocks', at: height, to: chain.tip.height });
  }
  if (place === null) throw new AppError('table/not-enough', 'there is no block to begin with');
  for (const txid of learner.unseen().slice(0, MOST_UNSEEN)) {
    signal.throwIfAborted();
    const raw = await tables.transaction(txid);
    if (raw !== null) learner.collaterals.serve(txid, raw);
  }
  const table = learner.table(list.nodes, from === 1, network.params);
  return { state: { table, start: place, tip: place, blocks: [], watch, collaterals: learner.collaterals, allowances: {} }, from: list.from };
}

/** Before the first block there are no nodes. */
function emptyTable({ network, store, watch }: TakeTableDeps): { readonly state: FollowerState; readonly from: readonly string[] } {
  const place = { ...network.base, time: network.params.genesisTime };
  store.restart(place.height);
  return { state: { table: new NodeTable(true), start: place, tip: place, blocks: [], watch, collaterals: new Collaterals(), allowances: {} }, from: ['the first block'] };
}

/** Blocks of the chain from one height to another, in order, fetched ahead. */
async function* blocksOf(from: number, to: number, { chain, peers, signal }: TakeTableDeps): AsyncGenerator<FetchedBlock & { readonly height: number }, void, void> {
  const ahead = new Map<number, Promise<FetchedBlock>>();
  for (let height = from; height <= to; height += 1) {
    for (let next = height; next <= Math.min(to, height + AHEAD - 1); next += 1) {
      const node = chain.at(next);
      if (node === null || ahead.has(next)) continue;
      const fetched = fetchBlock(peers, node.hash, new Set(), signal);
      fetched.catch(() => undefined);
      ahead.set(next, fetched);
    }
    const fetched = await ahead.get(height);
    if (fetched === undefined) throw new AppError('light/gap', 'a header is missing', { context: { height } });
    ahead.delete(height);
    yield { ...fetched, height };
  }
}
