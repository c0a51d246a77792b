// What lists of nodes say, taken into a record. Only lists that answered change anything, and a node that stood in a list must be missing
// from all of them twice before it counts as gone: lists are answered one after the other, and a node can walk from one to the next meanwhile.

import { expiryHeight, lastConfirmHeight, nodeTimes, restartTip } from '../../../../shared/flux/node-times';
import type { FluxParams } from '../../../../shared/flux/params';
import type { NodeRecord, Place } from '../record';

/** A list's word on one coin: where it stands, that it does not (null), or nothing because the list did not answer. */
export type Word<T> = { readonly answered: true; readonly entry: T | null } | { readonly answered: false };
export interface Words {
  readonly confirmed: Word<Extract<Place, { kind: 'confirmed' }> & { readonly publicKey: string | null }>;
  readonly started: Word<{ readonly added: number }>;
  readonly dos: Word<{ readonly added: number }>;
  /** Height that the lists are at least of. */
  readonly height: number;
  /** Milliseconds, network time. */
  readonly at: number;
  readonly source: 'agreed' | 'reported';
}

/** Complete looks without a node after which it is gone. */
const MISSES = 2;

const entryOf = <T>(word: Word<T>): T | null => (word.answered ? word.entry : null);

function shownPlace(words: Words): Place | null {
  const confirmed = entryOf(words.confirmed);
  const started = entryOf(words.started);
  const dos = entryOf(words.dos);
  const places: Place[] = [];
  // Lists of different moments can show one node twice: the latest START counts, and what comes later in its life.
  if (dos) places.push({ kind: 'dos', added: dos.added });
  if (started) places.push({ kind: 'started', added: started.added });
  if (confirmed) {
    const { publicKey: _, ...place } = confirmed;
    places.push(place);
  }
  const later = (best: Place | null, next: Place): Place => (best !== null && 'added' in best && 'added' in next && best.added > next.added ? best : next);
  return places.reduce<Place | null>(later, null);
}

/** Whether the chain's own rules let a node in this place be gone by `height`. */
function mayBeGone(place: Place, height: number, params: FluxParams): boolean {
  const times = nodeTimes(height, params);
  switch (place.kind) {
    case 'confirmed': return height >= expiryHeight(place.lastConfirmed, times);
    case 'started': return height > lastConfirmHeight(place.added, times);
    case 'dos': return height >= restartTip(place.added, times);
    case 'absent': return true;
  }
}

/** The record after a look at the lists; the same object when nothing changed but the time. */
export function heard(record: NodeRecord, words: Words, params: FluxParams): NodeRecord {
  const shown = shownPlace(words);
  const seen = { height: Math.max(words.height, record.seen?.height ?? 0), at: words.at, source: words.source };
  if (shown !== null) return { ...record, place: newer(record.place, shown, words.source), misses: 0, seen, was: better(record, shown), start: landed(record, shown), identity: identityOf(record, words) };
  const complete = words.confirmed.answered && words.started.answered && words.dos.answered;
  if (!complete) return record;
  if (record.place === null || record.place.kind === 'absent') return { ...record, place: { kind: 'absent' }, misses: 0, seen };
  const misses = record.misses + 1;
  // A server alone that leaves out a node which cannot have ended is not believed.
  const believed = misses >= MISSES && (words.source === 'agreed' || mayBeGone(record.place, words.height, params));
  return believed ? { ...record, place: { kind: 'absent' }, misses: 0, seen } : { ...record, misses };
}

/** A server that is behind does not take a renewal back. */
function newer(before: Place | null, shown: Place, source: Words['source']): Place {
  const stale = before?.kind === 'confirmed' && shown.kind === 'confirmed' && source === 'reported' && shown.confirmed === before.confirmed && shown.lastConfirmed < before.lastConfirmed;
  return stale ? before : shown;
}

function better({ was }: NodeRecord, { kind }: Place): NodeRecord['was'] {
  if (kind === 'confirmed') return 'confirmed';
  return was === 'confirmed' ? was : 'started';
}

function landed({ start }: NodeRecord, shown: Place): NodeRecord['start'] {
  if (start === null || start.landed || !('added' in shown) || (start.tip !== null && shown.added <= start.tip)) return start;
  return { ...start, landed: true, taken: true, reason: null };
}

/** The server's key is read from the list where the wallet does not know it; whether it is an own one is for `recognise`. */
function identityOf({ identity }: NodeRecord, { confirmed }: Words): NodeRecord['identity'] {
  const publicKey = entryOf(confirmed)?.publicKey ?? null;
  return identity === null && publicKey !== null ? { kind: 'other', publicKey } : identity;
}
