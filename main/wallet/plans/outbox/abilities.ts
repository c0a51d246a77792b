// Whether a transaction can be sped up or cancelled (BIP125 on Bitcoin, same nonce on EVM); on Flux it expires instead.
import type { OutboxEntry, SwapDeposit } from '../ports';

/** Null: it can; otherwise the code of what stands in the way. */
export interface Replaceability {
  readonly 'speed-up': string | null;
  readonly 'cancel': string | null;
}

const both = (obstacle: string): Replaceability => ({ 'speed-up': obstacle, 'cancel': obstacle });

/**
 * @param live entries of the outbox that are not at their end
 * @param deposit what the entry is to the bridge
 */
export function replaceability(entry: OutboxEntry, live: readonly OutboxEntry[], deposit: SwapDeposit): Replaceability {
  if (entry.chain === 'flux') return both('replace/not-here');
  if (entry.state.kind !== 'waiting' && entry.state.kind !== 'pending') return both('replace/too-late');
  if (live.some((other) => other.replaces === entry.id)) return both('replace/already-replaced');
  // Replacing it would take the ground from under a payment that spends its change.
  if (live.some((other) => other.chain === entry.chain && other.spends.some((point) => point.txid === entry.txid))) return both('replace/has-children');
  const cancels = entry.intent.kind === 'replace' && entry.intent.mode === 'cancel';
  // A sweep already pays this wallet; a cancellation of a cancellation would change nothing.
  if (cancels || entry.intent.kind === 'sweep') return { 'speed-up': null, 'cancel': 'replace/is-cancellation' };
  // Fusion looks for a deposit that it was told of, and may have paid for it by the time that a cancellation is approved.
  return { 'speed-up': null, 'cancel': deposit === 'told' ? 'replace/swap-told' : null };
}

/** For Activity: what the window may offer for an entry. */
export function abilities(entry: OutboxEntry, live: readonly OutboxEntry[], deposit: SwapDeposit): { speedUp: boolean; cancel: boolean } {
  const found = replaceability(entry, live, deposit);
  return { speedUp: found['speed-up'] === null, cancel: found.cancel === null };
}
