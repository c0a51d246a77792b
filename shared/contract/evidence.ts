// How well each coin of the Flux main chain is known: what servers reported beside what the light node saw (docs/light-node.md).

import { z } from 'zod';
import { call, zAddress, zHash, zNothing, zText, zUnits } from './base';
import { zBlockPoint, zHeight, zLightNodeStatus, zNodeCoin, zWatched } from './light-node';

const window = ['main-window'] as const;
const main = ['main'] as const;

/** From the strongest to the weakest. `contradicted`: a server and the light node say different things of it. */
export const COIN_MARKS = ['proven', 'proven-as-of', 'included', 'agreed', 'reported', 'contradicted'] as const;
export const zCoinMark = z.enum(COIN_MARKS);
export type CoinMark = z.infer<typeof zCoinMark>;

/** What keeps a coin from being proven; the first one counts. */
const UNPROVEN = ['off', 'contradicted', 'not-seen', 'too-old', 'spent', 'differs', 'shallow', 'few-producers', 'emergency', 'behind'] as const;
export const zUnproven = z.enum(UNPROVEN);
export type Unproven = z.infer<typeof zUnproven>;

export const zEvidenceCoin = z.object({
  txid: zHash,
  vout: z.number().int().nonnegative(),
  address: zAddress,
  value: zUnits,
  /** Block by the servers' word; null in the mempool. */
  height: zHeight.nullable(),
  mark: zCoinMark,
  why: zUnproven.nullable(),
  /** What the light node saw; null when it did not see the coin. */
  seen: z.object({ block: zBlockPoint, above: zNodeCoin.shape.above }).nullable(),
});
export type EvidenceCoin = z.infer<typeof zEvidenceCoin>;

/** One coin, two stories. Amounts are zatoshi; null where that side knows no such coin. */
export const zContradiction = z.object({
  server: z.string().max(300),
  kind: z.enum(['invented', 'missing', 'spent', 'amount', 'block']),
  txid: zHash,
  vout: z.number().int().nonnegative(),
  address: zAddress,
  told: z.object({ value: zUnits, height: zHeight.nullable() }).nullable(),
  node: z.object({ value: zUnits, height: zHeight, spentAt: zHeight.nullable() }).nullable(),
});
export type Contradiction = z.infer<typeof zContradiction>;

export const zEvidence = z.object({
  /** Off: no light node says anything. */
  on: z.boolean(),
  /** Sum of the coins of each mark, in zatoshi. */
  sums: z.record(zCoinMark, zUnits),
  coins: z.array(zEvidenceCoin).max(200),
  /** Coins beyond those that are listed. */
  more: z.number().int().nonnegative(),
  /** Blocks of which everything was looked through, and the block as of which it holds. */
  from: zHeight.nullable(),
  asOf: zBlockPoint.nullable(),
  contradictions: z.array(zContradiction).max(50),
});
export type Evidence = z.infer<typeof zEvidence>;

/** A transaction as the light node saw it. `final`: enough blocks by enough different collaterals stand on its block. */
export const zTransactionEvidence = z.object({
  mark: z.enum(['proven', 'proven-as-of', 'included', 'seen']),
  why: zUnproven.nullable(),
  block: zBlockPoint,
  above: z.object({ blocks: z.number().int().nonnegative(), producers: z.number().int().nonnegative().nullable() }),
  from: zHeight.nullable(),
  asOf: zBlockPoint,
  contradicted: z.boolean(),
});
export type TransactionEvidence = z.infer<typeof zTransactionEvidence>;

export const evidenceWindowCalls = {
  'evidence.get': call('wallet', window, zNothing, zEvidence),
  /** Null when the light node did not see it. */
  'evidence.transaction': call('wallet', window, z.object({ txid: zHash }), zTransactionEvidence.nullable()),
} as const;

/** What the light node saw, for the scripts that `scripts` names by their fingerprint. */
export const zSeen = z.object({
  scripts: zText,
  status: zLightNodeStatus.pick({ tip: true, verified: true, provenTo: true, start: true, emergency: true }),
  watched: zWatched,
});
export type Seen = z.infer<typeof zSeen>;

export const evidenceMainCalls = {
  /** Output scripts of the wallet's own Flux addresses, and a fingerprint that names this set of them. */
  'wallet.fluxScripts': call('wallet', main, zNothing, z.object({ fingerprint: zText, scripts: z.array(zNodeCoin.shape.script).max(20_000) })),
  /** Null: the light node is off. */
  'wallet.lightNode': call('wallet', main, z.object({ seen: zSeen.nullable() }), zNothing),
} as const;
