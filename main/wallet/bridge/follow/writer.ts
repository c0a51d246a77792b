// Writes what became of a swap, and tells of it once it is on disk.

import { isHold } from './heard';
import type { SwapRecord } from '../record';
import type { SwapStore } from '../swap-store';

export interface WriterDeps {
  readonly swaps: SwapStore;
  readonly changed: () => void;
  /** What may be done about the deposit is another than before: Activity offers it. */
  readonly abilitiesChanged: () => void;
  readonly notify: (kind: 'swap-arrived' | 'swap-needs-you', id: string) => void;
}

export class SwapWriter {
  constructor(private readonly deps: WriterDeps) {}

  /** Nothing happens when `after` is the record that is stored. */
  write(before: SwapRecord, after: SwapRecord): void {
    if (after === before) return;
    this.deps.swaps.put(after);
    this.deps.changed();
    if (before.told !== after.told) this.deps.abilitiesChanged();
    const news = newsOf(before, after);
    if (news) this.deps.notify(news, after.id);
  }
}

/** What a person who looks elsewhere should be told. */
export function newsOf(before: SwapRecord, after: SwapRecord): 'swap-arrived' | 'swap-needs-you' | null {
  const was = before.state;
  const is = after.state;
  switch (is.kind) {
    case 'arrived':
    case 'paid-unchecked': return was.kind === is.kind ? null : 'swap-arrived';
    case 'contradicted': return was.kind === 'contradicted' && was.what === is.what ? null : 'swap-needs-you';
    case 'refused': return was.kind === 'refused' ? null : 'swap-needs-you';
    case 'depositing': return needsRegistration(after) && !needsRegistration(before) ? 'swap-needs-you' : null;
    case 'following':
    case 'checking': return isHold(after.operator) && !isHold(before.operator) ? 'swap-needs-you' : null;
    case 'reserved':
    case 'abandoned':
    case 'deposit-failed':
    case 'cancelled': return null;
  }
}

/** Refusals of Fusion to take a deposit that is on its way, after which the person should know. */
const REFUSALS = 6;

/** A deposit is on its way and Fusion does not take it. */
export function needsRegistration({ state }: SwapRecord): boolean {
  return state.kind === 'depositing' && state.attempts >= REFUSALS && state.reason?.code === 'fusion/refused';
}
