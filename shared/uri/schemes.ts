// Link schemes and coin aliases: Flux and its parallel assets under the names other Flux wallets use, Bitcoin, and what is known but not ours.
import { fluxAssets } from '../chains/registry';
import { nativeAsset, type AssetId, type ChainId } from '../chains/ids';

const fluxOn = (chain: ChainId): AssetId => fluxAssets().find((asset) => asset.chain === chain)?.id ?? nativeAsset('flux');

/** Schemes in BIP21 form, and coin names of `zel:` links. "flux" is always the main chain. */
const OURS: ReadonlyMap<string, AssetId> = new Map<string, AssetId>([
  ['bitcoin', nativeAsset('bitcoin')],
  ['flux', nativeAsset('flux')],
  ['zelcash', nativeAsset('flux')],
  ['zel', nativeAsset('flux')],
  ['fluxeth', fluxOn('ethereum')],
  ['fluxbsc', fluxOn('bsc')],
  ['fluxmatic', fluxOn('polygon')],
  ['fluxavax', fluxOn('avalanche')],
  ['fluxbase', fluxOn('base')],
]);

/** Coin names beyond the schemes that `zel:` links may carry. */
const COINS: ReadonlyMap<string, AssetId> = new Map<string, AssetId>([
  ['btc', nativeAsset('bitcoin')],
  ['ethereum', nativeAsset('ethereum')],
  ['eth', nativeAsset('ethereum')],
]);

/** Chains that this wallet does not serve, named so that a person learns what the link is for. */
const OTHERS: ReadonlySet<string> = new Set([
  'fluxkda', 'fluxtrx', 'fluxsol', 'fluxerg', 'fluxalgo', 'kadena', 'solana', 'tron', 'ergo', 'algorand',
  'litecoin', 'dogecoin', 'bitcoincash', 'dash', 'zcash', 'monero', 'ripple', 'xrp', 'stellar', 'web+stellar', 'cardano', 'web+cardano', 'cosmos', 'ton', 'polkadot',
  'ravencoin', 'digibyte', 'firo', 'groestlcoin', 'lightning', 'lnurl', 'liquidnetwork', 'namecoin', 'peercoin', 'tezos', 'nano', 'sui', 'aptos',
]);

/** The asset of a scheme in BIP21 form. */
export const assetOfScheme = (scheme: string): AssetId | null => OURS.get(scheme) ?? null;
/** The asset of a coin name in a `zel:` link. */
export const assetOfCoin = (coin: string): AssetId | null => OURS.get(coin) ?? COINS.get(coin) ?? null;
/** The coin name that other wallets of the ecosystem know an asset by; null for assets without one. */
export function coinName(asset: AssetId): string | null {
  if (asset === nativeAsset('flux')) return 'zelcash';
  return [...OURS, ...COINS].find(([, id]) => id === asset)?.[0] ?? null;
}
export const isOtherChain = (name: string): boolean => OTHERS.has(name);

/** The scheme that links of an asset are written with. */
export function schemeOf(asset: AssetId): 'bitcoin' | 'flux' | 'ethereum' {
  if (asset === nativeAsset('bitcoin')) return 'bitcoin';
  return asset === nativeAsset('flux') ? 'flux' : 'ethereum';
}
