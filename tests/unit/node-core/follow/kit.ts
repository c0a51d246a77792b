// The follower beside the practice node: every block that the node makes is followed at once, and the tables are compared.
import * as ecc from 'tiny-secp256k1';
import { Follower, type FollowerDeps } from '../../../../node-core/follow/follower';
import { learnFrom, Learner } from '../../../../node-core/follow/learn';
import type { NodeTable as FollowedTable } from '../../../../node-core/follow/table';
import { outpointKey, type TableNode } from '../../../../node-core/follow/table-node';
import { Watch } from '../../../../node-core/follow/watch';
import type { FluxNode } from '../../../../node-core/practice/flux/nodes/node';
import { PRACTICE_FLUX } from '../../../../node-core/practice/flux/parameters';
import type { ChainBlock } from '../../../../node-core/practice/utxo/types';
import { ByteWriter } from '../../../../shared/crypto/byte-writer';
import { toHex } from '../../../../shared/crypto/bytes';
import { PRACTICE_BENCHMARK_KEYS } from '../../../../shared/flux/benchmark-keys';
import { addressOfScript } from '../../../../shared/flux/address';
import { parseBlock, type Block } from '../../../../shared/flux/block';
import { tierName } from '../../../../shared/flux/tiers';
import type { Chain } from '../practice/nodes/kit';

const DEPS: FollowerDeps = { params: PRACTICE_FLUX, benchmarkKeys: PRACTICE_BENCHMARK_KEYS, ecc };

/** The bytes of a block as its node serves them. */
export function rawOf({ header, transactions }: ChainBlock): Uint8Array {
  const writer = new ByteWriter(1_024).bytes(header);
  return writer.list(transactions, ({ raw }) => writer.bytes(raw)).finish();
}
export const blockOf = (chain: Chain, height: number): Block => parseBlock(rawOf(chain.node.state.blockAt(height)));

const words = ({ state, collateral, tier, payee, publicKey, ip, addedHeight, confirmedHeight, lastConfirmedHeight, lastPaidHeight }: TableNode | FluxNode): string =>
  JSON.stringify([outpointKey(collateral), state, tier, toHex(payee), toHex(publicKey), ip, addedHeight, confirmedHeight, lastConfirmedHeight, lastPaidHeight]);

/** Both tables, one line a node. */
export function tables(chain: Chain, followed: FollowedTable): { node: string[]; follower: string[] } {
  const all = (['started', 'confirmed', 'dos'] as const).flatMap((state) => chain.table.list(state));
  return { node: all.map(words).sort(), follower: [...followed.all()].map(words).sort() };
}

/** The practice node's confirmed nodes, as a public list shows them. */
export const listed = (chain: Chain): TableNode[] => chain.table.list('confirmed').map(({ collateral, tier, payee, publicKey, ip, addedHeight, confirmedHeight, lastConfirmedHeight, lastPaidHeight }) =>
  ({ state: 'confirmed', collateral, tier, payee, publicKey, ip, addedHeight, confirmedHeight, lastConfirmedHeight, lastPaidHeight }));

/** The same as a server answers it. */
export const publicList = (chain: Chain): readonly unknown[] => listed(chain).map((node) => ({
  txhash: node.collateral.txid, outidx: node.collateral.index, ip: node.ip, added_height: node.addedHeight, confirmed_height: node.confirmedHeight, last_confirmed_height: node.lastConfirmedHeight,
  last_paid_height: node.lastPaidHeight, tier: node.tier === null ? '' : tierName(node.tier), payment_address: addressOfScript(node.payee, PRACTICE_FLUX), pubkey: toHex(node.publicKey),
}));

/** A follower whose table is taken at the chain's tip. */
export function followFrom(chain: Chain, watched: readonly string[] = []): Follower {
  const { height, tip } = { height: chain.node.height, tip: chain.node.state.tip };
  const learner = new Learner();
  const first = learnFrom(height, PRACTICE_FLUX);
  const watch = new Watch();
  watch.setScripts(watched);
  for (let at = first; at <= height; at += 1) {
    learner.look(blockOf(chain, at), at);
    watch.look(blockOf(chain, at), at);
  }
  const place = { height, hash: tip.hash, time: tip.time };
  return new Follower(DEPS, { table: learner.table(listed(chain), first === 1, PRACTICE_FLUX), start: place, tip: place, blocks: [], watch, collaterals: learner.collaterals, allowances: {} });
}

/** Follows every block that the chain makes from now on. @returns called with each height after both sides have it */
export function follow(chain: Chain, follower: Follower, each: (height: number) => void = () => undefined): void {
  chain.node.onBlock(() => {
    const { height } = chain.node;
    // After a reorganisation the blocks of the new branch come one by one, without the old ones being taken back.
    while (follower.tip.height >= height) follower.takeBack();
    follower.apply(blockOf(chain, height));
    each(height);
  });
}
