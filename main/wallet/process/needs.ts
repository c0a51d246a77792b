// Everything that needs the person, from all parts of the wallet, in one list.

import type { Need } from '../../../shared/contract/wallet';
import type { Entry } from '../history/entry';
import type { StoreEvent } from '../store/open';
import type { ChainSync } from '../sync/chain-sync';

/** What opening the database had to say. */
export function storeNeeds(events: readonly StoreEvent[]): Need[] {
  return events.map((event): Need => event.kind === 'rebuilt'
    ? { id: 'rolled-back:database', kind: 'rolled-back', level: event.complete ? 'info' : 'warn', context: { what: 'database', file: event.aside, complete: event.complete } }
    : { id: 'practice-reset', kind: 'practice-reset', level: 'info', context: { file: event.aside } });
}

/** Own payments of the last days that ended badly. */
export function entryNeeds(entries: readonly Entry[]): Need[] {
  return entries.flatMap((entry): Need[] => {
    if (entry.state.kind === 'expired') return [{ id: `expired:${entry.id}`.slice(0, 120), kind: 'send-expired', level: 'warn', context: { activity: entry.id, chain: entry.chain } }];
    if (entry.state.kind === 'failed') return [{ id: `failed:${entry.id}`.slice(0, 120), kind: 'send-failed', level: 'warn', context: { activity: entry.id, chain: entry.chain, reason: entry.state.reason.code } }];
    return [];
  });
}

export function syncNeeds(syncs: readonly ChainSync[]): Need[] {
  return syncs.flatMap((sync) => [...sync.needs()]);
}

/** The disk took nothing more: history stands still until there is room. */
export const diskNeed: Need = { id: 'disk-full', kind: 'disk-full', level: 'danger', context: {} };
