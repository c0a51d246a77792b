// A transaction as the light node saw it: by a coin of ours that it made, or by one that it spent.

import type { Seen, TransactionEvidence } from '../../../shared/contract/evidence';
import { asOf, isFresh, lacksDepth, wasFollowed } from './judge';

/** @returns null when no block that was looked through holds it */
export function transactionEvidence(txid: string, seen: Seen, contradicted: boolean, now: number): TransactionEvidence | null {
  const point = asOf(seen) ?? seen.status.tip;
  if (point === null) return null;
  const made = seen.watched.coins.find((coin) => coin.txid === txid);
  const spent = seen.watched.coins.find((coin) => coin.spent?.txid === txid)?.spent;
  const block = made?.block ?? spent?.block;
  if (!block) return null;
  const base = { block, from: seen.watched.from, asOf: point, contradicted, above: made ? { blocks: made.above.blocks, producers: made.above.producers } : { blocks: Math.max(0, point.height - block.height), producers: null } };
  if (!wasFollowed(seen, block.height)) return { ...base, mark: 'included', why: 'too-old' };
  if (contradicted) return { ...base, mark: 'seen', why: 'contradicted' };
  // Who made the blocks on a payment of ours is not listed coin by coin: the light node's own point of finality says it.
  const { provenTo, emergency } = seen.status;
  const lacking = made ? lacksDepth(seen, block, made.above) : emergency !== null && emergency.height >= block.height ? 'emergency' : provenTo === null || block.height > provenTo.height ? 'shallow' : null;
  if (lacking !== null) return { ...base, mark: 'seen', why: lacking };
  return isFresh(seen, now) ? { ...base, mark: 'proven', why: null } : { ...base, mark: 'proven-as-of', why: 'behind' };
}
