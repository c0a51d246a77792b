// What a look at the receiving chain says about a swap: pure, so that every case can be tried.

import { chainInfo } from '../../../../shared/chains/registry';
import type { ChainId } from '../../../../shared/chains/ids';
import type { SwapRecord } from '../record';
import type { Fault, PayoutLook } from './look';

export type Judgement =
  | { readonly kind: 'absent' }
  | { readonly kind: 'mempool' }
  /** In a block; not deep enough, or servers contradict each other. Amount in 10⁻⁸ FLUX. */
  | { readonly kind: 'waiting'; readonly height: number; readonly amount: bigint; readonly want: number; readonly denied: boolean }
  | { readonly kind: 'arrived'; readonly height: number; readonly amount: bigint; readonly want: number }
  | { readonly kind: 'wrong'; readonly what: Fault | 'wrong-amount' };

/**
 * The least that has to arrive: what was agreed by the fee rule of the deposit, and what the operator says it paid if that is more.
 * 10⁻⁸ FLUX.
 */
export function promised({ arrives, operator }: SwapRecord): bigint {
  const said = operator?.amountTo === null || operator?.amountTo === undefined ? 0n : BigInt(operator.amountTo);
  return said > arrives ? said : arrives;
}

/**
 * @param chain receiving chain
 * @param tip its height
 * @param taken what other swaps of this wallet count as their payout in the same transaction to the same recipient
 */
export function judge(record: SwapRecord, look: PayoutLook, chain: ChainId, tip: number, taken: readonly bigint[]): Judgement {
  if (look.kind !== 'block') return look;
  const { height, fault, agreed, denied } = look;
  // One server alone is believed later than two; while two contradict each other neither is.
  const want = chainInfo(chain).confirmations * (agreed || denied ? 1 : 2);
  const wanted = promised(record);
  const amount = share(look.amounts, taken, wanted);
  if (denied || tip - height + 1 < want) return { kind: 'waiting', height, amount, want, denied };
  if (fault !== null) return { kind: 'wrong', what: fault };
  return amount < wanted ? { kind: 'wrong', what: 'wrong-amount' } : { kind: 'arrived', height, amount, want };
}

/**
 * The part of a transaction that is this swap's: one transaction may pay several swaps, and none is counted twice.
 * The smallest single amount that is enough, else all that is left.
 */
function share(amounts: readonly bigint[], taken: readonly bigint[], wanted: bigint): bigint {
  const left = [...amounts];
  let rest = 0n;
  for (const units of taken) {
    const at = left.indexOf(units);
    if (at >= 0) left.splice(at, 1);
    else rest += units;
  }
  const sum = left.reduce((total, units) => total + units, 0n) - rest;
  const enough = rest > 0n ? [] : left.filter((units) => units >= wanted);
  return enough.reduce<bigint | null>((least, units) => (least === null || units < least ? units : least), null) ?? (sum > 0n ? sum : 0n);
}
