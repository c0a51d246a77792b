// The table of nodes that a release ships: the state of a follower at one height, in a form that everybody who followed the chain to there writes to the byte.
import { createHash } from 'node:crypto';
import { AppError } from '../../shared/errors/app-error';
import { compareOutpoints } from '../../shared/flux/payment-queue';
import { nodeTimes } from '../../shared/flux/node-times';
import { Collaterals } from '../follow/collaterals';
import { NodeTable } from '../follow/table';
import { outpointKey } from '../follow/table-node';
import { Watch } from '../follow/watch';
import type { LightNetwork } from './networks';
import type { LightStore } from './store';
import { readState, writeState, type Saved } from './state-file';

/** Only what each builder knows is part of it: what the last 720 blocks told, and the nodes themselves. */
export function releaseTable({ headers, state: follower }: Saved, network: LightNetwork): string {
  const { tip } = follower;
  const since = tip.height - nodeTimes(tip.height, network.params).dosFor;
  const nodes = [...follower.table.all()].sort((left, right) => compareOutpoints(left.collateral, right.collateral));
  const table = new NodeTable(follower.table.delegatesKnown && follower.start.height === 0);
  for (const node of nodes) table.set(node);
  for (const node of nodes) {
    const keys = follower.table.delegates(outpointKey(node.collateral));
    if (keys !== null && keys.length > 0 && (node.addedHeight > since || table.delegatesKnown)) table.setDelegates(outpointKey(node.collateral), keys);
  }
  const collaterals = new Collaterals();
  collaterals.restore(follower.collaterals.all().filter(([, { height }]) => height > since).sort(([left], [right]) => (left < right ? -1 : 1)));
  return writeState({ network: network.name, headers, tableFrom: ['the release'], state: { table, start: tip, tip, blocks: [], watch: new Watch(), collaterals, allowances: {} } });
}

/** The store's state, or where an empty store begins when the release ships a table; null when sources have to be asked. */
export function loadOrShipped(store: LightStore, shipped: Saved | undefined): ReturnType<LightStore['load']> {
  const held = store.load();
  if (held !== null || shipped === undefined) return held;
  store.restart(shipped.state.tip.height);
  store.checkpoint(shipped);
  return { saved: shipped, blocks: [] };
}

/** What a release's notes name it by. */
export const tableChecksum = (text: string): string => createHash('sha256').update(text).digest('hex');

/** @throws AppError `table/unreadable`, `table/other-network` */
export function readReleaseTable(text: string, network: LightNetwork): Saved {
  let saved: Saved;
  try {
    saved = readState(text);
  } catch (cause) {
    throw new AppError('table/unreadable', 'the file is no table of nodes', { cause });
  }
  if (saved.network !== network.name) throw new AppError('table/other-network', 'the table of nodes is of another network', { context: { network: saved.network } });
  return saved;
}
