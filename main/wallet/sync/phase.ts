// The states of one chain's sync and the only moves between them.

import type { ErrorShape } from '../../../shared/errors/app-error';
import { AppError } from '../../../shared/errors/app-error';
import type { Source } from '../store/chain-store';

/** The outcome of the last look that ended. */
export type Settled =
  | { readonly kind: 'never' }
  | { readonly kind: 'good'; readonly height: number; readonly source: Source; readonly at: number }
  | { readonly kind: 'bad'; readonly reason: ErrorShape; readonly at: number; readonly attempts: number };

export type SyncPhase =
  /** Between looks. */
  | { readonly kind: 'resting'; readonly last: Settled }
  /** Every address of the chain is looked at for the first time, or after the gap was widened. */
  | { readonly kind: 'discovering'; readonly last: Settled; readonly looked: number; readonly found: number }
  | { readonly kind: 'looking'; readonly last: Settled };

export type SyncMove =
  | { readonly kind: 'start'; readonly discovering: boolean }
  | { readonly kind: 'progress'; readonly looked: number; readonly found: number }
  | { readonly kind: 'done'; readonly height: number; readonly source: Source; readonly at: number }
  | { readonly kind: 'failed'; readonly reason: ErrorShape; readonly at: number };

/** @throws AppError sync/bad-move for a move that the state does not allow */
export function moveSync(phase: SyncPhase, move: SyncMove): SyncPhase {
  switch (move.kind) {
    case 'start':
      if (phase.kind !== 'resting') throw badMove(phase, move);
      return move.discovering ? { kind: 'discovering', last: phase.last, looked: 0, found: 0 } : { kind: 'looking', last: phase.last };
    case 'progress':
      switch (phase.kind) {
        case 'resting': throw badMove(phase, move);
        case 'looking': return phase;
        case 'discovering': return { ...phase, looked: move.looked, found: move.found };
      }
      break;
    case 'done':
      if (phase.kind === 'resting') throw badMove(phase, move);
      return { kind: 'resting', last: { kind: 'good', height: move.height, source: move.source, at: move.at } };
    case 'failed': {
      if (phase.kind === 'resting') throw badMove(phase, move);
      const attempts = phase.last.kind === 'bad' ? phase.last.attempts + 1 : 1;
      return { kind: 'resting', last: { kind: 'bad', reason: move.reason, at: move.at, attempts } };
    }
  }
  throw badMove(phase, move);
}

function badMove(phase: SyncPhase, move: SyncMove): AppError {
  return new AppError('sync/bad-move', 'this move is not allowed', { context: { from: phase.kind, move: move.kind } });
}
