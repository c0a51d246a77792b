// The rule of "Proven" (docs/light-node.md), applied to one coin: every condition is checked here, whatever the light node or a server says of it.

import type { Seen, Unproven } from '../../../shared/contract/evidence';
import type { BlockPoint, NodeCoin } from '../../../shared/contract/light-node';
import { PROVEN_BLOCKS, PROVEN_PRODUCERS, TIP_AHEAD, YOUNG_TIP } from '../../../shared/flux/proof-rule';
import type { Source } from '../store/chain-store';

/** A coin as servers report it. */
export interface ReportedCoin {
  readonly txid: string;
  readonly vout: number;
  readonly value: bigint;
  /** Null: in the mempool. */
  readonly height: number | null;
  /** Output script of its address in hex; null when the address is no longer the wallet's. */
  readonly script: string | null;
}
export interface Judgement {
  readonly mark: 'proven' | 'proven-as-of' | 'included' | Source;
  /** Null when proven. */
  readonly why: Unproven | null;
}

/** The block as of which everything that was looked through holds; null when the light node has no such block. */
export function asOf({ status, watched }: Seen): BlockPoint | null {
  return status.tip !== null && watched.to === status.tip.height ? status.tip : null;
}

/** Whether the tip is checked and young by the network's clock. A tip far ahead of it means that the clock is wrong. */
export function isFresh(seen: Seen, now: number): boolean {
  const tip = asOf(seen);
  return tip !== null && seen.status.verified && now - tip.time < YOUNG_TIP && tip.time - now <= TIP_AHEAD;
}

/** What a block lacks to be final; null when nothing. */
export function lacksDepth(seen: Seen, block: BlockPoint, above: NodeCoin['above']): 'shallow' | 'few-producers' | 'emergency' | null {
  const { tip, provenTo, emergency } = seen.status;
  if (above.blocks < PROVEN_BLOCKS || tip === null || tip.height - block.height < PROVEN_BLOCKS) return 'shallow';
  if (above.emergency > 0 || (emergency !== null && emergency.height >= block.height)) return 'emergency';
  if (above.producers < PROVEN_PRODUCERS) return 'few-producers';
  return provenTo === null || block.height > provenTo.height ? 'shallow' : null;
}

/** Whether a block and all after it were held in full and checked here, from the starting table on. */
export function wasFollowed({ status, watched }: Seen, height: number): boolean {
  return status.start !== null && height > status.start.height && watched.from !== null && height >= watched.from && watched.to !== null && height <= watched.to;
}

/**
 * @param node the same coin as the light node saw it
 * @param source what servers' word alone is worth
 * @param now milliseconds by the network's clock
 */
export function judge(coin: ReportedCoin, node: NodeCoin | undefined, seen: Seen | null, source: Source, now: number): Judgement {
  if (seen === null) return { mark: source, why: 'off' };
  if (!node) return { mark: source, why: coin.height !== null && coin.height < (seen.watched.from ?? Infinity) ? 'too-old' : 'not-seen' };
  if (node.spent !== null) return { mark: source, why: 'spent' };
  if (BigInt(node.value) !== coin.value || node.script !== coin.script || node.block.height !== coin.height) return { mark: source, why: 'differs' };
  if (!wasFollowed(seen, node.block.height)) return { mark: 'included', why: 'too-old' };
  const lacking = lacksDepth(seen, node.block, node.above);
  if (lacking !== null) return { mark: source, why: lacking };
  if (asOf(seen) === null) return { mark: source, why: 'behind' };
  return isFresh(seen, now) ? { mark: 'proven', why: null } : { mark: 'proven-as-of', why: 'behind' };
}
