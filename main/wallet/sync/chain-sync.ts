// What the scheduler needs of one chain's sync, and what a round answers.

import type { ChainId } from '../../../shared/chains/ids';
import type { Need } from '../../../shared/contract/wallet';
import type { Health } from '../chains/health';
import type { Source } from '../store/chain-store';

export interface RoundResult {
  readonly height: number;
  readonly source: Source;
  /** Something that the windows show has changed. */
  readonly changed: boolean;
}

export interface ChainSync {
  readonly chain: ChainId;
  /** One complete look. @throws AppError when no endpoint gave one */
  round(progress: (looked: number, found: number) => void): Promise<RoundResult>;
  /** Whether the next round looks at addresses that were never looked at. */
  discovering(): boolean;
  health(): readonly { readonly url: string; readonly health: Health }[];
  needs(): readonly Need[];
  /** Asks every endpoint again at once. */
  forgive(): void;
}
