// Numbers of a FluxNode's life in this wallet: those of the chain by network and height, and what the wallet adds to them.

import type { NetworkId } from '../../../shared/chains/ids';
import { FLUX_MAINNET, FLUX_PRACTICE, type FluxParams } from '../../../shared/flux/params';

/** Parameters by which nodes live on a wallet's network. */
export const nodeParams = (network: NetworkId): FluxParams => (network === 'mainnet' ? FLUX_MAINNET : FLUX_PRACTICE);

/** Servers renew from the 501st block on; one that has not done so by now is probably away. */
export const EXPIRING_AFTER = 560;
/** Seconds after its time in which nodes take a START. */
export const SIGNATURE_SECONDS = 3600;
/** Between two blocks, in seconds. */
export const BLOCK_SECONDS = 30;
/** Blocks until a payment that is signed now stands in one, and seconds kept in hand: a START dated too early ages, one dated late is taken all the same. */
export const FUND_BLOCKS = 2;
export const SIGN_AHEAD_SECONDS = 600;
