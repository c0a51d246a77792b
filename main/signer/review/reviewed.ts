// A review together with what it will sign and whom it will remember as paid.

import type { ChainId } from '../../../shared/chains/ids';
import type { Review, Warning } from '../../../shared/contract/money-path';
import type { Signable } from '../sign/signable';

export interface Reviewed {
  readonly review: Review;
  readonly signable: Signable;
  /** Addresses of others that are paid; sealed as known once the transaction is signed. */
  readonly remember: readonly { readonly chain: ChainId; readonly address: string }[];
  /** A swap's deposit address, sealed as the operator's of that chain once the transaction is signed. */
  readonly deposit?: { readonly chain: ChainId; readonly address: string };
}

const ORDER = { danger: 0, warn: 1, info: 2 } as const;
/** As many as the contract carries. */
const MAX_WARNINGS = 40;

/** The gravest warnings first; should there be too many, the least grave are left out. */
export function mostSevere(warnings: readonly Warning[]): Warning[] {
  return [...warnings].sort((left, right) => ORDER[left.level] - ORDER[right.level]).slice(0, MAX_WARNINGS);
}
