// Staking: FluxNodes of this wallet, their life on the network, and what starts, keeps and ends them. What the main window asks of the wallet.
// docs/staking.md explains the life of a node and its collateral. Amounts are zatoshi (10⁻⁸ FLUX), heights are blocks of the Flux main chain.

import { z } from 'zod';
import { call, zAddress, zAsset, zError, zHash, zNothing, zReading, zText, zTime, zUnits } from './base';
import { zDelegatesWish, zIntent, zNodeId, zOutpoint, zPublicKey, zSigned, zTier } from './money-path';

const window = ['main-window'] as const;
const main = ['main'] as const;
const zHeight = z.number().int().nonnegative();

/** What a tier asks and gives now. */
const zTierFacts = z.object({
  tier: zTier,
  collateral: zUnits,
  /** What the paid node of the tier gets in the next block, by its height. */
  reward: zUnits,
  /** Confirmed nodes of the tier, and seconds between two payments of one of them. */
  nodes: zReading(z.number().int()),
  secondsBetween: zReading(z.number().int()),
  /** Whole coins of exactly the collateral that no node stands on. */
  coins: zReading(z.number().int()),
  /** What can be spent for a new collateral; and what is missing with the usual fee, 0 when nothing is. */
  available: zReading(zUnits),
  missing: zReading(zUnits),
});
export type TierFacts = z.infer<typeof zTierFacts>;

/** Where a node stands. Times are estimates from the block spacing. */
export const zNodeStatus = z.discriminatedUnion('kind', [
  /** Nothing is signed. */
  z.object({ kind: z.literal('reserved') }),
  /** The collateral is on its way or too young; START is signed and sent at `startAt`. `confirmations` null: in no block yet. */
  z.object({ kind: z.literal('maturing'), confirmations: z.number().int().nullable(), of: z.number().int(), startAt: zHeight.nullable() }),
  /** START has to be signed (again): it was never, or its signature is older than an hour. */
  z.object({ kind: z.literal('needs-signature'), why: z.enum(['never-signed', 'too-old']) }),
  /** START is sent and in no block yet. `reason`: what servers said last, when none took it. */
  z.object({ kind: z.literal('starting'), attempts: z.number().int(), reason: zError.nullable() }),
  /** In the start list: the server has to confirm before `confirmBy`. */
  z.object({ kind: z.literal('started'), height: zHeight, confirmBy: zHeight }),
  z.object({
    kind: z.literal('confirmed'), ip: z.string().max(80), confirmedHeight: zHeight, lastConfirmed: zHeight, lastPaid: zHeight.nullable(),
    /** The server may renew from `renewFrom`; in block `expiresAt` the node falls out. */
    renewFrom: zHeight, expiresAt: zHeight,
    /** Renewal is overdue: the server is probably away. */
    expiring: z.boolean(),
    /** Place in the queue of the tier, 0 is next; null where no server says it. */
    rank: z.number().int().nullable(),
  }),
  /** Never confirmed in time: banned until `until`, from which START is allowed again. */
  z.object({ kind: z.literal('banned'), since: zHeight, until: zHeight }),
  /** In none of the lists, the coin unspent: fallen out, or never started. START is allowed. */
  z.object({ kind: z.literal('out'), was: z.enum(['confirmed', 'started', 'never']) }),
  /** The collateral is spent. */
  z.object({ kind: z.literal('ended'), txid: zHash.nullable() }),
  /** The payment that makes the collateral did not happen; the coins are where they were. */
  z.object({ kind: z.literal('failed'), reason: zError }),
]);
export type NodeStatus = z.infer<typeof zNodeStatus>;

