// Merkle tree of a block (Bitcoin's: double SHA-256, an odd node is paired with itself) and branches that prove inclusion.
import { concatBytes, equalBytes, fromDisplayHash, toDisplayHash } from '../crypto/bytes';
import { sha256d } from '../crypto/hashes';
import { AppError } from '../errors/app-error';

function parentLevel(level: readonly Uint8Array[]): { readonly nodes: Uint8Array[]; readonly repeated: boolean } {
  const nodes: Uint8Array[] = [];
  let repeated = false;
  for (let index = 0; index < level.length; index += 2) {
    const left = level[index];
    const right = level[index + 1];
    if (left === undefined) break;
    if (right !== undefined && equalBytes(left, right)) repeated = true;
    nodes.push(sha256d(concatBytes(left, right ?? left)));
  }
  return { nodes, repeated };
}

/**
 * Root over transaction ids, display form in and out.
 * @throws AppError `merkle/empty`; `merkle/repeated` when two neighbours are equal: such a list has the same root
 *   as a shorter one (CVE-2012-2459), so the root proves nothing about it
 */
export function merkleRoot(txids: readonly string[]): string {
  if (txids.length === 0) throw new AppError('merkle/empty', 'a block has at least one transaction');
  let level = txids.map(fromDisplayHash);
  while (level.length > 1) {
    const { nodes, repeated } = parentLevel(level);
    if (repeated) throw new AppError('merkle/repeated', 'the list repeats transactions');
    level = nodes;
  }
  return toDisplayHash(level[0] ?? new Uint8Array(32));
}

/**
 * The siblings from leaf `index` up to the root, display form.
 * @throws AppError `merkle/no-such-leaf`
 */
export function merkleBranch(txids: readonly string[], index: number): string[] {
  if (!Number.isInteger(index) || index < 0 || index >= txids.length) throw new AppError('merkle/no-such-leaf', 'no transaction at this place', { context: { index } });
  const branch: string[] = [];
  let level = txids.map(fromDisplayHash);
  for (let place = index; level.length > 1; place >>= 1) {
    const sibling = level[place ^ 1] ?? level[place];
    if (sibling !== undefined) branch.push(toDisplayHash(sibling));
    level = parentLevel(level).nodes;
  }
  return branch;
}

/** The root that a leaf and its branch lead to; inclusion is proven when it equals the header's. */
export function merkleRootOfBranch(txid: string, index: number, branch: readonly string[]): string {
  if (!Number.isInteger(index) || index < 0 || index >= 2 ** branch.length) throw new AppError('merkle/no-such-leaf', 'the branch is too short for this place', { context: { index } });
  let node = fromDisplayHash(txid);
  let place = index;
  for (const display of branch) {
    const sibling = fromDisplayHash(display);
    node = sha256d(place % 2 === 0 ? concatBytes(node, sibling) : concatBytes(sibling, node));
    place = Math.floor(place / 2);
  }
  return toDisplayHash(node);
}
