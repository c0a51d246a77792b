// Fusion's ladder (flux-services 2.3): how many confirmations a deposit of some size has to wait for.

/** Deposits up to and including `upTo` (10⁻⁸ FLUX) wait for this many confirmations. */
export interface LadderStep {
  readonly upTo: bigint;
  readonly confirmations: number;
}

/** Confirmations for a deposit, from the smallest step that is not below it; null above the last step: it cannot be processed. */
export function confirmationsFor(amount: bigint, ladder: readonly LadderStep[]): number | null {
  let found: LadderStep | null = null;
  for (const step of ladder) if (step.upTo >= amount && (found === null || step.upTo < found.upTo)) found = step;
  return found?.confirmations ?? null;
}

/** The most that one swap can carry, in 10⁻⁸ FLUX; null when the ladder has no step. */
export function mostPerSwap(ladder: readonly LadderStep[]): bigint | null {
  return ladder.reduce<bigint | null>((most, { upTo }) => (most === null || upTo > most ? upTo : most), null);
}
