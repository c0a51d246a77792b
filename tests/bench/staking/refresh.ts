// A wallet with some number of own nodes that looks at the lists again and again: real store, follower and clients over scripted servers.
import { collateralCoins } from '../../../main/wallet/staking/wish/candidates';
import { NodeFollower } from '../../../main/wallet/staking/life/follower';
import { ListDesk } from '../../../main/wallet/staking/lists/desk';
import { node } from '../../unit/main/wallet/staking/samples';
import { removeFolders, stakingWorld } from '../../unit/main/wallet/staking/support';
import { collateralOf, ScriptedServers, SERVERS, type Standing } from './list-servers';

export interface RefreshingWallet {
  readonly servers: ScriptedServers;
  /** Nodes that the wallet knows as the lists show them. */
  known(): number;
  /** As the button does: one look at the lists, whatever pauses are on. */
  refresh(): Promise<void>;
  close(): void;
}

/** @param known whether the wallet has records of its nodes; else it finds them by its coins */
export function refreshingWallet(count: number, standing: (index: number) => Standing, known = true): RefreshingWallet {
  const world = stakingWorld();
  const { nodes, state, deps, coin } = world;
  const servers = new ScriptedServers(count, standing, state.tip);
  nodes.together(() => {
    for (let index = 0; index < count; index += 1) {
      const { txid, vout, address } = coin({ txid: collateralOf(index) });
      if (known) nodes.add(node({ id: collateralOf(index).slice(32), name: `Node ${index}`, collateral: { txid, vout }, address }));
    }
  });
  let now = 0;
  const desk = new ListDesk({ http: servers.http, timing: { now: () => now, random: () => 0.5 }, clock: () => state.now });
  desk.configure(SERVERS);
  let serial = 0;
  const random = (length: number): Uint8Array => {
    serial += 1;
    return Uint8Array.from({ length }, (_, at) => (at < 4 ? (serial >> (8 * at)) & 255 : 7));
  };
  const follower = new NodeFollower({
    ...deps, random, network: 'mainnet', desk, collateral: () => collateralCoins(deps), broadcasters: () => [], now: () => now, changed: () => undefined, notify: () => undefined,
  });
  return {
    servers,
    known: () => nodes.all().filter(({ place }) => place !== null && place.kind !== 'absent').length,
    async refresh() {
      now += 60_000;
      state.now += 60_000;
      state.tip += 2;
      follower.urge();
      await follower.turn();
    },
    close() {
      world.close();
      removeFolders();
    },
  };
}
