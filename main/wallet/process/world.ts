// What the wallet process takes from outside: time, chance, the network. Passed in, so that tests decide them.

import type { ChainId, NetworkId } from '../../../shared/chains/ids';
import { chainInfo } from '../../../shared/chains/registry';
import type { NodeHttp } from '../chains/http';

export interface WalletWorld {
  /** Milliseconds since 1970 by this computer's clock. */
  readonly now: () => number;
  /** 0 (inclusive) to 1, for spreading requests; no secret depends on it. */
  readonly chance: () => number;
  /** Cryptographic random bytes. */
  readonly random: (length: number) => Uint8Array;
  readonly http: () => NodeHttp;
  /** The addresses of a name, by the system's name server. */
  readonly resolve: (host: string) => Promise<string[]>;
  /** Milliseconds between two looks at a chain. */
  readonly pollMs: (chain: ChainId, network: NetworkId) => number;
  readonly emit: (event: WalletEvent, payload: unknown) => void;
}
export type WalletEvent = 'portfolio.changed' | 'activity.changed' | 'receive.changed' | 'sync.changed' | 'bridge.changed' | 'staking.changed' | 'evidence.changed' | 'governance.changed' | 'links.changed' | 'cloud.changed' | 'wallet.scripts' | 'wallet.offered' | 'wallet.wantsAccount' | 'notify';

/** Half a block, within what public servers bear; the practice network is local and can be sped up. */
export function usualPollMs(chain: ChainId, network: NetworkId): number {
  if (network === 'practice') return 2_500;
  return Math.min(60_000, Math.max(15_000, (chainInfo(chain).blockSeconds * 1000) / 2));
}

/** How far back history is read where a chain has no index: everything on practice, what public servers still keep on mainnet. */
export function lookbackOf(network: NetworkId): { logs: number; native: number } {
  return network === 'practice' ? { logs: Number.MAX_SAFE_INTEGER, native: Number.MAX_SAFE_INTEGER } : { logs: 20_000, native: 64 };
}
