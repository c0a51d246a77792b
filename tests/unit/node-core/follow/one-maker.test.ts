// What somebody can do who owns real nodes and all of a victim's peers: blocks that are rightly signed. They are followed, and prove nothing until many different nodes stand on them.
import { createHash } from 'node:crypto';
import * as ecc from 'tiny-secp256k1';
import { Collaterals } from '../../../../node-core/follow/collaterals';
import { Follower } from '../../../../node-core/follow/follower';
import { NodeTable } from '../../../../node-core/follow/table';
import { Watch } from '../../../../node-core/follow/watch';
import { toHex } from '../../../../shared/crypto/bytes';
import { scriptOfAddress } from '../../../../shared/flux/address';
import { PRACTICE_BENCHMARK_KEYS } from '../../../../shared/flux/benchmark-keys';
import { parseBlock } from '../../../../shared/flux/block';
import { FLUX_PRACTICE } from '../../../../shared/flux/params';
import { PROVEN_BLOCKS, PROVEN_PRODUCERS } from '../../../../shared/flux/proof-rule';
import { p2pkhScript } from '../../../../shared/flux/script-templates';
import { FINAL_SEQUENCE, serializeTransaction, transactionId, transparentTransaction, type FluxTransaction } from '../../../../shared/flux/transaction';
import { blockSubsidy, tierReward } from '../../../../shared/flux/subsidy';
import { coinbase, keysOf, ponBlock, type Collateral } from '../../../bench/pon-blocks';

const START = { height: 70_000, hash: 'ab'.repeat(32), time: 1_700_000_000 };
const PAYEE = p2pkhScript(new Uint8Array(20).fill(1));
const MINE = p2pkhScript(new Uint8Array(20).fill(2));
const key = keysOf(new Uint8Array(32).fill(5), true);
const nodes: readonly Collateral[] = Array.from({ length: 40 }, (_, at) => ({ txid: createHash('sha256').update(`node ${at}`).digest(), ip: `10.0.0.${at}` }));
const display = (hash: Buffer): string => Buffer.from(hash).reverse().toString('hex');

function followerOf(): Follower {
  const table = new NodeTable(true);
  for (const [at, { txid, ip }] of nodes.entries()) table.set({
    state: 'confirmed', collateral: { txid: display(txid), index: 0 }, tier: 'cumulus', payee: PAYEE, publicKey: key.publicKey, ip, addedHeight: 1, confirmedHeight: 2, lastConfirmedHeight: START.height, lastPaidHeight: 3 + at,
  });
  const watch = new Watch();
  watch.setScripts([toHex(MINE)]);
  return new Follower({ params: FLUX_PRACTICE, benchmarkKeys: PRACTICE_BENCHMARK_KEYS, ecc }, { table, start: START, tip: START, blocks: [], watch, collaterals: new Collaterals(), allowances: {} });
}

/** Adds blocks, each by the maker that is named for it. */
function grow(follower: Follower, makers: readonly Collateral[], payment?: FluxTransaction): void {
  for (const maker of makers) {
    const height = follower.tip.height + 1;
    const reward = tierReward(height, 'cumulus', FLUX_PRACTICE);
    const first = coinbase(height, [{ value: reward, script: PAYEE }, { value: blockSubsidy(height, FLUX_PRACTICE) - reward, script: scriptOfAddress(FLUX_PRACTICE.devFundAddress, FLUX_PRACTICE) }]);
    const raw = payment === undefined ? null : Buffer.from(serializeTransaction(payment));
    const { raw: block } = ponBlock(Buffer.from(follower.tip.hash, 'hex').reverse(), follower.tip.time + 30, maker, key, first, raw === null ? [] : [{ hashed: raw, raw }]);
    follower.apply(parseBlock(block));
    payment = undefined;
  }
}
const coins = (follower: Follower): readonly string[] => follower.watch.coins.map(({ txid, value }) => `${txid} ${value}`);

it('a chain of any length by one real node proves nothing', () => {
  const follower = followerOf();
  const [one] = nodes;
  if (one === undefined) throw new Error('no node');
  grow(follower, Array.from({ length: 200 }, () => one));
  expect(follower.tip.height).toBe(START.height + 200);
  expect(follower.above(START.height + 1)).toEqual({ blocks: 199, producers: 1, emergency: 0 });
  expect(follower.provenTo).toBeNull();
});

it('nor does one by a node too few, until another one stands on it', () => {
  const follower = followerOf();
  const few = nodes.slice(0, PROVEN_PRODUCERS - 1);
  grow(follower, [...few, ...Array.from({ length: PROVEN_BLOCKS }, (_, at) => few[at % few.length]).filter((node) => node !== undefined)]);
  expect(follower.provenTo).toBeNull();
  grow(follower, nodes.slice(PROVEN_PRODUCERS - 1, PROVEN_PRODUCERS));
  expect(follower.provenTo).not.toBeNull();
});

it('a signed block may spend what never was: the coin that it pays is seen, and stands on nothing but its makers', () => {
  const follower = followerOf();
  const invented = transparentTransaction({
    inputs: [{ txid: 'ee'.repeat(32), index: 0, script: Uint8Array.of(0), sequence: FINAL_SEQUENCE }], outputs: [{ value: 123_456_789n, script: MINE }], lockTime: 0, expiryHeight: 0,
  });
  const [one, ...others] = nodes;
  if (one === undefined) throw new Error('no node');
  grow(follower, [one], invented);
  grow(follower, Array.from({ length: 60 }, () => one));
  expect(coins(follower)).toEqual([`${transactionId(invented)} 123456789`]);
  // However deep it lies, it is not called proven: nobody else has made a block on it. The owner of many nodes could; docs/light-node.md says so.
  expect(follower.provenTo).toBeNull();
  expect(follower.above(START.height + 1).producers).toBe(1);
  grow(follower, [...others, ...others.slice(0, PROVEN_BLOCKS - others.length + 1)]);
  expect(follower.provenTo?.height).toBeGreaterThan(START.height);
});
