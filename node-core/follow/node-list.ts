// Public lists of confirmed FluxNodes (Insight /fluxnode/listfluxnodes, FluxOS /daemon/viewdeterministicfluxnodelist): read, and compared between sources.
import { z } from 'zod';
import { fromHex } from '../../shared/crypto/bytes';
import { AppError } from '../../shared/errors/app-error';
import { scriptOfAddress } from '../../shared/flux/address';
import type { FluxParams } from '../../shared/flux/params';
import type { FluxTier } from '../../shared/flux/subsidy';
import { outpointKey, type TableNode } from './table-node';

/** Far above all the nodes there are. */
const MOST_NODES = 100_000;
const TIERS: Readonly<Record<string, FluxTier>> = { CUMULUS: 'cumulus', NIMBUS: 'nimbus', STRATUS: 'stratus' };
const zHeight = z.number().int().min(0).max(100_000_000);
const zRow = z.object({
  txhash: z.string().regex(/^[0-9a-f]{64}$/),
  outidx: z.union([z.number().int().min(0), z.string().regex(/^\d{1,10}$/).transform(Number)]),
  ip: z.string().max(100),
  added_height: zHeight, confirmed_height: zHeight, last_confirmed_height: zHeight, last_paid_height: zHeight,
  tier: z.string().transform((name, context) => TIERS[name.toUpperCase()] ?? context.addIssue({ code: 'custom', message: 'unknown tier' })),
  payment_address: z.string().max(60),
  pubkey: z.string().regex(/^(0[23][0-9a-f]{64}|04[0-9a-f]{128})$/),
});
const zRows = z.array(zRow).max(MOST_NODES);
/** Insight wraps the list as the RPC does, FluxOS in its envelope. */
const zAnswer = z.union([z.object({ result: zRows }).transform(({ result }) => result), z.object({ status: z.literal('success'), data: zRows }).transform(({ data }) => data)]);

/** The confirmed nodes of a list. @throws AppError `table/unreadable` */
export function readNodeList(answer: unknown, params: FluxParams): TableNode[] {
  const rows = zAnswer.safeParse(answer);
  if (!rows.success) throw new AppError('table/unreadable', 'the answer is no list of nodes', { cause: rows.error });
  return rows.data.map((row) => ({
    state: 'confirmed', collateral: { txid: row.txhash, index: row.outidx }, tier: row.tier as FluxTier, payee: payee(row.payment_address, params), publicKey: fromHex(row.pubkey), ip: row.ip,
    addedHeight: row.added_height, confirmedHeight: row.confirmed_height, lastConfirmedHeight: row.last_confirmed_height, lastPaidHeight: row.last_paid_height,
  }));
}

function payee(address: string, params: FluxParams): Uint8Array {
  try {
    return scriptOfAddress(address, params);
  } catch (cause) {
    throw new AppError('table/unreadable', 'a node is paid at no address', { cause });
  }
}

/** A public list says no height: it is that of the last payment in it. @throws AppError `table/unreadable` when nobody was ever paid */
export function heightOfList(nodes: readonly TableNode[]): number {
  const height = nodes.reduce((most, { lastPaidHeight }) => Math.max(most, lastPaidHeight), 0);
  if (height === 0) throw new AppError('table/unreadable', 'nobody in the list was ever paid');
  return height;
}

const wordsOf = (node: TableNode): string => JSON.stringify([
  outpointKey(node.collateral), node.tier, [...node.payee], [...node.publicKey], node.addedHeight, node.confirmedHeight, node.lastConfirmedHeight, node.lastPaidHeight,
]);

/** What two lists of the same height say differently, or null. */
export function differenceOf(left: readonly TableNode[], right: readonly TableNode[]): string | null {
  const words = new Map(right.map((node) => [outpointKey(node.collateral), wordsOf(node)]));
  for (const node of left) {
    const key = outpointKey(node.collateral);
    if (words.get(key) !== wordsOf(node)) return key;
    words.delete(key);
  }
  const [extra] = words.keys();
  return extra ?? null;
}
