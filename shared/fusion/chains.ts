// The chains that Fusion knows, under its own keys (flux-services 1.1), and which of them this wallet holds keys for.

import type { ChainId } from '../chains/ids';

export const FUSION_CHAINS = ['main', 'eth', 'bsc', 'matic', 'avax', 'base', 'kda', 'trx', 'sol', 'erg', 'algo'] as const;
export type FusionChain = (typeof FUSION_CHAINS)[number];
/** Every chain but the main one earns parallel mining. */
export const PARALLEL_CHAINS = ['eth', 'bsc', 'matic', 'avax', 'base', 'kda', 'trx', 'sol', 'erg', 'algo'] as const;
export type ParallelChain = (typeof PARALLEL_CHAINS)[number];

const HELD = { main: 'flux', eth: 'ethereum', bsc: 'bsc', matic: 'polygon', avax: 'avalanche', base: 'base' } as const satisfies Partial<Record<FusionChain, ChainId>>;
const NAMES: Readonly<Record<FusionChain, string>> = {
  main: 'Flux main chain', eth: 'Ethereum', bsc: 'BNB Smart Chain', matic: 'Polygon', avax: 'Avalanche', base: 'Base',
  kda: 'Kadena', trx: 'Tron', sol: 'Solana', erg: 'Ergo', algo: 'Algorand',
};

/** The wallet's chain behind one of Fusion's keys; null where the wallet holds no keys. */
export function heldChain(chain: FusionChain): ChainId | null {
  return chain in HELD ? HELD[chain as keyof typeof HELD] : null;
}

/** Fusion's key of a chain of the wallet; null for one that carries no FLUX. */
export function fusionChain(chain: ChainId): FusionChain | null {
  return FUSION_CHAINS.find((key) => heldChain(key) === chain) ?? null;
}

export function fusionChainName(chain: FusionChain): string {
  return NAMES[chain];
}
