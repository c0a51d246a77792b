// Public keys of this wallet's own servers: which number a key that a list shows has. Derived in memory and written nowhere.

import type { NetworkId } from '../../../shared/chains/ids';
import type { NodeKeyBranch } from '../../../shared/contract/money-path';
import { toHex } from '../../../shared/crypto/bytes';
import { BranchKeys } from '../accounts/public-keys';

/** How far beyond the highest known number a key is recognised (BIP44's gap). */
const GAP = 20;
/** So that an absurd number in a record costs little. */
const MOST = 2_000;

export class NodeKeys {
  /** Numbers by public key, and how many were derived, of the branch that they belong to. */
  #derived: { readonly xpub: string; readonly keys: BranchKeys; readonly numbers: Map<string, number> } | null = null;

  /** @param branch as the signer last told it; null without a phrase */
  constructor(private readonly branch: () => NodeKeyBranch | null, private readonly network: NetworkId) {}

  /** Whether the wallet has keys for servers at all. */
  get exist(): boolean {
    return this.branch() !== null;
  }

  /**
   * @param publicKey hex
   * @param highest number that is known to be taken; -1 when none is
   * @returns null for a key that is not the wallet's, or too far beyond `highest` @throws AppError hd/bad-xpub
   */
  numberOf(publicKey: string, highest: number): number | null {
    const branch = this.branch();
    if (branch === null) return null;
    if (this.#derived?.xpub !== branch.xpub) this.#derived = { xpub: branch.xpub, keys: new BranchKeys(branch.xpub, this.network), numbers: new Map() };
    const { keys, numbers } = this.#derived;
    const wanted = Math.min(highest, MOST) + 1 + GAP;
    if (numbers.size < wanted) keys.each(numbers.size, wanted - numbers.size, (key, index) => numbers.set(toHex(key), index));
    return numbers.get(publicKey) ?? null;
  }
}
