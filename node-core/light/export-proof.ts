// Makes the file of a proof out of what the follower holds of a coin's transaction.
import { AppError } from '../../shared/errors/app-error';
import { parseHeader } from '../../shared/flux/block-header';
import { isEmergencyHeader } from '../../shared/flux/pon';
import type { Follower } from '../follow/follower';
import { outpointKey } from '../follow/table-node';
import { PROOF_VERSION, writeProof, type Proof } from '../proofs/format';
import type { Assembled } from './assemble';

/** Blocks that a proof carries on top: enough for the rule, and some more. */
const MOST_ABOVE = 400;

/** @throws AppError `proof/not-held` */
function proofOf(follower: Follower, txid: string, network: Proof['network']): Proof {
  const coin = follower.watch.coins.find((each) => each.txid === txid);
  const height = coin?.block.height ?? 0;
  const blocks = follower.blocks.filter((block) => block.height >= height).slice(0, MOST_ABOVE + 1);
  if (coin === undefined || blocks[0]?.height !== height) throw new AppError('proof/not-held', 'this node does not hold what a proof of that transaction needs', { context: { txid } });
  const nodes: Record<string, Uint8Array> = {};
  const others = new Set<string>();
  for (const { header: bytes, producer } of blocks) {
    const header = parseHeader(bytes);
    if (header.kind !== 'pon' || isEmergencyHeader(header)) continue;
    const collateral = outpointKey(header.collateral);
    // A node that ended since has left the table with its key; its block is carried all the same and does not count.
    const key = producer.kind === 'confirmed' ? follower.table.get(collateral)?.publicKey : undefined;
    if (key === undefined) others.add(collateral);
    else nodes[collateral] = key;
  }
  for (const collateral of others) delete nodes[collateral];
  const { header, raw, index, branch, coinbase, coinbaseBranch } = coin.inclusion;
  return { fluxkeepProof: PROOF_VERSION, network, transaction: raw, height, header, index, branch: [...branch], coinbase, coinbaseBranch: [...coinbaseBranch], above: blocks.slice(1).map((block) => block.header), nodes, others: [...others] };
}

/** @throws AppError `proof/not-held` */
export function exportProof({ node, network }: Assembled, txid: string): { readonly name: string; readonly bytes: Uint8Array } {
  if (node.follower === null) throw new AppError('proof/not-held', 'nothing is followed yet');
  return { name: `flux-proof-${txid.slice(0, 12)}.json`, bytes: writeProof(proofOf(node.follower, txid, network.name)) };
}