export const zNode = z.object({
  id: zNodeId,
  name: zText,
  tier: zTier,
  collateral: zOutpoint.nullable(),
  /** Address that the collateral lies on; rewards go there, too. */
  address: zAddress.nullable(),
  /** The wallet's own key number, or another's public key; null when unknown. */
  identity: z.discriminatedUnion('kind', [z.object({ kind: z.literal('own'), index: z.number().int() }), z.object({ kind: z.literal('other'), publicKey: zPublicKey })]).nullable(),
  /** Last known; `trouble` says why it may be old. A list that cannot be read never changes a status. */
  status: zNodeStatus,
  /** Height and time of the lists that `status` comes from; null before the first. */
  seen: z.object({ height: zHeight, at: zTime, source: z.enum(['proven', 'agreed', 'reported']) }).nullable(),
  trouble: zError.nullable(),
  /** Seconds to the next payment, by the number of confirmed nodes and the place in the queue; null when it cannot be told. */
  nextPayment: z.number().int().nullable(),
  rewards: z.object({ count: z.number().int(), total: zUnits, week: zUnits, last: zTime.nullable() }),
  /** Whether START can be signed now: from which height else, and why not. */
  start: z.object({ allowed: z.boolean(), from: zHeight.nullable(), problem: z.string().max(80).nullable() }),
  /** Multisig collateral is started with version 6 and its redeem script. */
  multisig: z.boolean(),
  /** The person freed the coin: it can be spent, and the node ends with it. */
  released: z.boolean(),
});
export type FluxNode = z.infer<typeof zNode>;

/** A coin of exactly a tier's amount that a node can stand on. */
const zCandidate = z.object({
  outpoint: zOutpoint, tier: zTier, address: zAddress, imported: zText.nullable(), multisig: z.boolean(), confirmations: z.number().int(), node: zNodeId.nullable(), problem: z.string().max(80).nullable(),
});
export type CollateralCandidate = z.infer<typeof zCandidate>;

const zStartWish = z.object({
  tier: zTier,
  name: z.string().max(60),
  /** `new`: one output of exactly the amount to an own fresh address. */
  collateral: z.union([z.literal('new'), zOutpoint]),
  /** `own`: a key from the seed; else the public key of a server that has one already. */
  identity: z.union([z.literal('own'), zPublicKey]),
  delegates: zDelegatesWish,
});
const zStartPreview = z.object({
  problems: z.array(z.object({ field: z.enum(['collateral', 'identity', 'delegates', 'network']), code: z.string().max(80), context: zError.shape.context })),
  ready: z.boolean(),
  /** Network fee of the payment to oneself; null where none is needed. */
  fee: zUnits.nullable(),
  /** Seconds until START can be sent. */
  seconds: z.number().int().nullable(),
});

const zReward = z.object({ node: zNodeId.nullable(), name: zText, txid: zHash, height: zHeight, time: zTime, amount: zUnits });
const zCheck = z.object({ what: z.enum(['cores', 'memory', 'disk', 'speed', 'disk-speed', 'download', 'upload']), have: z.number().nullable(), want: z.number(), ok: z.boolean().nullable() });

