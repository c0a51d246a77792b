// Where apps are paid on the Flux main chain (FluxOS configuration, since height 1,670,000). What a node says is held against it.

import type { NetworkId } from '../chains/ids';
import { fluxParams } from '../hd/script-of-key';

const MAINNET_ADDRESS = 't3NryfAQLGeFs9jEoeqsxmBN2QLRaRKFLUX';

/** Null where the network has no address of its own that could be known: a practice network's follows from its seed. */
export function appPaymentAddress(network: NetworkId): string | null {
  return network === 'mainnet' ? MAINNET_ADDRESS : null;
}

/** Block from which blocks come every 30 seconds. */
export function ponHeight(network: NetworkId): number {
  return fluxParams(network).upgrades.pon ?? 0;
}
