// The life of a swap as a table: a step that is not in it is a programming error and throws.

import type { SwapState } from '../../../shared/contract/bridge';
import { AppError } from '../../../shared/errors/app-error';

type Kind = SwapState['kind'];

/**
 * - A signed deposit brings back a swap that was given up: it may have been signed while the process ended.
 * - The outbox can bring back a deposit that was given up (a late block), and names another transaction when one was sped up.
 * - A cancellation that a block had can be reorganised away, and the deposit win after all.
 * - `following` goes back to `depositing` when Fusion has forgotten the deposit: it has to be told again.
 * - `checking` ends as `paid-unchecked` where the receiving chain was looked at by an earlier version and is not by this one.
 * - Only the receiving chain ends a swap well. What contradicts it is looked at again until it does not.
 */
const NEXT: Readonly<Record<Kind, readonly Kind[]>> = {
  'reserved': ['abandoned', 'depositing'],
  'abandoned': ['depositing'],
  'depositing': ['depositing', 'following', 'checking', 'paid-unchecked', 'contradicted', 'refused', 'deposit-failed', 'cancelled'],
  'following': ['depositing', 'checking', 'paid-unchecked', 'contradicted', 'refused', 'deposit-failed'],
  'checking': ['checking', 'following', 'arrived', 'paid-unchecked', 'contradicted', 'refused', 'depositing', 'deposit-failed'],
  'arrived': [],
  'paid-unchecked': [],
  'contradicted': ['contradicted', 'following', 'checking', 'arrived', 'paid-unchecked', 'refused', 'depositing', 'deposit-failed'],
  'refused': ['refused', 'following', 'checking', 'paid-unchecked', 'contradicted', 'depositing', 'deposit-failed'],
  'deposit-failed': ['depositing', 'cancelled'],
  'cancelled': ['depositing'],
};

/** @throws AppError bridge/bad-step */
export function checkStep(from: SwapState, to: SwapState): void {
  if (!NEXT[from.kind].includes(to.kind)) throw new AppError('bridge/bad-step', 'a swap cannot go this way', { context: { from: from.kind, to: to.kind } });
}

/** Whether nothing will happen to a swap in this state any more, as far as anybody can tell. */
export function hasEnded(state: SwapState): boolean {
  switch (state.kind) {
    case 'abandoned':
    case 'arrived':
    case 'paid-unchecked':
    case 'deposit-failed':
    case 'cancelled': return true;
    case 'reserved':
    case 'depositing':
    case 'following':
    case 'checking':
    case 'contradicted':
    case 'refused': return false;
  }
}

/** The deposit's transaction id, once there is one. */
export function depositTxid(state: SwapState): string | null {
  return state.kind === 'reserved' || state.kind === 'abandoned' ? null : state.txid;
}