/** Calls of the main window that the wallet answers. */
export const stakingWindowCalls = {
  'staking.tiers': call('wallet', window, zNothing, z.array(zTierFacts)),
  'staking.nodes': call('wallet', window, zNothing, z.object({ nodes: z.array(zNode), locked: zUnits, week: zUnits, height: zReading(zHeight) })),
  'staking.candidates': call('wallet', window, z.object({ tier: zTier }), zReading(z.array(zCandidate))),
  'staking.preview': call('wallet', window, zStartWish, zStartPreview),
  /** Keeps a record, before anything can be signed; the intent funds the collateral where needed and signs START. */
  'staking.begin': call('wallet', window, zStartWish, z.object({ node: zNodeId, intent: zIntent })),
  /** START for nodes that need it, in one approval; those for which it is not allowed are left out and named. */
  'staking.restart': call('wallet', window, z.object({ nodes: z.array(zNodeId).min(1).max(50) }), z.object({ intent: zIntent.nullable(), left: z.array(z.object({ node: zNodeId, problem: z.string().max(80) })) })),
  /** START with delegates: set or replace, or erase with an empty list. */
  'staking.delegates': call('wallet', window, z.object({ node: zNodeId, keys: z.array(zPublicKey).max(4) }), z.object({ intent: zIntent })),
  /** START of another's collateral by one of its delegates: `owner` is the owner's public key or redeem script, in hex. */
  'staking.startAsDelegate': call('wallet', window, z.object({ name: z.string().max(60), collateral: zOutpoint, owner: z.string().regex(/^([0-9a-f]{2}){33,520}$/), identity: zPublicKey }), z.object({ node: zNodeId, intent: zIntent })),
  /** The own key that others name as delegate, in hex. */
  'staking.delegateKey': call('wallet', window, zNothing, z.object({ publicKey: zPublicKey.nullable(), address: zAddress.nullable() })),
  /** Gives up a node that nothing was signed for, or hides one that ended or failed. */
  'staking.forget': call('wallet', window, z.object({ node: zNodeId }), zNothing),
  'staking.rename': call('wallet', window, z.object({ node: zNodeId, name: z.string().min(1).max(60) }), zNothing),
  'staking.look': call('wallet', window, zNothing, zNothing),
  'staking.rewards': call('wallet', window, z.object({ node: zNodeId.nullable(), limit: z.number().int().min(1).max(500) }), z.object({ total: zUnits, count: z.number().int(), rewards: z.array(zReward) })),
  'staking.exportRewards': call('wallet', window, z.object({ node: zNodeId.nullable() }), z.object({ csv: z.string() })),
  /** Frees a collateral coin for spending; `typed` is the node's name, or the outpoint when no node is known. staking/typed-wrong */
  'staking.release': call('wallet', window, z.object({ outpoint: zOutpoint, typed: z.string().max(200) }), zNothing),
  'staking.keep': call('wallet', window, z.object({ outpoint: zOutpoint }), zNothing),
  /** Many small coins of the main chain into one of an own address; collateral stays. */
  'staking.consolidate': call('wallet', window, zNothing, z.object({ coins: z.number().int(), amount: zUnits.nullable(), fee: zUnits.nullable(), intent: zIntent.nullable(), problem: zError.nullable() })),
  /**
   * Everything the wallet holds on one chain after the other, tokens before the coin that pays their fee, to addresses elsewhere.
   * Collateral is part of it once `typed` is right. Each step is approved by itself; a step without an intent says why.
   */
  'staking.evacuate': call('wallet', window, z.object({ to: z.partialRecord(z.enum(['flux', 'bitcoin', 'evm']), z.string().max(200)), typed: z.string().max(60) }), z.object({
    steps: z.array(z.object({ asset: zAsset, amount: zUnits.nullable(), fee: zUnits.nullable(), feeAsset: zAsset, nodes: z.array(zText), intent: zIntent.nullable(), problem: zError.nullable() })),
  })),
  /** This computer, or a pasted result of fluxbench, against the thresholds of each tier. An estimate: fluxbench decides. */
  'staking.hardware': call('wallet', window, z.object({ pasted: z.string().max(20_000).nullable() }), z.object({ source: z.enum(['this-computer', 'pasted']), tiers: z.array(z.object({ tier: zTier, checks: z.array(zCheck) })) })),
} as const;

/** Calls that only main makes. */
export const stakingMainCalls = {
  /** Stores the signed START(s) with their nodes, then the payment that funds them; sends each START when it may be. */
  'staking.carryOut': call('wallet', main, z.object({ intent: zIntent, signed: zSigned }), z.object({ nodes: z.array(zNodeId), txid: zHash.nullable(), sent: z.boolean(), reason: zError.nullable() })),
  /** The start was not approved: records that nothing was signed for go. */
  'staking.abandon': call('wallet', main, z.object({ nodes: z.array(zNodeId).max(50) }), zNothing),
} as const;
