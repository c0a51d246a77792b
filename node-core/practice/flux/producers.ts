// The practice network's own nodes: one collateral and one key each, confirmed from the first block on. They produce all blocks and earn as others do.
import { ByteWriter } from '../../../shared/crypto/byte-writer';
import { fromDisplayHash } from '../../../shared/crypto/bytes';
import { hash160, sha256d } from '../../../shared/crypto/hashes';
import { slotOfTime } from '../../../shared/flux/pon';
import { p2pkhScript } from '../../../shared/flux/script-templates';
import { TIER_COLLATERAL, type FluxTier } from '../../../shared/flux/subsidy';
import { targetOfBits } from '../../../shared/flux/compact-target';
import { seededKey, type PracticeKey } from '../seed';
import type { FluxNode } from './nodes/node';
import { PRACTICE_FLUX } from './parameters';

export interface Producer {
  readonly tier: FluxTier;
  readonly key: PracticeKey;
  /** Pays the node's rewards and holds its collateral. */
  readonly script: Uint8Array;
  /** Place of the collateral among the outputs of block 1's coinbase. */
  readonly outputIndex: number;
}

/**
 * So many that a slot without a winner is rare: at the limit of regtest each wins one slot in seventeen.
 */
const COUNTS: readonly (readonly [FluxTier, number])[] = [['cumulus', 60], ['nimbus', 24], ['stratus', 12]];

/** The producers of a seed; `firstOutput` is where their collaterals begin in block 1. */
export function producersOf(seed: string, firstOutput: number): readonly Producer[] {
  return COUNTS.flatMap(([tier, count]) => Array.from({ length: count }, (_, index) => ({ tier, index }))).map(({ tier, index }, place) => {
    const key = seededKey(seed, `flux producer/${tier}/${index}`);
    return { tier, key, script: p2pkhScript(hash160(key.publicKey)), outputIndex: firstOutput + place };
  });
}

/** Satoshi locked in all collaterals. */
export const ALL_COLLATERALS = COUNTS.reduce((sum, [tier, count]) => sum + TIER_COLLATERAL[tier] * BigInt(count), 0n);

/** Whether number `left` is above `right`, both 256 bits in wire order (least significant byte first). */
function isAbove(left: Uint8Array, right: Uint8Array): boolean {
  for (let index = 31; index >= 0; index -= 1) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return false;
}

/** The producer with the lowest lottery number at or below the target, or null when nobody wins the slot. */
export function winnerOf(producers: readonly Producer[], premineTxid: string, previousHash: string, time: number, bits: number): Producer | null {
  let best = fromDisplayHash(targetOfBits(bits).toString(16).padStart(64, '0'));
  let winner: Producer | null = null;
  // One ticket for all: only the output index differs from producer to producer.
  const ticket = new ByteWriter(72).hash(premineTxid).u32(0).hash(previousHash).u32(slotOfTime(time, PRACTICE_FLUX)).finish();
  const outputIndex = new DataView(ticket.buffer, 32, 4);
  for (const producer of producers) {
    outputIndex.setUint32(0, producer.outputIndex, true);
    const number = sha256d(ticket);
    if (isAbove(number, best)) continue;
    best = number;
    winner = producer;
  }
  return winner;
}

/** The producers as confirmed nodes, for the table. Their addresses are of a range that no host has (RFC 5737). */
export function builtInNodes(producers: readonly Producer[], premineTxid: string): readonly FluxNode[] {
  return producers.map(({ tier, key, script, outputIndex }, place) => ({
    state: 'confirmed', collateral: { txid: premineTxid, index: outputIndex }, amount: TIER_COLLATERAL[tier], tier, payee: script, publicKey: key.publicKey,
    ip: `198.51.100.${place + 1}`, addedHeight: 1, confirmedHeight: 1, lastConfirmedHeight: 1, lastPaidHeight: 0, builtIn: place,
  }));
}

