// What Fusion says about swapping, as typed data: settings of the service, and one swap.

import { z } from 'zod';
import { FUSION_CHAINS, type FusionChain } from '../../../../shared/fusion/chains';
import type { LadderStep } from '../../../../shared/fusion/ladder';
import { plainText } from '../../chains/exact-json';
import { zFlux, zFraction } from './amounts';

/** A word of the operator that nothing may hang on: absent or odd ones are null. */
const lenient = <T extends z.ZodType>(schema: T) => schema.nullable().catch(null);
const zWord = (length: number) => z.string().max(2_000).transform((text) => plainText(text, length));
const zId = z.string().regex(/^[\x21-\x7e]{1,200}$/);

/** Amounts in 10⁻⁸ FLUX. */
export interface FusionInfo {
  /** Open for swapping now; keys that are not known here are left out. */
  readonly open: readonly FusionChain[];
  readonly ladder: readonly LadderStep[];
  readonly flat: Readonly<Partial<Record<FusionChain, bigint>>>;
  readonly percentage: string;
  /** As listed; a chain may be named twice or under a wrong key. */
  readonly deposits: readonly { readonly chain: FusionChain; readonly address: string }[];
}

const zFeeGroup = z.looseObject({ percentage: zFraction });

/** Flat fees by chain, and the fraction. */
function feesOf(group: z.output<typeof zFeeGroup>): Pick<FusionInfo, 'flat' | 'percentage'> {
  const flat: Partial<Record<FusionChain, bigint>> = {};
  for (const chain of FUSION_CHAINS) {
    const parsed = zFlux.safeParse(group[chain]);
    if (parsed.success) flat[chain] = parsed.data;
  }
  return { flat, percentage: group.percentage };
}

const zDepositAddress = z.object({ chain: z.enum(FUSION_CHAINS), address: zId });

export const zFusionInfo = z.object({
  chains: z.array(z.string().max(40)).max(200),
  confirmations: z.array(z.object({ confirmations: z.number().int().min(0).max(100_000), amount: zFlux })).min(1).max(100),
  fees: z.object({ swap: zFeeGroup }),
  swapAddresses: z.array(z.unknown()).max(200),
}).transform(({ chains, confirmations, fees, swapAddresses }): FusionInfo => ({
  open: FUSION_CHAINS.filter((chain) => chains.includes(chain)),
  ladder: confirmations.map((step) => ({ upTo: step.amount, confirmations: step.confirmations })).sort((left, right) => (left.upTo < right.upTo ? -1 : left.upTo > right.upTo ? 1 : 0)),
  ...feesOf(fees.swap),
  deposits: swapAddresses.flatMap((entry) => {
    const parsed = zDepositAddress.safeParse(entry);
    return parsed.success ? [parsed.data] : [];
  }),
}));

/** Fees of parallel mining claims. */
export const zMiningFees = z.object({ mining: zFeeGroup }).transform(({ mining }) => feesOf(mining));

/** A swap as Fusion tells it; amounts in 10⁻⁸ FLUX. What is missing or odd is null, so that its status is known all the same. */
export const zFusionSwap = z.object({
  txidFrom: zId,
  status: zWord(60),
  _id: lenient(zId),
  chainTo: lenient(z.string().max(40)),
  addressTo: lenient(zId),
  txidTo: lenient(zId),
  amountFrom: lenient(zFlux),
  amountTo: lenient(zFlux),
  fee: lenient(zFlux),
  confsRequired: lenient(z.number().int().min(0).max(100_000)),
});
export type FusionSwap = z.output<typeof zFusionSwap>;

/** A history; an entry that is no swap is left out, the others count. */
export const zFusionHistory = z.array(z.unknown()).max(100_000).transform((items) => items.flatMap((item): FusionSwap[] => {
  const parsed = zFusionSwap.safeParse(item);
  return parsed.success ? [parsed.data] : [];
}));

/** The pair that a reservation binds, as the operator repeats it. */
export const zReservation = z.object({ chainFrom: z.string(), chainTo: z.string(), addressFrom: z.string(), addressTo: z.string() });
