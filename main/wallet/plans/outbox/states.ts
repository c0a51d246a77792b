// The life of a signed transaction as a table: a step that is not in it is a programming error and throws.
import { AppError } from '../../../../shared/errors/app-error';
import type { OutboxState } from '../ports';

type Kind = OutboxState['kind'];

/**
 * Ends can be left for `mined` alone: the chain is the truth, and a reorganisation or a late block can bring back what had been
 * given up. Only a block does that, never the word of a mempool.
 */
const NEXT: Readonly<Record<Kind, readonly Kind[]>> = {
  waiting: ['waiting', 'pending', 'mined', 'expired', 'replaced', 'failed'],
  pending: ['pending', 'mined', 'expired', 'replaced', 'failed'],
  mined: ['mined', 'pending', 'confirmed', 'expired', 'replaced', 'failed'],
  confirmed: [],
  expired: ['mined'],
  replaced: ['mined'],
  failed: ['mined'],
};

/** @throws AppError outbox/bad-transition */
export function checkTransition(from: OutboxState, to: OutboxState): void {
  if (!NEXT[from.kind].includes(to.kind)) throw new AppError('outbox/bad-transition', 'a transaction cannot go this way', { context: { from: from.kind, to: to.kind } });
}

export type LiveState = Extract<OutboxState, { kind: 'waiting' | 'pending' | 'mined' }>;

export function isLive(state: OutboxState): state is LiveState {
  return state.kind === 'waiting' || state.kind === 'pending' || state.kind === 'mined';
}
