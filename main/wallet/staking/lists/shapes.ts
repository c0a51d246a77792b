// Lists of FluxNodes as FluxOS and Insight answer them (fluxd rpc/fluxnode.cpp, flux-services 3.2). Servers differ in small things, which are read alike here.

import { z } from 'zod';
import type { Tier } from '../record';
import { zHeight } from '../../chains/exact-json';

/** A number that some servers write as text. */
const zCount = z.union([z.number().int().nonnegative(), z.string().regex(/^\d{1,10}$/).transform(Number)]);
const zTxid = z.string().regex(/^[0-9a-f]{64}$/);
const OUTPOINT = /^COutPoint\(([0-9a-f]{64}), (\d{1,10})\)$/;
const zOutpointText = z.string().regex(OUTPOINT).transform((text) => {
  const [, txid = '', vout = ''] = OUTPOINT.exec(text) ?? [];
  return `${txid}:${vout}`;
});
/** "NIMMBUS" stands in some descriptions of FluxOS, and old servers print the names from before the rebrand. */
const TIERS: Readonly<Record<string, Tier>> = { CUMULUS: 'cumulus', NIMBUS: 'nimbus', NIMMBUS: 'nimbus', STRATUS: 'stratus', BASIC: 'cumulus', SUPER: 'nimbus', BAMF: 'stratus' };
/** Null for a word that is not known: one row of thousands does not make a list unreadable. */
const zTierName = z.string().transform((name): Tier | null => TIERS[name.toUpperCase()] ?? null);

export const zConfirmedNode = z.object({
  txhash: zTxid, outidx: zCount, ip: z.string().transform((text) => text.slice(0, 80)), added_height: zHeight, confirmed_height: zHeight, last_confirmed_height: zHeight,
  last_paid_height: zHeight, tier: zTierName, pubkey: z.string().max(200).optional(), rank: zCount.optional(),
}).transform((node) => ({
  point: `${node.txhash}:${node.outidx}`, ip: node.ip, added: node.added_height, confirmed: node.confirmed_height, lastConfirmed: node.last_confirmed_height,
  lastPaid: node.last_paid_height === 0 ? null : node.last_paid_height, tier: node.tier, publicKey: publicKeyIn(node.pubkey), rank: node.rank ?? null,
}));
export type ConfirmedNode = z.output<typeof zConfirmedNode>;

/** A row of the start list or the DOS list. */
export const zWaitingNode = z.object({ collateral: zOutpointText, added_height: zHeight }).transform((node) => ({ point: node.collateral, added: node.added_height }));
export type WaitingNode = z.output<typeof zWaitingNode>;

export const zNodeCount = z.object({ 'cumulus-enabled': zCount, 'nimbus-enabled': zCount, 'stratus-enabled': zCount })
  .transform((count): Readonly<Record<Tier, number>> => ({ cumulus: count['cumulus-enabled'], nimbus: count['nimbus-enabled'], stratus: count['stratus-enabled'] }));

function publicKeyIn(text: string | undefined): string | null {
  return text !== undefined && /^(0[23][0-9a-f]{64}|04[0-9a-f]{128})$/.test(text) ? text : null;
}
