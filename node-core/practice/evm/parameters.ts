// The five EVM chains as the practice network runs them: fees near what each shows in daily life, blocks when there is work.
import type { EvmChain } from '../../../shared/chains/ids';

interface EvmParameters {
  /** Middle of the base fee's walk, in wei. */
  readonly baseFee: bigint;
  /** Tip that eth_maxPriorityFeePerGas suggests, in wei. */
  readonly tip: bigint;
}

const GWEI = 1_000_000_000n;

export const EVM_PARAMETERS: Record<EvmChain, EvmParameters> = {
  ethereum: { baseFee: 3n * GWEI, tip: GWEI / 10n },
  bsc: { baseFee: GWEI / 20n, tip: GWEI / 20n },
  polygon: { baseFee: 30n * GWEI, tip: 30n * GWEI },
  avalanche: { baseFee: GWEI, tip: GWEI / 10n },
  base: { baseFee: GWEI / 100n, tip: GWEI / 1000n },
};

/** Practice milliseconds between blocks while there is work and for BUSY_BLOCKS blocks after it. */
export const BUSY_SPACING_MS = 2_000;
export const BUSY_BLOCKS = 40;
/** Practice milliseconds between blocks while nothing happens: Anvil keeps every block in memory. */
export const QUIET_SPACING_MS = 60_000;
/** Real milliseconds between blocks at least, so that a fast clock does not flood the machine. */
export const LEAST_REAL_SPACING_MS = 250;
/** States of this many blocks are kept for rollbacks. */
export const KEPT_STATES = 64;
