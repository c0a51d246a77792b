// How one chain's sync stands, as windows are told.

import type { SyncState } from '../../../shared/contract/wallet';
import type { ChainSync } from '../sync/chain-sync';
import type { SyncPhase } from '../sync/phase';

/**
 * @param height of the last good look, null when there was none
 * @param used counts the chain's addresses with activity
 */
export function syncState(sync: ChainSync, phase: SyncPhase, height: number | null, used: () => number): SyncState {
  const { last } = phase;
  return {
    chain: sync.chain,
    phase: phase.kind === 'resting' ? (last.kind === 'bad' ? 'failed' : 'idle') : phase.kind,
    height,
    looked: phase.kind === 'discovering' ? phase.looked : 0,
    found: phase.kind === 'discovering' ? phase.found : used(),
    endpoints: sync.health().map(({ url, health }) => ({ url: url.slice(0, 300), state: health.state, reason: health.reason && { ...health.reason, context: { ...health.reason.context } }, height: health.height, milliseconds: health.milliseconds })),
    reason: last.kind === 'bad' ? { ...last.reason, context: { ...last.reason.context } } : null,
    at: last.kind === 'never' ? null : last.at,
  };
}
