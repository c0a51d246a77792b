// Where a node stands: one total function of its record, its coin, its payment and the height. A list that failed is no part of it,
// because records keep the last word of lists that answered.

import type { NodeStatus } from '../../../../shared/contract/staking';
import type { ErrorShape } from '../../../../shared/errors/app-error';
import { COLLATERAL_CONFIRMATIONS, expiryHeight, firstStartHeight, firstUpdateHeight, lastConfirmHeight, nodeTimes, restartTip } from '../../../../shared/flux/node-times';
import type { FluxParams } from '../../../../shared/flux/params';
import { EXPIRING_AFTER, SIGNATURE_SECONDS } from '../rules';
import type { NodeRecord, Place, SignedStart } from '../record';

/** The collateral as the wallet's own view of the chain shows it. */
export type CoinFact =
  /** Nothing is known: somebody else's, or not synced yet. */
  | { readonly kind: 'unknown' }
  /** Made by a payment that stands in no block yet. */
  | { readonly kind: 'waiting' }
  | { readonly kind: 'there'; readonly height: number }
  /** By a transaction in a block. */
  | { readonly kind: 'spent'; readonly txid: string };

/** The payment that makes the collateral; null where none of this wallet's does. */
export type FundFact = { readonly kind: 'going' } | { readonly kind: 'gone'; readonly reason: ErrorShape } | null;

export interface Scene {
  /** Height of the chain's tip at the last good look; null before the first. */
  readonly tip: number | null;
  readonly coin: CoinFact;
  readonly fund: FundFact;
  /** Network time, milliseconds. */
  readonly now: number;
  readonly params: FluxParams;
}

const shape = (reason: ErrorShape): Extract<NodeStatus, { kind: 'failed' }>['reason'] => ({ ...reason, context: { ...reason.context } });

/** The height to reckon with: lists can be ahead of the wallet's own look at the chain. */
export function heightOf(record: Pick<NodeRecord, 'place' | 'seen'>, { tip }: Pick<Scene, 'tip'>): number {
  const { place, seen } = record;
  const shown = place?.kind === 'confirmed' ? Math.max(place.lastConfirmed, place.lastPaid ?? 0) : place?.kind === 'started' || place?.kind === 'dos' ? place.added : 0;
  return Math.max(tip ?? 0, seen?.height ?? 0, shown);
}

/** Whether nodes refuse a START of this age. */
function isTooOld(start: Pick<SignedStart, 'sigTime'>, now: number): boolean {
  return Math.floor(now / 1000) - start.sigTime > SIGNATURE_SECONDS;
}

/** Tip from which nodes take a START on a coin that was made in the block at `height`. */
export const startTip = (height: number): number => firstStartHeight(height) - 1;

/** Where `record` stands. Total: every record and every scene has exactly one answer. */
export function statusOf(record: NodeRecord, scene: Scene): NodeStatus {
  if (scene.coin.kind === 'spent') return { kind: 'ended', txid: scene.coin.txid };
  if (record.collateral === null) return { kind: 'reserved' };
  if (scene.fund?.kind === 'gone' && scene.coin.kind !== 'there') return { kind: 'failed', reason: shape(scene.fund.reason) };
  const { place } = record;
  // By the height of the lists: blocks that came while no list could be read say nothing about a renewal in them.
  if (place?.kind === 'confirmed') return confirmed(place, record.seen?.height ?? place.lastConfirmed, scene.params);
  if (place?.kind === 'started') return { kind: 'started', height: place.added, confirmBy: lastConfirmHeight(place.added, nodeTimes(place.added, scene.params)) };
  // A START that was signed for the time after the ban counts once the ban is over.
  if (place?.kind === 'dos' && !isBanOver(place, record, scene)) return { kind: 'banned', since: place.added, until: restartTip(place.added, nodeTimes(place.added, scene.params)) };
  return unlisted(record, scene);
}

function isBanOver(place: Extract<Place, { kind: 'dos' }>, record: NodeRecord, scene: Scene): boolean {
  return heightOf(record, scene) >= restartTip(place.added, nodeTimes(place.added, scene.params)) && record.start !== null && !record.start.landed;
}

function confirmed(place: Extract<Place, { kind: 'confirmed' }>, height: number, params: FluxParams): NodeStatus {
  const times = nodeTimes(height, params);
  return {
    kind: 'confirmed', ip: place.ip, confirmedHeight: place.confirmed, lastConfirmed: place.lastConfirmed, lastPaid: place.lastPaid, rank: place.rank,
    renewFrom: firstUpdateHeight(place.lastConfirmed, false, times), expiresAt: expiryHeight(place.lastConfirmed, times), expiring: height - place.lastConfirmed > EXPIRING_AFTER,
  };
}

/** In no list, or never looked for in one. */
function unlisted(record: NodeRecord, scene: Scene): NodeStatus {
  const { start, was, fund } = record;
  const young = ripening(scene, start !== null);
  if (start === null) {
    if (was !== 'never') return { kind: 'out', was };
    if (fund === null) return { kind: 'reserved' };
    // The payment is known and its START is not: it was lost with a damaged file.
    return young ?? { kind: 'needs-signature', why: 'never-signed' };
  }
  if (start.landed) return { kind: 'out', was };
  if (young !== null) return young;
  if (isTooOld(start, scene.now)) return { kind: 'needs-signature', why: 'too-old' };
  return { kind: 'starting', attempts: start.attempts, reason: start.reason };
}

/** The collateral is on its way or too young for a START; null when it is old enough, or cannot be told (then servers will say). */
function ripening({ coin, fund, tip }: Scene, signed: boolean): NodeStatus | null {
  if (coin.kind === 'there') {
    const confirmations = Math.max(1, (tip ?? coin.height) - coin.height + 1);
    if (confirmations >= COLLATERAL_CONFIRMATIONS) return null;
    return { kind: 'maturing', confirmations, of: COLLATERAL_CONFIRMATIONS, startAt: signed ? firstStartHeight(coin.height) : null };
  }
  const coming = coin.kind === 'waiting' || (coin.kind === 'unknown' && fund?.kind === 'going');
  return coming ? { kind: 'maturing', confirmations: null, of: COLLATERAL_CONFIRMATIONS, startAt: null } : null;
}
