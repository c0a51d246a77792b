// FLUX on a chain of the wallet, from the built-in registry: by exact contract, never from a token list.

import type { ChainId } from '../chains/ids';
import { fluxAssets, type AssetInfo } from '../chains/registry';

/** The native coin on the main chain, the token on EVM chains; null where there is no FLUX. */
export function fluxOn(chain: ChainId): AssetInfo | null {
  return fluxAssets().find((asset) => asset.chain === chain) ?? null;
}
