// An entry of Activity as it is stored: states without confirmations, which are counted when it is read.

import type { AssetId, ChainId } from '../../../shared/chains/ids';
import type { Activity } from '../../../shared/contract/wallet';
import type { ErrorShape } from '../../../shared/errors/app-error';

/** `mined` becomes confirming or confirmed by the chain's tip. */
export type EntryState =
  | { readonly kind: 'waiting'; readonly reason: ErrorShape | null }
  | { readonly kind: 'pending' }
  | { readonly kind: 'mined' }
  | { readonly kind: 'expired'; readonly height: number }
  | { readonly kind: 'replaced'; readonly by: string | null }
  | { readonly kind: 'failed'; readonly reason: ErrorShape };

export interface Entry {
  readonly id: string;
  readonly chain: ChainId;
  readonly txid: string;
  readonly kind: Activity['kind'];
  readonly asset: AssetId;
  /** Signed effect on the balance of `asset`, fee apart. */
  readonly amount: bigint;
  /** Native base units; null when others paid it or it is not known. */
  readonly fee: bigint | null;
  readonly counterparties: readonly string[];
  readonly note: string | null;
  readonly time: number;
  readonly height: number | null;
  readonly state: EntryState;
  readonly suspicious: boolean;
}
