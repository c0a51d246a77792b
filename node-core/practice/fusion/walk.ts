// One step of a swap: what becomes of it when the operator looks at its deposit. Pure; payouts are made by the worker.
import type { Deposit } from './chain';
import type { SwapRecord } from './records';
import { confirmationsFor, feeOf } from './terms';

/** Which switches bear on a swap that is looked at now. */
export interface WalkFaults {
  /** Confirmations that the operator overlooks. */
  readonly late: number;
  readonly hold: boolean;
  readonly dust: boolean;
  readonly expired: boolean;
  /** Hold a deposit of another amount than announced. */
  readonly holdOther: boolean;
}

export interface WalkContext {
  readonly nowMs: number;
  readonly expireAfterMs: number;
  readonly faults: WalkFaults;
}

export interface WalkStep {
  readonly swap: SwapRecord;
  /** The switch that decided, to be counted. */
  readonly used: 'hold' | 'dust' | 'expired' | 'otherAmount' | null;
}

/** Statuses that go on by themselves. */
export const isOpen = ({ status }: SwapRecord): boolean => status === 'new' || status === 'waiting' || status === 'confirming' || status === 'exchanging';

/** The swap's fee, by its own terms and what really came (or was announced). */
export function feeOfSwap(swap: SwapRecord): bigint {
  return feeOf({ flat: BigInt(swap.flat), share: BigInt(swap.share) }, BigInt(swap.amountFrom ?? swap.expected)).total;
}

/**
 * The swap after one look; the same object when nothing changed.
 * @param deposit what the source chain holds of it, or null
 */
export function walk(swap: SwapRecord, deposit: Deposit | null, { nowMs, expireAfterMs, faults }: WalkContext): WalkStep {
  const to = (changes: Partial<SwapRecord>, used: WalkStep['used'] = null): WalkStep => ({ swap: { ...swap, ...changes }, used });
  const stay: WalkStep = { swap, used: null };
  switch (swap.status) {
    case 'new':
    case 'waiting':
      if (faults.expired) return to({ status: 'expired' }, 'expired');
      if (deposit !== null) return to({ status: 'confirming', amountFrom: deposit.amount.toString() });
      if (nowMs - swap.createdMs > expireAfterMs) return to({ status: 'expired' });
      return swap.status === 'waiting' ? stay : to({ status: 'waiting' });
    case 'confirming': {
      // Its block was taken back: as if it had not been seen.
      if (deposit === null) return to({ status: 'waiting', amountFrom: null });
      const amountFrom = deposit.amount.toString();
      const seen = { ...swap, amountFrom };
      const required = confirmationsFor(deposit.amount);
      if (required !== null && deposit.depth - faults.late < required) return amountFrom === swap.amountFrom ? stay : to({ amountFrom });
      if (required === null) return to({ amountFrom, status: 'hold', held: 'above-ladder' });
      if (!deposit.fromSender) return to({ amountFrom, status: 'hold', held: 'sender' });
      if (deposit.amount <= feeOfSwap(seen)) return to({ amountFrom, status: 'dust', paid: '0' });
      if (faults.dust) return to({ amountFrom, status: 'dust', paid: '0' }, 'dust');
      if (faults.holdOther && amountFrom !== swap.expected) return to({ amountFrom, status: 'hold', held: 'other-amount' }, 'otherAmount');
      if (faults.hold) return to({ amountFrom, status: 'hold', held: 'switch' }, 'hold');
      return to({ amountFrom, status: 'exchanging' });
    }
    case 'exchanging': {
      // Not paid yet, so the deposit has to be there still.
      if (deposit === null) return to({ status: 'waiting', amountFrom: null });
      const amountFrom = deposit.amount.toString();
      if (deposit.amount <= feeOfSwap({ ...swap, amountFrom })) return to({ amountFrom, status: 'dust', paid: '0' });
      return amountFrom === swap.amountFrom ? stay : to({ amountFrom });
    }
    case 'finished':
    case 'hold':
    case 'expired':
    case 'dust':
      return stay;
  }
}
