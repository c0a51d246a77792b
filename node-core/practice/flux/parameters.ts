// The practice Flux chain: its parameters, and what its first block makes.
import { COIN, FLUX_PRACTICE } from '../../../shared/flux/params';

export const PRACTICE_FLUX = FLUX_PRACTICE;

/** Block 1 pays what block 1 pays on every Flux network; later blocks pay the subsidy of Proof of Node. */
export const PREMINE = 13_020_000n * COIN;
/** Outputs that the faucet's share of the premine is split into, so that it can pay many people between two blocks. */
export const FAUCET_OUTPUTS = 64;
/** Blocks at creation: enough for the premine to be spendable. */
export const FIRST_BLOCKS = 110;
