// When a FluxNode may be started, confirmed, renewed and started again, and when it ends: heights of blocks (fluxd fluxnode.h, fluxnode.cpp, coins.cpp).
import type { FluxParams } from './params';

/** Spans of a node's life in blocks, as they hold at one height. */
export interface NodeTimes {
  /** A START that no block confirmed for so long moves to the DOS list. */
  readonly confirmWithin: number;
  /** So long after its START, a node leaves the DOS list. */
  readonly dosFor: number;
  /** An update is allowed once more than this have passed since the last confirmation. */
  readonly updateAfter: number;
  /** With another address, as soon as this many have passed. */
  readonly moveAfter: number;
  /** A confirmation older than this ends the node. */
  readonly expiresAfter: number;
}

/** Confirmations that a collateral needs: the block that takes the START counts as one of them. */
export const COLLATERAL_CONFIRMATIONS = 100;

const PON_TIMES: NodeTimes = { confirmWithin: 240, dosFor: 720, updateAfter: 500, moveAfter: 5, expiresAfter: 640 };
/** Blocks before Proof of Node took four times as long; the older eras differ in renewal only, and nobody could move. */
const HALVING_TIMES: NodeTimes = { confirmWithin: 60, dosFor: 180, updateAfter: 120, moveAfter: 5, expiresAfter: 160 };
const FLUX_TIMES: NodeTimes = { ...HALVING_TIMES, updateAfter: 40, expiresAfter: 80 };
const KAMATA_TIMES: NodeTimes = { ...FLUX_TIMES, moveAfter: Number.POSITIVE_INFINITY, expiresAfter: 60 };

/** The spans that hold in the block at `height`. */
export function nodeTimes(height: number, params: Pick<FluxParams, 'upgrades'>): NodeTimes {
  const active = (at: number | null): boolean => at !== null && height >= at;
  if (active(params.upgrades.pon)) return PON_TIMES;
  if (active(params.upgrades.halving)) return HALVING_TIMES;
  return active(params.upgrades.flux) ? FLUX_TIMES : KAMATA_TIMES;
}

/** Height of the first block that may hold the START of a collateral made in the block at `collateralHeight`; nodes take it into their mempool one block earlier. */
export function firstStartHeight(collateralHeight: number): number {
  return collateralHeight + COLLATERAL_CONFIRMATIONS;
}

/** Height of the last block that may hold the first CONFIRM of a node whose START stands at `addedHeight`. */
export function lastConfirmHeight(addedHeight: number, times: NodeTimes = PON_TIMES): number {
  return addedHeight + times.confirmWithin;
}

/** Tip from which nodes take a START again, after one at `addedHeight` that was never confirmed; the block after it can hold it. */
export function restartTip(addedHeight: number, times: NodeTimes = PON_TIMES): number {
  return addedHeight + times.dosFor;
}

/** Height of the first block that may hold an update of a node last confirmed at `lastConfirmed`; `moved`: it names another address. */
export function firstUpdateHeight(lastConfirmed: number, moved: boolean, times: NodeTimes = PON_TIMES): number {
  const renewed = lastConfirmed + times.updateAfter + 1;
  return moved ? Math.min(renewed, lastConfirmed + times.moveAfter) : renewed;
}

/** Height of the block that ends a node last confirmed at `lastConfirmed`, unless that very block renews it. A START is taken again as soon as it is the tip. */
export function expiryHeight(lastConfirmed: number, times: NodeTimes = PON_TIMES): number {
  return lastConfirmed + times.expiresAfter + 1;
}
