// The lanes in their order, with the FLUX on them as the wallet knows it; the last one leads to chains that the wallet does not hold.

import type { AssetRow } from '../../../../shared/contract/wallet';
import type { ChainId } from '../../../../shared/chains/ids';
import { fluxAssets } from '../../../../shared/chains/registry';
import { FUSION_CHAINS, fusionChain, heldChain, type FusionChain } from '../../../../shared/fusion/chains';

export interface Lane {
  readonly chain: ChainId;
  readonly key: FusionChain;
  readonly balance: AssetRow['balance'];
}

const LOADING: AssetRow['balance'] = { state: 'loading' };

/** Chains with a lane of their own: those that the wallet holds FLUX on. */
const HELD: readonly FusionChain[] = fluxAssets().map((asset) => fusionChain(asset.chain)).filter((key) => key !== null);
/** Chains that are reached by a typed address only. */
export const ELSEWHERE: readonly FusionChain[] = FUSION_CHAINS.filter((key) => heldChain(key) === null);

export function lanesOf(assets: readonly AssetRow[]): Lane[] {
  return fluxAssets().flatMap((asset) => {
    const key = fusionChain(asset.chain);
    return key === null ? [] : [{ chain: asset.chain, key, balance: assets.find((row) => row.asset === asset.id)?.balance ?? LOADING }];
  });
}

/** The place of a chain among the lanes; those without a lane share the last one. */
export function placeOf(key: FusionChain): number {
  const place = HELD.indexOf(key);
  return place < 0 ? HELD.length : place;
}
