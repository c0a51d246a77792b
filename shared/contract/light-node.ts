// The light FluxNode: what main asks of its process, and what that process tells. docs/light-node.md says what "proven" means and does not mean.
// Amounts are zatoshi (10⁻⁸ FLUX), heights are blocks of the Flux main chain, hashes stand in display form.

import { z } from 'zod';
import { call, zBytes, zError, zHash, zNothing, zText, zTime, zUnits } from './base';

const main = ['main'] as const;
export const zHeight = z.number().int().nonnegative();
const zCount = z.number().int().nonnegative();
/** `time` is the header's, in milliseconds. */
export const zBlockPoint = z.object({ height: zHeight, hash: zHash, time: zTime });
export type BlockPoint = z.infer<typeof zBlockPoint>;
const zScript = z.string().regex(/^([0-9a-f]{2}){1,10000}$/);

/** What the light node does now. Each phase names its own progress; none is a bare percentage. */
export const zLightNodePhase = z.discriminatedUnion('kind', [
  /** Looking for peers. */
  z.object({ kind: z.literal('connecting') }),
  /** The table of nodes is asked of several sources and compared. `answered` of `asked`. */
  z.object({ kind: z.literal('table'), answered: zCount, asked: zCount }),
  /** Headers are fetched; `to` is the highest that a peer announced. */
  z.object({ kind: z.literal('headers'), at: zHeight, to: zHeight }),
  /** Blocks are fetched, checked and replayed. */
  z.object({ kind: z.literal('blocks'), at: zHeight, to: zHeight }),
  /** At the tip: new blocks are checked as they come. */
  z.object({ kind: z.literal('following') }),
  /** Every peer is itself syncing: there is no news to have, which is not "no news". */
  z.object({ kind: z.literal('peers-syncing') }),
  z.object({ kind: z.literal('paused') }),
  /** It cannot go on by itself: sources of the table disagree, the store is damaged, the disk is full. */
  z.object({ kind: z.literal('halted'), reason: zError }),
]);
export type LightNodePhase = z.infer<typeof zLightNodePhase>;

export const zLightNodeStatus = z.object({
  phase: zLightNodePhase,
  /** The last block whose contents were checked; null before the first. */
  tip: zBlockPoint.nullable(),
  /** The tip is checked and younger than ten minutes. */
  verified: z.boolean(),
  /** Up to here coins are final: enough blocks by enough different collaterals stand on it; null when none is. */
  provenTo: zBlockPoint.nullable(),
  /** Block after which everything was checked: where the table of nodes was taken. */
  start: zBlockPoint.nullable(),
  /** Where the table came from, in words of the sources (hosts), or the release. */
  tableFrom: z.array(zText).max(8),
  peers: z.array(z.object({ address: zText, agent: zText, height: zHeight.nullable(), syncing: z.boolean() })).max(32),
  nodes: z.object({ cumulus: zCount, nimbus: zCount, stratus: zCount }).nullable(),
  /** Blocks a second over the last half minute, while it catches up; and seconds left by it. */
  rate: z.number().nonnegative().nullable(),
  secondsLeft: zCount.nullable(),
  /** Blocks were taken back: where the two branches part, and why the height went backwards. */
  reorganised: z.object({ from: zHeight, to: zHeight, fork: zHeight, at: zTime }).nullable(),
  /** An emergency block (signed by two of four keys of the foundation) among the last ones: shown loudly. */
  emergency: zBlockPoint.nullable(),
  lastError: zError.nullable(),
  disk: z.object({ bytes: zCount }),
  traffic: z.object({ received: zCount, sent: zCount }),
});
export type LightNodeStatus = z.infer<typeof zLightNodeStatus>;

/** What was read of a coin of a watched script. `unspent` holds as of `checkedTo`. */
export const zNodeCoin = z.object({
  txid: zHash,
  vout: z.number().int().nonnegative(),
  value: zUnits,
  script: zScript,
  coinbase: z.boolean(),
  block: zBlockPoint,
  /** Blocks on top, and by how many different confirmed collaterals they were made; emergency blocks among them. */
  above: z.object({ blocks: zCount, producers: zCount, emergency: zCount }),
  spent: z.object({ txid: zHash, block: zBlockPoint }).nullable(),
});
export type NodeCoin = z.infer<typeof zNodeCoin>;

export const zWatched = z.object({
  /** Everything between these heights was looked through for the watched scripts; null before the first block. */
  from: zHeight.nullable(),
  to: zHeight.nullable(),
  coins: z.array(zNodeCoin),
});
export type Watched = z.infer<typeof zWatched>;

/** Where the process gets its start and its limits from. Times come from the network's own clock. */
export const zLightNodeStart = z.object({
  network: z.enum(['mainnet', 'practice']),
  folder: z.string().max(4000),
  /** host:port of peers to speak to besides those that are discovered. */
  peers: z.array(z.string().max(300)).max(32),
  /** Insight or FluxOS base addresses that the table of nodes is asked of when the release ships none. */
  tableSources: z.array(z.object({ kind: z.enum(['insight', 'fluxos']), url: z.string().max(500) })).max(8),
  limits: z.object({ diskMegabytes: z.number().int().min(50).max(100_000), kilobytesPerSecond: z.number().int().min(16).max(1_000_000).nullable() }),
  /** Milliseconds by which the network's clock is ahead of the system's. */
  clockOffset: z.number(),
  paused: z.boolean(),
});
export type LightNodeStart = z.infer<typeof zLightNodeStart>;

export const lightNodeCalls = {
  'node.status': call('node', main, zNothing, zLightNodeStatus),
  /** Replaces the scripts that are looked for. A new script is looked for from the next block on, and in what is still held. Nothing about them leaves the process. */
  'node.watch': call('node', main, z.object({ scripts: z.array(zScript).max(20_000) }), zNothing),
  'node.watched': call('node', main, zNothing, zWatched),
  /** The proof of a transaction that holds a watched coin, as a file's bytes. @throws `proof/not-held` */
  'node.proof': call('node', main, z.object({ txid: zHash }), z.object({ name: z.string().max(120), bytes: zBytes })),
  /** Checks the transaction fully and gives it to several peers. @returns how many took it */
  'node.broadcast': call('node', main, z.object({ raw: zBytes }), z.object({ peers: zCount })),
  'node.pause': call('node', main, z.object({ paused: z.boolean() }), zNothing),
  'node.limits': call('node', main, zLightNodeStart.shape.limits, zNothing),
  /** The network's clock moved (practice). */
  'node.clock': call('node', main, z.object({ clockOffset: z.number() }), zNothing),
  /** Writes what is open and answers when it may be ended. */
  'node.stop': call('node', main, zNothing, zNothing),
} as const;

export const zLightNodeEvents = {
  /** At most a few times a second. */
  'node.status': zLightNodeStatus,
  /** Coins of watched scripts appeared, moved or grew deeper. */
  'node.watched': z.object({ to: zHeight }),
} as const;
