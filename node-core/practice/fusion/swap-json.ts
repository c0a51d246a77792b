// A swap as Fusion shows it; amounts in FLUX.
import { fluxNumber, type JsonOut } from './exact-json';
import type { SwapRecord } from './records';
import { LADDER, confirmationsFor } from './terms';
import { feeOfSwap } from './walk';

const MOST_CONFIRMATIONS = Math.max(...LADDER.map((step) => step.confirmations));

/** @param status told in place of the true one; null tells the truth */
export function swapJson(swap: SwapRecord, status: string | null = null): { readonly [key: string]: JsonOut | undefined } {
  const expected = BigInt(swap.expected);
  const expectedFee = feeOfSwap({ ...swap, amountFrom: null });
  const fee = feeOfSwap(swap);
  const net = (amount: bigint, less: bigint): bigint => (amount > less ? amount - less : 0n);
  const amountFrom = swap.amountFrom === null ? null : BigInt(swap.amountFrom);
  return {
    _id: swap.id,
    chainFrom: swap.chainFrom,
    chainTo: swap.chainTo,
    addressFrom: swap.addressFrom,
    addressTo: swap.addressTo,
    txidFrom: swap.txidFrom,
    txidTo: swap.txidTo ?? undefined,
    zelid: swap.zelid ?? undefined,
    timestamp: swap.createdMs,
    expectedAmountFrom: fluxNumber(expected),
    expectedAmountTo: fluxNumber(net(expected, expectedFee)),
    amountFrom: amountFrom === null ? undefined : fluxNumber(amountFrom),
    amountTo: amountFrom === null ? undefined : fluxNumber(net(amountFrom, fee)),
    fee: fluxNumber(fee),
    confsRequired: confirmationsFor(amountFrom ?? expected) ?? MOST_CONFIRMATIONS,
    status: status ?? swap.status,
  };
}
