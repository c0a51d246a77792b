// What the light node tells: its status, and the coins of watched scripts, in the contract's form.
import type { LightNodePhase, LightNodeStatus, Watched } from '../../shared/contract/light-node';
import type { ErrorShape } from '../../shared/errors/app-error';
import { YOUNG_TIP } from '../../shared/flux/proof-rule';
import type { Follower } from '../follow/follower';
import type { CheckedBlock } from '../follow/standing';
import type { BlockPlace } from '../follow/watch';
import type { PeerView } from '../p2p/peer-source';
import type { Pace } from './pace';

/** An emergency block is shown for so many blocks. */
const SHOWN_EMERGENCY = 2_880;
const MOST_PEERS = 32;

export interface StatusFacts {
  readonly phase: LightNodePhase;
  readonly follower: Follower | null;
  readonly tableFrom: readonly string[];
  readonly peers: readonly PeerView[];
  readonly pace: Pace;
  /** Height of the best header. */
  readonly target: number;
  readonly reorganised: LightNodeStatus['reorganised'];
  readonly lastError: ErrorShape | null;
  readonly disk: number;
  readonly traffic: { readonly received: number; readonly sent: number };
  /** Network time, Unix seconds. */
  readonly now: number;
}

const place = ({ height, hash, time }: BlockPlace | CheckedBlock): { height: number; hash: string; time: number } => ({ height, hash, time: time * 1_000 });

function emergencyIn(follower: Follower): CheckedBlock | null {
  const oldest = follower.tip.height - SHOWN_EMERGENCY;
  return follower.blocks.filter(({ height, producer }) => producer.kind === 'emergency' && height > oldest).at(-1) ?? null;
}

export function statusOf({ phase, follower, tableFrom, peers, pace, target, reorganised, lastError, disk, traffic, now }: StatusFacts): LightNodeStatus {
  const tip = follower?.tip ?? null;
  const proven = follower?.provenTo ?? null;
  const emergency = follower === null ? null : emergencyIn(follower);
  const left = tip === null ? 0 : target - tip.height;
  const verified = phase.kind === 'following' && tip !== null && tip.height >= target && (now - tip.time) * 1_000 < YOUNG_TIP;
  return {
    phase, verified, tip: tip && place(tip), provenTo: proven && place(proven), start: follower === null ? null : place(follower.start), tableFrom: [...tableFrom].slice(0, 8),
    peers: peers.slice(0, MOST_PEERS).map(({ address, agent, height, syncing }) => ({ address: address.slice(0, 200), agent: agent.slice(0, 200), height, syncing })),
    nodes: follower?.table.counts() ?? null, rate: left > 0 ? pace.rate : null, secondsLeft: left > 0 ? pace.secondsFor(left) : null,
    reorganised, emergency: emergency && place(emergency), lastError, disk: { bytes: disk }, traffic: { ...traffic },
  };
}

export function watchedOf(follower: Follower | null, firstHeld: number | null): Watched {
  if (follower === null) return { from: null, to: null, coins: [] };
  return {
    from: firstHeld, to: follower.tip.height,
    coins: follower.watch.coins.map((coin) => ({
      txid: coin.txid, vout: coin.vout, value: coin.value.toString(), script: coin.script, coinbase: coin.coinbase, block: place(coin.block), above: follower.above(coin.block.height),
      spent: coin.spent === null ? null : { txid: coin.spent.txid, block: place(coin.spent.block) },
    })),
  };
}
