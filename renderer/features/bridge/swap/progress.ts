// How far a swap is along its curve, from what is known of it and nothing else: the dot never moves for show.

import type { Swap } from '../../../../shared/contract/bridge';
import type { CurveTone } from '../lanes/curve';
import { fusionWord } from './standing';

/** Shares of the way: the deposit's confirmations, Fusion's payout, the payout's confirmations. */
const SENT = 0.08;
const CONFIRMED = 0.5;
const PAYING = 0.62;
const PAID = 0.78;

const share = (depth: { have: number; want: number | null } | null): number => (depth?.want ? Math.min(1, Math.max(0, depth.have / depth.want)) : 0);
const between = (low: number, high: number, part: number): number => low + (high - low) * part;

/** 0 to 1; null when nothing travels. */
export function progressOf(swap: Swap): number | null {
  const { state } = swap;
  const deposited = between(SENT, CONFIRMED, share(swap.depositDepth));
  switch (state.kind) {
    case 'reserved':
    case 'abandoned':
    case 'deposit-failed':
    case 'cancelled': return null;
    case 'depositing': return deposited;
    case 'following': {
      const word = fusionWord(swap);
      return word === 'exchanging' ? PAYING : word === 'finished' ? PAID : deposited;
    }
    case 'refused': return CONFIRMED;
    case 'checking': return between(PAID, 0.99, share(swap.payoutDepth));
    case 'contradicted': return PAID;
    case 'arrived':
    case 'paid-unchecked': return 1;
  }
}

export function curveTone(swap: Swap): CurveTone {
  switch (swap.state.kind) {
    case 'reserved': return 'draft';
    case 'abandoned':
    case 'deposit-failed':
    case 'cancelled': return 'off';
    case 'depositing':
    case 'checking': return 'accent';
    case 'following': return fusionWord(swap) === 'hold' ? 'warn' : 'accent';
    case 'arrived': return 'good';
    case 'paid-unchecked': return 'accent';
    case 'contradicted':
    case 'refused': return 'bad';
  }
}
