// What the FluxOS gateway's daemon paths answer, as far as a wallet reads them: envelope, lists of nodes, counts (fluxd rpc/fluxnode.cpp).
import { z } from 'zod';

/** Errors come with HTTP 200 too. */
const fluxosErrorSchema = z.object({ status: z.literal('error'), data: z.object({ code: z.number().optional(), name: z.string().optional(), message: z.string() }) });

/** A success around `data`. */
export const fluxosAnswer = <Data extends z.ZodType>(data: Data) => z.discriminatedUnion('status', [z.object({ status: z.literal('success'), data }), fluxosErrorSchema]);

const height = z.number().int().min(0);
/** `COutPoint(txid, n)` with the whole id. */
const outpointText = z.string().regex(/^COutPoint\([0-9a-f]{64}, \d{1,10}\)$/);
/** FLUX with two decimals. */
const amount = z.string().regex(/^\d+\.\d{2}$/);
const tier = z.enum(['CUMULUS', 'NIMBUS', 'STRATUS']);

/** A confirmed node (/daemon/viewdeterministicfluxnodelist, /daemon/listfluxnodes). */
export const confirmedNodeSchema = z.object({
  collateral: outpointText,
  txhash: z.string(),
  /** A decimal number as text. */
  outidx: z.string(),
  ip: z.string(),
  network: z.string(),
  added_height: height,
  confirmed_height: height,
  last_confirmed_height: height,
  /** 0 when it was never paid. */
  last_paid_height: height,
  tier,
  payment_address: z.string(),
  /** The node's key, hex. */
  pubkey: z.string(),
  /** Unix seconds as text: time of the START's block, and of the block that paid it last (the first block's when none did). */
  activesince: z.string(),
  lastpaid: z.string(),
  amount,
  /** Place in its tier's queue; 0 is paid next. */
  rank: z.number().int().min(0),
});
export type ConfirmedNode = z.infer<typeof confirmedNodeSchema>;

/** A node that was started and not confirmed (/daemon/getstartlist); `expires_in` counts blocks. */
export const startedNodeSchema = z.object({ collateral: outpointText, added_height: height, payment_address: z.string(), expires_in: z.number().int(), amount });
export type StartedNode = z.infer<typeof startedNodeSchema>;

/** A node that was not confirmed in time (/daemon/getdoslist); `eligible_in` counts blocks until it may start again. */
export const dosNodeSchema = z.object({ collateral: outpointText, added_height: height, payment_address: z.string(), eligible_in: z.number().int(), amount });
export type DosNode = z.infer<typeof dosNodeSchema>;

/** /daemon/getfluxnodecount */
export const nodeCountSchema = z.object({
  total: height, stable: height,
  'basic-enabled': height, 'super-enabled': height, 'bamf-enabled': height,
  'cumulus-enabled': height, 'nimbus-enabled': height, 'stratus-enabled': height,
  ipv4: height, ipv6: height, onion: height,
});
export type NodeCount = z.infer<typeof nodeCountSchema>;
