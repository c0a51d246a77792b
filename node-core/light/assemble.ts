// Puts a light node together from what it is told at its start.
import { join } from 'node:path';
import * as ecc from 'tiny-secp256k1';
import type { LightNodeStart } from '../../shared/contract/light-node';
import type { FluxUpgrade } from '../../shared/flux/params';
import { dial, randomNonce, seedAddresses, timers } from '../p2p/dial';
import { PeerPool } from '../p2p/pool';
import { fetchJson } from './fetch-json';
import { LightNode } from './light-node';
import { LIGHT_NETWORKS, type LightNetwork } from './networks';
import { readReleaseTable } from './release-table';
import { SignatureThreads } from './signature-threads';
import { LightStore } from './store';
import { TableSource } from './table-source';

const USER_AGENT = '/Fluxkeep:0.1.0/';
/** Peers at a time: enough that one who withholds is noticed. */
const WANTED_PEERS = 8;

export interface Assembled {
  readonly node: LightNode;
  readonly pool: PeerPool;
  readonly network: LightNetwork;
  setClockOffset(ms: number): void;
}

export interface AssembleHooks {
  onStatus(): void;
  onWatched(height: number): void;
  log(line: string): void;
  /** File of the thread program; without it signatures are verified in turn. */
  readonly threadProgram?: string;
  /** Text of the table of nodes that the release ships, or that somebody names; an empty store begins there. */
  readonly releaseTable?: string;
  /** Goes no further than this height. */
  readonly stopAt?: number;
}

/** A network with other heights of its upgrades: regtest sets what it needs. */
export function withUpgrades(network: LightNetwork, upgrades: Readonly<Partial<Record<FluxUpgrade, number>>>): LightNetwork {
  return { ...network, params: { ...network.params, upgrades: { ...network.params.upgrades, ...upgrades } } };
}

/** @param network another one than the start names: the command line's */
export function assemble(start: LightNodeStart, hooks: AssembleHooks, network: LightNetwork = LIGHT_NETWORKS[start.network]): Assembled {
  let { clockOffset } = start;
  const wallMs = (): number => Date.now();
  const networkSeconds = (): number => Math.floor((wallMs() + clockOffset) / 1_000);
  const { params } = network;
  const pool = new PeerPool({
    ...timers, magic: params.magic, userAgent: USER_AGENT, networkSeconds, nonce: randomNonce, dial, given: start.peers, discover: params.dnsSeeds.length > 0,
    seeds: () => seedAddresses(params.dnsSeeds, params.p2pPort), random: Math.random, wanted: WANTED_PEERS, kilobytesPerSecond: start.limits.kilobytesPerSecond, log: hooks.log,
  });
  const store = LightStore.open(join(start.folder, network.name), network.name);
  const tables = new TableSource({ params, sources: start.tableSources, agreeing: Math.min(network.agreeing, Math.max(1, start.tableSources.length)), fetchJson });
  const releaseTable = hooks.releaseTable === undefined ? undefined : readReleaseTable(hooks.releaseTable, network);
  const threads = hooks.threadProgram === undefined ? undefined : new SignatureThreads(hooks.threadProgram, hooks.log);
  const node = new LightNode({ ...timers, network, peers: pool, store, tables, ecc, networkSeconds, wallMs, threads, diskBytes: start.limits.diskMegabytes * 1_000_000, ...hooks, releaseTable });
  if (start.paused) node.pause(true);
  return {
    node, pool, network,
    setClockOffset: (ms) => {
      clockOffset = ms;
      node.clockMoved();
    },
  };
}
