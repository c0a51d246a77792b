// A FluxNode as the wallet keeps it: what was wished and signed, and what the chain's lists last said of it.

import { z } from 'zod';
import { zError } from '../../../shared/contract/base';
import { zKeyRef, zNodeId, zOutpoint, zPublicKey, zTier } from '../../../shared/contract/money-path';

const zHeight = z.number().int().nonnegative();
/** Where the lists last showed a node. `absent`: in none of them. */
const zPlace = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('confirmed'), ip: z.string().max(80), added: zHeight, confirmed: zHeight, lastConfirmed: zHeight, lastPaid: zHeight.nullable(), rank: z.number().int().nonnegative().nullable() }),
  z.object({ kind: z.literal('started'), added: zHeight }),
  z.object({ kind: z.literal('dos'), added: zHeight }),
  z.object({ kind: z.literal('absent') }),
]);
export type Place = Readonly<z.infer<typeof zPlace>>;

const zStart = z.object({
  /** Signed bytes, hex; never changed and never signed anew by itself. */
  raw: z.string().regex(/^([0-9a-f]{2})+$/),
  txid: z.string(),
  /** Unix seconds. */
  sigTime: z.number().int(),
  /** Height of the tip when it was signed; what lists show from above it is this START. Null: not known. */
  tip: zHeight.nullable(),
  /** The lists have shown the node that it started. */
  landed: z.boolean(),
  /** A server took it. */
  taken: z.boolean(),
  /** How often it was offered in vain, when it is offered again (network time), and why nobody took it. */
  attempts: z.number().int(),
  nextAt: z.number(),
  reason: zError.nullable(),
});
export type SignedStart = Readonly<z.infer<typeof zStart>>;

export const zNodeRecord = z.object({
  id: zNodeId,
  name: z.string().max(200),
  tier: zTier,
  collateral: zOutpoint.nullable(),
  /** Of the collateral; reserved for it while it does not exist. */
  address: z.string().max(128).nullable(),
  multisig: z.boolean(),
  owner: z.discriminatedUnion('kind', [z.object({ kind: z.literal('own') }), z.object({ kind: z.literal('delegate'), of: z.string(), signer: zKeyRef })]),
  identity: z.discriminatedUnion('kind', [z.object({ kind: z.literal('own'), index: z.number().int() }), z.object({ kind: z.literal('other'), publicKey: zPublicKey })]).nullable(),
  /** Transaction that makes the collateral, when this wallet signed it for that. */
  fund: z.string().nullable(),
  start: zStart.nullable(),
  place: zPlace.nullable(),
  /** The most that it ever was on the chain. */
  was: z.enum(['confirmed', 'started', 'never']),
  /** Complete looks in a row that did not find a node that stood in a list before. */
  misses: z.number().int(),
  seen: z.object({ height: zHeight, at: z.number(), source: z.enum(['proven', 'agreed', 'reported']) }).nullable(),
  /** What the person was told of, so that each is told once: kind to the event that it was about. */
  told: z.record(z.string(), z.string()),
  hidden: z.boolean(),
  createdAt: z.number(),
});
export type NodeRecord = Readonly<z.infer<typeof zNodeRecord>>;

/** What a new record has in common with every other. */
export const NEW_NODE = { fund: null, start: null, place: null, was: 'never', misses: 0, seen: null, told: {}, hidden: false } as const satisfies Partial<NodeRecord>;
export type Tier = NodeRecord['tier'];
