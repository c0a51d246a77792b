// The built-in registry: chains, coins and tokens as data. What stands here is "built in" for the signer; everything else is reported.
// FLUX contracts and decimals: docs/chains.md (EIP-55 addresses of the five EVM parallel assets; 8 decimals everywhere).

import { CHAINS, EVM_CHAINS, nativeAsset, tokenAsset, type AssetId, type ChainFamily, type ChainId, type EvmChain, type NetworkId } from './ids';

export interface AssetInfo {
  readonly id: AssetId;
  readonly chain: ChainId;
  readonly symbol: string;
  readonly name: string;
  readonly decimals: number;
  /** Key under which the price provider knows it; null when it has no price. */
  readonly priceId: string | null;
  /** EIP-55 contract for tokens, null for a native coin. */
  readonly contract: string | null;
}

export interface ChainInfo {
  readonly id: ChainId;
  readonly name: string;
  readonly family: ChainFamily;
  readonly native: AssetInfo;
  readonly tokens: readonly AssetInfo[];
  /** EIP-155 id; null outside the EVM. */
  readonly evmChainId: number | null;
  /** Confirmations after which a transaction is shown as confirmed. */
  readonly confirmations: number;
  readonly blockSeconds: number;
  /** Transaction page of a public explorer with `{txid}`; null on practice. */
  readonly explorer: string | null;
  /** Default endpoints on mainnet; practice gets its own from the practice network. */
  readonly endpoints: readonly string[];
}

const native = (chain: ChainId, symbol: string, name: string, decimals: number, priceId: string): AssetInfo => ({
  id: nativeAsset(chain), chain, symbol, name, decimals, priceId, contract: null,
});
const fluxToken = (chain: EvmChain, contract: string): AssetInfo => ({
  id: tokenAsset(chain, contract), chain, symbol: 'FLUX', name: 'Flux', decimals: 8, priceId: 'flux', contract,
});

const CHAIN_LIST: readonly ChainInfo[] = [
  {
    id: 'flux', name: 'Flux main chain', family: 'flux', native: native('flux', 'FLUX', 'Flux', 8, 'flux'), tokens: [],
    evmChainId: null, confirmations: 10, blockSeconds: 30, explorer: 'https://explorer.runonflux.io/tx/{txid}',
    endpoints: ['https://explorer.runonflux.io/api', 'https://explorer2.runonflux.io/api'],
  },
  {
    id: 'bitcoin', name: 'Bitcoin', family: 'bitcoin', native: native('bitcoin', 'BTC', 'Bitcoin', 8, 'bitcoin'), tokens: [],
    evmChainId: null, confirmations: 2, blockSeconds: 600, explorer: 'https://mempool.space/tx/{txid}',
    endpoints: ['https://mempool.space/api', 'https://blockstream.info/api'],
  },
  {
    id: 'ethereum', name: 'Ethereum', family: 'evm', native: native('ethereum', 'ETH', 'Ether', 18, 'ethereum'),
    tokens: [fluxToken('ethereum', '0x720CD16b011b987Da3518fbf38c3071d4F0D1495')],
    evmChainId: 1, confirmations: 12, blockSeconds: 12, explorer: 'https://etherscan.io/tx/{txid}',
    endpoints: ['https://ethereum-rpc.publicnode.com', 'https://eth.llamarpc.com'],
  },
  {
    id: 'bsc', name: 'BNB Smart Chain', family: 'evm', native: native('bsc', 'BNB', 'BNB', 18, 'bnb'),
    tokens: [fluxToken('bsc', '0xaFF9084f2374585879e8B434C399E29E80ccE635')],
    evmChainId: 56, confirmations: 15, blockSeconds: 1, explorer: 'https://bscscan.com/tx/{txid}',
    endpoints: ['https://bsc-rpc.publicnode.com', 'https://bsc-dataseed.bnbchain.org'],
  },
  {
    id: 'polygon', name: 'Polygon', family: 'evm', native: native('polygon', 'POL', 'POL', 18, 'polygon'),
    tokens: [fluxToken('polygon', '0xA2bb7A68c46b53f6BbF6cC91C865Ae247A82E99B')],
    evmChainId: 137, confirmations: 30, blockSeconds: 2, explorer: 'https://polygonscan.com/tx/{txid}',
    endpoints: ['https://polygon-bor-rpc.publicnode.com', 'https://polygon-rpc.com'],
  },
  {
    id: 'avalanche', name: 'Avalanche', family: 'evm', native: native('avalanche', 'AVAX', 'Avalanche', 18, 'avalanche'),
    tokens: [fluxToken('avalanche', '0xc4B06F17ECcB2215a5DBf042C672101Fc20daF55')],
    evmChainId: 43114, confirmations: 3, blockSeconds: 2, explorer: 'https://snowtrace.io/tx/{txid}',
    endpoints: ['https://avalanche-c-chain-rpc.publicnode.com', 'https://api.avax.network/ext/bc/C/rpc'],
  },
  {
    id: 'base', name: 'Base', family: 'evm', native: native('base', 'ETH', 'Ether on Base', 18, 'ethereum'),
    tokens: [fluxToken('base', '0xb008BDCF9CdFf9da684a190941dC3dCa8C2Cdd44')],
    evmChainId: 8453, confirmations: 10, blockSeconds: 2, explorer: 'https://basescan.org/tx/{txid}',
    endpoints: ['https://mainnet.base.org', 'https://base-rpc.publicnode.com'],
  },
];

const BY_ID = new Map<ChainId, ChainInfo>(CHAIN_LIST.map((chain) => [chain.id, chain]));
const ASSETS = new Map<AssetId, AssetInfo>(CHAIN_LIST.flatMap((chain) => [chain.native, ...chain.tokens]).map((asset) => [asset.id, asset]));

export function chainInfo(chain: ChainId): ChainInfo {
  const info = BY_ID.get(chain);
  if (!info) throw new Error(`no chain ${chain}`);
  return info;
}

export const allChains = (): readonly ChainInfo[] => CHAINS.map(chainInfo);

/** The registry's entry of an asset, or null for a token that Fluxkeep was not built with. */
export function builtInAsset(asset: AssetId): AssetInfo | null {
  return ASSETS.get(asset) ?? null;
}

/** FLUX in all its places: main chain first, then the parallel assets. */
export function fluxAssets(): readonly AssetInfo[] {
  return [chainInfo('flux').native, ...EVM_CHAINS.flatMap((chain) => chainInfo(chain).tokens.filter((token) => token.priceId === 'flux'))];
}

/**
 * SLIP-44 coin type for derivation. On practice it is 1 everywhere, so that no practice signature means anything on mainnet.
 */
export function coinType(family: ChainFamily, network: NetworkId): number {
  if (network === 'practice') return 1;
  switch (family) {
    case 'flux': return 19167;
    case 'bitcoin': return 0;
    case 'evm': return 60;
  }
}
