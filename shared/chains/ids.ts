// Names of the networks and chains that Fluxkeep knows; identifiers of different kinds are different types.

/** A vault belongs to exactly one network; practice coins have no value. */
export const NETWORKS = ['mainnet', 'practice'] as const;
export type NetworkId = (typeof NETWORKS)[number];

export const EVM_CHAINS = ['ethereum', 'bsc', 'polygon', 'avalanche', 'base'] as const;
export type EvmChain = (typeof EVM_CHAINS)[number];

export const CHAINS = ['flux', 'bitcoin', ...EVM_CHAINS] as const;
export type ChainId = (typeof CHAINS)[number];

/** The family decides codec, derivation and client; EVM chains share one address. */
export type ChainFamily = 'flux' | 'bitcoin' | 'evm';

/** `flux/native`, `base/native`, or an ERC-20 by its lower-case contract: `base/0xb008…`. */
export type AssetId = `${ChainId}/${string}`;

export function familyOf(chain: ChainId): ChainFamily {
  return chain === 'flux' || chain === 'bitcoin' ? chain : 'evm';
}

export function isEvmChain(chain: ChainId): chain is EvmChain {
  return familyOf(chain) === 'evm';
}

export function nativeAsset(chain: ChainId): AssetId {
  return `${chain}/native`;
}

/** @param contract 0x-prefixed 20 bytes in any case. */
export function tokenAsset(chain: EvmChain, contract: string): AssetId {
  return `${chain}/${contract.toLowerCase()}`;
}

export function chainOf(asset: AssetId): ChainId {
  return asset.slice(0, asset.indexOf('/')) as ChainId;
}

/** The lower-case contract of a token, or null for a native coin. */
export function contractOf(asset: AssetId): string | null {
  const rest = asset.slice(asset.indexOf('/') + 1);
  return rest === 'native' ? null : rest;
}
