// What the operator keeps on disk: reservations, swaps, payouts, phrases, claims. Amounts are 10⁻⁸ FLUX as text.
import { z } from 'zod';
import { FUSION_CHAINS, PARALLEL_CHAINS } from '../../../shared/fusion/chains';
import { FLUX_CARRIERS } from './wallets';

const units = z.string().regex(/^(0|[1-9]\d{0,30})$/);
const chain = z.enum(FUSION_CHAINS);

export const pairSchema = z.object({ chainFrom: chain, chainTo: chain, addressFrom: z.string(), addressTo: z.string() });
export type Pair = z.infer<typeof pairSchema>;

export const SWAP_STATUSES = ['new', 'waiting', 'confirming', 'exchanging', 'finished', 'hold', 'expired', 'dust'] as const;

export const swapSchema = pairSchema.extend({
  /** 24 hex digits. */
  id: z.string(),
  txidFrom: z.string(),
  zelid: z.string().nullable(),
  /** Practice time. */
  createdMs: z.number().int(),
  /** What the client said it deposits. */
  expected: units,
  /** Fee terms of the moment when it was registered: flat, and share in parts of 10⁹. */
  flat: units,
  share: units,
  status: z.enum(SWAP_STATUSES),
  /** What really came; null until it is in a block. */
  amountFrom: units.nullable(),
  /** Why it is held; null otherwise. */
  held: z.enum(['sender', 'above-ladder', 'other-amount', 'switch']).nullable(),
  txidTo: z.string().nullable(),
  /** What really went out for it, in FLUX; null before its end. */
  paid: units.nullable(),
});
export type SwapRecord = z.infer<typeof swapSchema>;
/** Key of a swap's payout. */
export const swapKey = ({ id }: Pick<SwapRecord, 'id'>): string => `swap:${id}`;

/** A signed payout. It stands on disk before it is broadcast, and nothing signs for the same key again. */
export const payoutSchema = z.object({
  /** `swap:<id>` or `claim:<phrase>`. */
  key: z.string(),
  chain: z.enum(FLUX_CARRIERS),
  to: z.string(),
  amount: units,
  asset: z.enum(['flux', 'pusd']),
  txid: z.string(),
  raw: z.string(),
  /** Flux: coins that it spends. */
  inputs: z.array(z.string()),
});
export type PayoutRecord = z.infer<typeof payoutSchema>;

export const claimSchema = z.object({
  address: z.string(),
  chain: z.enum(PARALLEL_CHAINS),
  /** Gross: what is no longer claimable. */
  amount: units,
  fee: units,
  claimedAddress: z.string(),
  message: z.string(),
  signature: z.string(),
  /** On the parallel chain, or `flux:<txid>` when all were claimed at once on the main chain. */
  txid: z.string(),
  /** Practice time. */
  timestamp: z.number().int(),
});
export type ClaimRecord = z.infer<typeof claimSchema>;

const reservationSchema = pairSchema.extend({ zelid: z.string().nullable(), createdMs: z.number().int() });
export type Reservation = z.infer<typeof reservationSchema>;

/** One line of the journal. */
export const fusionRecordSchema = z.discriminatedUnion('t', [
  z.object({ t: z.literal('reserve'), reservation: reservationSchema }),
  /** A swap as it is from now on. */
  z.object({ t: z.literal('swap'), swap: swapSchema }),
  /** A swap and its payout, in one line: neither stands without the other. */
  z.object({ t: z.literal('pay'), swap: swapSchema, payout: payoutSchema }),
  z.object({ t: z.literal('phrase'), phrase: z.string(), madeMs: z.number().int() }),
  /** Claims of one phrase, with the payout where there is one. */
  z.object({ t: z.literal('claim'), phrase: z.string(), claims: z.array(claimSchema), payout: payoutSchema.nullable() }),
]);
export type FusionRecord = z.infer<typeof fusionRecordSchema>;
