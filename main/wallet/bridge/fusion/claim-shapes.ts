// What Fusion says about parallel mining of an address, as typed data. Amounts are 10⁻⁸ FLUX.

import { z } from 'zod';
import { PARALLEL_CHAINS } from '../../../../shared/fusion/chains';
import { zFlux } from './amounts';

const zParallel = z.enum(PARALLEL_CHAINS);
const zId = z.string().regex(/^[\x21-\x7e]{1,200}$/);
const zTime = z.number().int().nonnegative();

/** Entries of a list that are understood; the others are left out. */
const known = <T extends z.ZodType>(schema: T) => z.array(z.unknown()).max(100_000).transform((items) => items.flatMap((item): z.output<T>[] => {
  const parsed = schema.safeParse(item);
  return parsed.success ? [parsed.data] : [];
}));

export const zMiningSummary = z.object({
  address: zId,
  isMiner: z.boolean().nullish().transform((value) => value === true),
  chainStatistics: known(z.object({ chain: zParallel, possibleToClaim: zFlux, claimedAmount: zFlux.catch(0n) })),
});

export const zMultiAvailable = z.object({ totalFee: zFlux, totalReward: zFlux });

const zClaimRecord = z.object({
  chain: zParallel,
  amount: zFlux,
  /** `flux:…` when it was paid on the main chain. */
  txid: zId,
  claimedAddress: zId.nullable().catch(null),
  message: z.string().max(200).nullable().catch(null),
  fee: zFlux.nullable().catch(null),
  timestamp: zTime.nullable().catch(null),
});
export const zMiningClaims = z.object({ transactions: known(zClaimRecord) });

export const zPhrase = z.string().max(200);
/** Id of a payout; a claim paid on the main chain may carry `flux:` in front. */
export const zPayoutId = zId;
