// The practice operator's own controls: switches for every way in which Fusion can fail a client, and its books. docs/practice-network.md says what each does.
import { z } from 'zod';
import { FUSION_CHAINS } from '../fusion/chains';

const chain = z.enum(FUSION_CHAINS);
const units = z.string().regex(/^-?(0|[1-9]\d{0,30})$/);
/** Fees are multiplied by it: two decimals at most. */
const factor = z.number().min(0).max(1000).refine((value) => Number.isInteger(Math.round(value * 1e6) / 1e4), { message: 'two decimals at most' });

/** How a payout goes wrong. */
const PAYOUT_FAULTS = ['less', 'more', 'none', 'invented', 'elsewhere', 'otherToken', 'unsent'] as const;

/** `times`: for so many swaps or calls, then it is off again; without it, until it is switched off. `value: false` switches off. */
const one = <Name extends string, Value extends z.ZodType>(name: Name, value: Value) =>
  z.object({ switch: z.literal(name), value: z.union([value, z.literal(false)]), times: z.number().int().min(1).max(1000).optional() });

export const fusionSwitchSchema = z.discriminatedUnion('switch', [
  one('maintenance', z.array(chain).max(FUSION_CHAINS.length)),
  one('slowConfirmations', z.number().int().min(1).max(1000)),
  one('expireAfterMs', z.number().int().min(1).max(366 * 86_400_000)),
  one('hold', z.literal(true)),
  one('dust', z.literal(true)),
  one('expired', z.literal(true)),
  one('otherAmount', z.literal('hold')),
  one('statusText', z.string().min(1).max(60)),
  one('createFails', z.literal(true)),
  one('createLost', z.literal(true)),
  one('reservationOptional', z.literal(true)),
  one('feesShown', factor),
  one('feesAtCreate', factor),
  one('depositAddress', z.literal('other')),
  one('errorWithoutData', z.literal(true)),
  one('payout', z.enum(PAYOUT_FAULTS)),
  one('claims', z.enum(['refused', 'miner'])),
  /** Switches all of them off. */
  z.object({ switch: z.literal('none') }),
]);
export type FusionSwitchRequest = z.infer<typeof fusionSwitchSchema>;
export type FusionSwitch = Exclude<FusionSwitchRequest['switch'], 'none'>;
/** What a switch can be set to. */
export type FusionSwitchValue<Name extends FusionSwitch> = Exclude<Extract<FusionSwitchRequest, { switch: Name }>['value'], false>;

const switchStateSchema = z.object({ switch: z.string(), value: z.union([z.literal(true), z.number(), z.string(), z.array(chain)]), times: z.number().int().nullable() });
export type FusionSwitchState = z.infer<typeof switchStateSchema>;
/** Answer of POST /control/fusion: what is on now. */
export const fusionSwitchesSchema = z.object({ switches: z.array(switchStateSchema) });

/** POST /control/fusion/release: one swap by its id or deposit, or without it all that are held. */
export const fusionReleaseSchema = z.object({ swap: z.string().min(1).max(100).optional() });
export const fusionReleasedSchema = z.object({ released: z.array(z.string()) });

/** All amounts are 10⁻⁸ FLUX. */
const bookSchema = z.object({
  chain,
  /** The operator's wallet: deposits come here, payouts leave from here. Null on chains that the practice network does not run. */
  wallet: z.object({ address: z.string(), otherAddress: z.string() }).nullable(),
  /** As the chain itself shows it: balance = received - sent - networkFees. */
  onChain: z.object({ balance: units, received: units, sent: units, networkFees: units }).nullable(),
  /** What the operator was given to work with when the world was made. */
  funding: units,
  /** Deposits of registered swaps from this chain. */
  deposits: units,
  /** Paid on this chain for swaps. */
  payouts: units,
  /** Fees of swaps to this chain whose deposit was seen. */
  fees: units,
  /** Paid on this chain for claims of parallel mining, and what was kept of them. */
  claims: units,
  claimFees: units,
});
export type FusionBook = z.infer<typeof bookSchema>;

const swapStateSchema = z.object({
  id: z.string(),
  chainFrom: chain,
  chainTo: chain,
  addressFrom: z.string(),
  addressTo: z.string(),
  txidFrom: z.string(),
  /** The true one, whatever `statusText` makes clients see. */
  status: z.string(),
  held: z.string().nullable(),
  expected: units,
  amountFrom: units.nullable(),
  fee: units,
  txidTo: z.string().nullable(),
  /** What really went out for it, in FLUX; null before its end. */
  paid: units.nullable(),
  /** The signed payout; `signed`: it stands on disk and no chain knows it yet. */
  payout: z.object({ txid: z.string(), state: z.enum(['signed', 'sent', 'mined']) }).nullable(),
});
export type FusionSwapState = z.infer<typeof swapStateSchema>;

/** Answer of GET /control/fusion/swaps: what is on, and every swap. */
export const fusionProgressSchema = z.object({ switches: z.array(switchStateSchema), swaps: z.array(swapStateSchema) });
export type FusionProgress = z.infer<typeof fusionProgressSchema>;

/** Answer of GET /control/fusion: the same with the books. */
export const fusionStatusSchema = fusionProgressSchema.extend({
  books: z.array(bookSchema),
  /** deposits = payouts + fees + unpaid, over all swaps whose deposit was seen. `unpaid`: not paid yet, or never (dust, expired, faults). */
  totals: z.object({ deposits: units, payouts: units, fees: units, unpaid: units }),
});
export type FusionStatus = z.infer<typeof fusionStatusSchema>;
