// What the wallet process is told of the world: endpoints, prices, the bridge's operator, currency and clock, by network and settings.

import { allChains } from '../../shared/chains/registry';
import { CHAINS, type ChainId, type NetworkId } from '../../shared/chains/ids';
import type { Settings } from '../../shared/contract/settings';
import type { PracticeNetwork } from '../processes/practice';

/** Prices of now from Zelcore's public rates service, their past from CoinGecko (docs/prices.md). */
const MAINNET_PRICES = ['https://vipdrates.zelcore.io', 'https://api.coingecko.com/api/v3'];
/** Fusion, the operator of the bridge (docs/bridge.md). */
const MAINNET_FUSION = 'https://fusion.runonflux.io';
/** The vote service of the xDAO (docs/governance.md). */
const MAINNET_XDAO = 'https://stats.runonflux.io';
/** FluxOS: the gateway over all nodes (docs/staking.md). */
export const MAINNET_FLUXOS = ['https://api.runonflux.io'];

export interface WalletFeed {
  readonly endpoints: Partial<Record<ChainId, string[]>>;
  readonly prices: string[];
  /** Null where there is none. */
  readonly fusion: string | null;
  /** FluxOS gateways: the lists of FluxNodes. */
  readonly fluxos: string[];
  /** Null where there is none. */
  readonly xdao: string | null;
  readonly currency: Settings['currency'];
  readonly clockOffset: number;
}

export function walletFeed(network: NetworkId, settings: Settings, practice: Pick<PracticeNetwork, 'ready' | 'clockOffset'>): WalletFeed {
  const { currency } = settings;
  if (network === 'mainnet') {
    const endpoints = Object.fromEntries(allChains().map((chain) => [chain.id, settings.endpoints[chain.id] ?? [...chain.endpoints]]));
    return { endpoints, prices: MAINNET_PRICES, fusion: MAINNET_FUSION, fluxos: MAINNET_FLUXOS, xdao: MAINNET_XDAO, currency, clockOffset: 0 };
  }
  const ready = practice.ready;
  if (!ready) return { endpoints: {}, prices: [], fusion: null, fluxos: [], xdao: null, currency, clockOffset: 0 };
  const endpoints = Object.fromEntries(CHAINS.map((chain) => [chain, [ready.endpoints[chain].a, ready.endpoints[chain].b]]));
  return { endpoints, prices: [ready.endpoints.prices.a, ready.endpoints.prices.b], fusion: ready.endpoints.fusion.a, fluxos: [ready.endpoints.fluxos.a, ready.endpoints.fluxos.b], xdao: ready.endpoints.xdao.a, currency, clockOffset: practice.clockOffset() };
}
