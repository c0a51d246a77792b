// A chain's mark: its colour beside its name; the name is always there, or said.

import clsx from 'clsx';
import type { ChainId } from '../../shared/chains/ids';

export const CHAIN_COLOURS: Record<ChainId, string> = {
  flux: 'bg-chain-flux', ethereum: 'bg-chain-ethereum', bsc: 'bg-chain-bsc', polygon: 'bg-chain-polygon', avalanche: 'bg-chain-avalanche', base: 'bg-chain-base', bitcoin: 'bg-chain-bitcoin',
};
/** Names that fit a chip; the full ones stand in the registry. */
export const CHAIN_SHORT: Record<ChainId, string> = {
  flux: 'Flux', ethereum: 'Ethereum', bsc: 'BNB', polygon: 'Polygon', avalanche: 'Avalanche', base: 'Base', bitcoin: 'Bitcoin',
};

export function ChainDot({ chain, className }: { chain: ChainId; className?: string }) {
  return <span aria-hidden="true" className={clsx('inline-block size-2.25 shrink-0 rounded-xs', CHAIN_COLOURS[chain], className)} />;
}
