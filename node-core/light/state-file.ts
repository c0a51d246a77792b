// What a follower knows, as text and back: a checkpoint of the light node's store. Everything that is read is checked by its schema.
// Watched scripts and their coins are not part of it: they are looked for again in the blocks that are held, so that nothing of the wallet is on this disk.
import { z } from 'zod';
import { fromHex } from '../../shared/crypto/bytes';
import { AppError } from '../../shared/errors/app-error';
import { FLUX_TIERS } from '../../shared/flux/tiers';
import { hexJson } from '../files/hex-json';
import { Collaterals } from '../follow/collaterals';
import type { FollowerState } from '../follow/follower';
import { NodeTable } from '../follow/table';
import { Watch } from '../follow/watch';

const VERSION = 1;
const zHex = z.string().regex(/^([0-9a-f]{2})*$/).transform(fromHex);
const zHash = z.string().regex(/^[0-9a-f]{64}$/);
const zHeight = z.number().int().min(0);
const zKey = z.string().regex(/^[0-9a-f]{64}:\d{1,10}$/);
const zTier = z.enum(['cumulus', 'nimbus', 'stratus']);
const zPlace = z.object({ height: zHeight, hash: zHash, time: zHeight });
const zNode = z.object({
  state: z.enum(['started', 'confirmed', 'dos']), collateral: z.object({ txid: zHash, index: zHeight }), tier: zTier.nullable(), payee: zHex, publicKey: zHex, ip: z.string(),
  addedHeight: zHeight, confirmedHeight: zHeight, lastConfirmedHeight: zHeight, lastPaidHeight: zHeight,
});
const zProducer = z.union([z.object({ kind: z.enum(['confirmed', 'started', 'dos']), collateral: zKey }), z.object({ kind: z.literal('emergency') }), z.object({ kind: z.enum(['bypass', 'work']) })]);
const zState = z.object({
  version: z.literal(VERSION), network: z.string(), start: zPlace, tip: zPlace, tableFrom: z.array(z.string().max(200)).max(8),
  /** Headers up to the tip, oldest first: what the difficulty of the next one looks back on. */
  headers: z.array(zHex),
  delegatesKnown: z.boolean(), nodes: z.array(zNode), delegates: z.array(z.tuple([zKey, z.array(zHex)])),
  blocks: z.array(zPlace.extend({ header: zHex, producer: zProducer })),
  collaterals: z.array(z.tuple([zKey, z.object({ tier: z.enum([...FLUX_TIERS] as ['cumulus', 'nimbus', 'stratus']).nullable(), script: zHex, height: zHeight })])),
  allowances: z.partialRecord(z.enum(['unknown-delegate', 'unseen-collateral', 'unknown-tier-paid']), zHeight),
});

/** A follower's state with what else a start needs. */
export interface Saved {
  readonly network: string;
  readonly headers: readonly Uint8Array[];
  readonly tableFrom: readonly string[];
  readonly state: FollowerState;
}

export function writeState({ network, headers, tableFrom, state }: Saved): string {
  const plain = {
    version: VERSION, network, start: state.start, tip: state.tip, tableFrom, headers,
    delegatesKnown: state.table.delegatesKnown, nodes: [...state.table.all()], delegates: state.table.allDelegates(),
    blocks: state.blocks, collaterals: state.collaterals.all(), allowances: state.allowances,
  };
  return hexJson(plain);
}

/** @throws AppError `store/damaged` */
export function readState(text: string): Saved {
  let plain: unknown;
  try {
    plain = JSON.parse(text);
  } catch (cause) {
    throw new AppError('store/damaged', 'a saved state cannot be read', { cause });
  }
  const parsed = zState.safeParse(plain);
  if (!parsed.success) throw new AppError('store/damaged', 'a saved state does not have its form', { cause: parsed.error });
  const { network, headers, tableFrom, start, tip, delegatesKnown, nodes, delegates, blocks, collaterals, allowances } = parsed.data;
  const table = new NodeTable(delegatesKnown);
  for (const node of nodes) table.set(node);
  for (const [key, keys] of delegates) table.setDelegates(key, keys);
  const seen = new Collaterals();
  seen.restore(collaterals);
  return { network, headers, tableFrom, state: { table, start, tip, blocks, watch: new Watch(), collaterals: seen, allowances } };
}
