// The three tiers of FluxNodes: their order, their numbers on the wire and the names that fluxd prints (fluxnode.h, TierToString).
import type { FluxTier } from './subsidy';

/** In the order in which blocks pay them; the first has number 1. */
export const FLUX_TIERS: readonly FluxTier[] = ['cumulus', 'nimbus', 'stratus'];

/** The number of a tier in transactions: 1, 2 or 3. */
export function tierNumber(tier: FluxTier): number {
  return FLUX_TIERS.indexOf(tier) + 1;
}

/** The tier as fluxd and FluxOS write it. */
export function tierName(tier: FluxTier): 'CUMULUS' | 'NIMBUS' | 'STRATUS' {
  return tier === 'cumulus' ? 'CUMULUS' : tier === 'nimbus' ? 'NIMBUS' : 'STRATUS';
}
