// The practice Flux chain: regtest's parameters with every upgrade active from the first block.
import { COIN, FLUX_REGTEST, type FluxParams } from '../../../shared/flux/params';

export const PRACTICE_FLUX: FluxParams = {
  ...FLUX_REGTEST,
  upgrades: { lwma: 1, equihash144: 1, acadia: 1, kamiooka: 1, kamata: 1, flux: 1, halving: 1, p2shNodes: 1, pon: 1 },
};

/** Block 1 pays what block 1 pays on every Flux network; later blocks pay the subsidy of Proof of Node. */
export const PREMINE = 13_020_000n * COIN;
/** Outputs that the faucet's share of the premine is split into, so that it can pay many people between two blocks. */
export const FAUCET_OUTPUTS = 64;
/** Blocks at creation: enough for the premine to be spendable. */
export const FIRST_BLOCKS = 110;
