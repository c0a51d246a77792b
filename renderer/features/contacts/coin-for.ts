// The coin to offer first when a contact is paid: FLUX wherever the chain has it, else the chain's own coin.

import type { AssetId, ChainId } from '../../../shared/chains/ids';
import { chainInfo, fluxAssets } from '../../../shared/chains/registry';

export function coinFor(chain: ChainId): AssetId {
  return (fluxAssets().find((asset) => asset.chain === chain) ?? chainInfo(chain).native).id;
}
