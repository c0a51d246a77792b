// Proof of Node: slots, the lottery hash, its target and the difficulty rule (fluxd pon/pon.cpp).
import { ByteWriter } from '../crypto/byte-writer';
import { toDisplayHash } from '../crypto/bytes';
import { sha256d } from '../crypto/hashes';
import { AppError } from '../errors/app-error';
import type { PonHeader } from './block-header';
import { bitsOfTarget, targetOfBits } from './compact-target';
import type { Outpoint } from './fluxnode-transaction';
import type { FluxParams } from './params';

/** Collateral id that marks an emergency block, signed by two of four keys fixed in consensus. */
export const EMERGENCY_COLLATERAL = '1'.repeat(64);
/** Collateral id that test networks accept without a signature. */
export const TEST_BYPASS_COLLATERAL = '544553544e4f4400'.padEnd(64, '0');

/** Number of the slot that a time lies in, as a 32-bit number. */
export function slotOfTime(time: number, params: Pick<FluxParams, 'genesisTime' | 'pon'>): number {
  return Math.trunc((time - params.genesisTime) / params.pon.spacing) >>> 0;
}

/** The lottery number of a collateral in a slot after a block, display form; the smaller the better. */
export function ponHash(collateral: Outpoint, previousHash: string, slot: number): string {
  return toDisplayHash(sha256d(new ByteWriter(72).hash(collateral.txid).u32(collateral.index).hash(previousHash).u32(slot).finish()));
}

/** The lottery number of a header. */
export function ponHashOfHeader(header: PonHeader, params: Pick<FluxParams, 'genesisTime' | 'pon'>): string {
  return ponHash(header.collateral, header.previousHash, slotOfTime(header.time, params));
}

/** Whether the block is one of the emergency kind, which skips the lottery. */
export function isEmergencyHeader(header: PonHeader): boolean {
  return header.collateral.txid === EMERGENCY_COLLATERAL && header.collateral.index === 0;
}

/** Height at which Proof of Node begins. @throws AppError `pon/not-scheduled` */
function activation(params: FluxParams): number {
  if (params.upgrades.pon === null) throw new AppError('pon/not-scheduled', 'this network has no activation height for Proof of Node');
  return params.upgrades.pon;
}

/**
 * Whether a lottery number wins under `bits` at `height`: the target is between 1 and the limit of that height, and
 * the number is not above it. Regtest waives this rule in fluxd; callers that follow regtest do not ask.
 */
export function meetsPonTarget(hash: string, bits: number, height: number, params: FluxParams): boolean {
  const limit = height >= activation(params) + params.pon.window ? params.pon.limit : params.pon.startLimit;
  let target: bigint;
  try {
    target = targetOfBits(bits);
  } catch (thrown) {
    if (thrown instanceof AppError) return false;
    throw thrown;
  }
  return target > 0n && target <= limit && BigInt(`0x${hash}`) <= target;
}

/** Bits of the first blocks, before the look-back window is full. */
export function ponStartBits(params: FluxParams): number {
  return bitsOfTarget(params.pon.startLimit);
}

/**
 * Bits that the next block must have.
 * @param lastBits bits of the last block
 * @param span seconds between the block `window - 1` before the last one and the last one
 */
export function nextPonBits(lastBits: number, span: number, params: Pick<FluxParams, 'pon'>): number {
  const { limit, window, spacing } = params.pon;
  const goal = (window - 1) * spacing;
  const clamped = Math.min(Math.max(span, Math.trunc((goal * 4) / 5)), Math.trunc((goal * 5) / 4));
  let last: bigint;
  try {
    last = targetOfBits(lastBits);
  } catch (thrown) {
    if (thrown instanceof AppError) return bitsOfTarget(limit);
    throw thrown;
  }
  const next = (last / BigInt(goal)) * BigInt(clamped);
  return bitsOfTarget(next === 0n || next > limit ? limit : next);
}

/**
 * Bits that a block at `height` must have, given the header fields of the blocks before it.
 * @param at fields of the block at a height; asked for `height - 1` and `height - window` only
 */
export function requiredPonBits(height: number, at: (height: number) => { readonly time: number; readonly bits: number }, params: FluxParams): number {
  if (height < activation(params)) throw new AppError('pon/too-early', 'proof of work applies at this height', { context: { height } });
  if (height < activation(params) + params.pon.window) return ponStartBits(params);
  const last = at(height - 1);
  return nextPonBits(last.bits, last.time - at(height - params.pon.window).time, params);
}
