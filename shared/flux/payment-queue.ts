// Who of a tier is paid next, and how long a turn takes (fluxd fluxnode.h, FluxnodeListData operator<).
import { compareBytes, fromDisplayHash } from '../crypto/bytes';
import type { Outpoint } from './fluxnode-transaction';
import type { FluxParams } from './params';

/** What a node's place depends on. */
export interface QueuePlace {
  readonly collateral: Outpoint;
  /** Height of the block that confirmed it first. */
  readonly confirmedHeight: number;
  /** 0 when it was never paid. */
  readonly lastPaidHeight: number;
}

/** Order of fluxd's maps: by the bytes of the id as they stand on the wire, then by the index. */
export function compareOutpoints(left: Outpoint, right: Outpoint): number {
  if (left.txid === right.txid) return left.index - right.index;
  return compareBytes(fromDisplayHash(left.txid), fromDisplayHash(right.txid));
}

/** Negative when `left` is paid before `right`. A node that was never paid goes before one that was paid at the height of its confirmation. */
export function comparePlaces(left: QueuePlace, right: QueuePlace): number {
  const since = (place: QueuePlace): number => (place.lastPaidHeight > 0 ? place.lastPaidHeight : place.confirmedHeight);
  const wasPaid = (place: QueuePlace): number => (place.lastPaidHeight > 0 ? 1 : 0);
  return since(left) - since(right) || wasPaid(left) - wasPaid(right) || compareOutpoints(left.collateral, right.collateral);
}

/** Seconds between two payouts of a node in a tier of `nodes` (itself counted): every block pays one of them. */
export function payoutInterval(nodes: number, params: Pick<FluxParams, 'pon'>): number {
  return Math.max(1, nodes) * params.pon.spacing;
}

/** Seconds from the last block until a node at `rank` in its tier's queue is paid; rank 0 is paid by the next block. Newcomers never push in before it. */
export function payoutIn(rank: number, params: Pick<FluxParams, 'pon'>): number {
  return (rank + 1) * params.pon.spacing;
}
