// The follower keeps the same table as the node, block for block, and refuses what the node would refuse.
import { outpointKey } from '../../../../node-core/follow/table-node';
import { differenceOf, heightOfList } from '../../../../node-core/follow/node-list';
import { signFluxPayment } from '../../../../node-core/practice/flux/payment';
import { outpointKey as coinKey } from '../../../../node-core/practice/utxo/types';
import { AppError } from '../../../../shared/errors/app-error';
import type { Block } from '../../../../shared/flux/block';
import { headerHash } from '../../../../shared/flux/block-header';
import { expiryHeight } from '../../../../shared/flux/node-times';
import { fund, host, openChain, send, startBytes, started, type Chain, type Owned } from '../practice/nodes/kit';
import { blockOf, follow, followFrom, listed, tables } from './kit';

jest.setTimeout(180_000);

const refusal = (work: () => unknown): string => {
  try {
    work();
  } catch (thrown) {
    if (thrown instanceof AppError) return `${thrown.code} ${thrown.message}`;
    throw thrown;
  }
  return 'taken';
};
function spend(chain: Chain, { collateral, owner }: Owned): string {
  const coin = chain.node.state.coin(coinKey(collateral));
  if (coin === null) throw new Error('the collateral is gone');
  return send(chain, signFluxPayment({ node: chain.node, key: owner, coins: [coin], outputs: [{ value: coin.value - 500n, script: coin.script }], expiryHeight: 0 }));
}
/** Follows and compares at every block. @returns how many blocks were compared so far */
function compared(chain: Chain): { count(): number; follower: ReturnType<typeof followFrom> } {
  const follower = followFrom(chain);
  let count = 0;
  follow(chain, follower, () => {
    const { node, follower: mine } = tables(chain, follower.table);
    expect(mine).toEqual(node);
    count += 1;
  });
  return { count: () => count, follower };
}

it('keeps the node\'s table through starts, confirmations, payments, renewals, bans, spends and expiry', () => {
  const chain = openChain();
  const { count, follower } = compared(chain);
  const [kept, silent, gone] = [started(chain, 'kept', 'cumulus', true), started(chain, 'silent', 'nimbus', false), started(chain, 'gone', 'cumulus', true)];
  chain.node.mine(20);
  expect(spend(chain, gone)).toBe('taken');
  chain.node.mine(1);
  expect(follower.table.get(outpointKey(gone.collateral))).toBeNull();
  chain.node.mine(250);
  expect(follower.table.get(outpointKey(silent.collateral))?.state).toBe('dos');
  expect(follower.table.get(outpointKey(kept.collateral))?.lastPaidHeight).toBeGreaterThan(0);
  const { lastConfirmedHeight = 0 } = follower.table.get(outpointKey(kept.collateral)) ?? {};
  chain.node.mine(Math.max(1, expiryHeight(lastConfirmedHeight) - chain.node.height));
  chain.node.mine(480);
  expect(follower.table.get(outpointKey(silent.collateral))).toBeNull();
  expect(count()).toBeGreaterThan(900);
  expect(follower.allowances).toEqual({});
});

it('goes back with the chain and arrives at the same table', () => {
  const chain = openChain();
  const { follower } = compared(chain);
  const owned = fund(chain, 'turned', 'cumulus');
  chain.node.mine(100);
  expect(send(chain, startBytes(chain, owned))).toBe('taken');
  chain.node.mine(3);
  host(chain, owned);
  chain.node.mine(6);
  for (const depth of [1, 5, 12, 30]) {
    // The node makes its new branch block by block, each lower than what the follower has.
    chain.node.reorg(depth, 'return');
    expect(tables(chain, follower.table).follower).toEqual(tables(chain, follower.table).node);
    chain.node.mine(2);
  }
});

it('takes a table in the middle of a life, and knows the keys of those that no list names', () => {
  const chain = openChain();
  const [early, late] = [started(chain, 'early', 'cumulus', false), fund(chain, 'late', 'cumulus')];
  chain.node.mine(245);
  expect(send(chain, startBytes(chain, late))).toBe('taken');
  chain.node.mine(2);
  const follower = followFrom(chain);
  expect([early, late].map(({ collateral }) => follower.table.get(outpointKey(collateral))?.state)).toEqual(['dos', 'started']);
  expect(tables(chain, follower.table).follower).toEqual(tables(chain, follower.table).node);
});

describe('refuses', () => {
  const chain = openChain();
  const follower = followFrom(chain);
  chain.node.mine(1);
  const next = chain.node.height;
  const good = blockOf(chain, next);
  const { header } = good;
  if (header.kind !== 'pon') throw new Error('a Proof of Node header was expected');
  /** The block under another header, whose hash is that header's. */
  const under = (patch: Partial<typeof header>): Block => ({ ...good, header: { ...header, ...patch }, hash: headerHash({ ...header, ...patch }) });

  it.each<[string, () => void, string]>([
    ['a block that follows another one', () => void follower.apply(under({ previousHash: 'ab'.repeat(32) })), 'block/invalid it does not follow the last checked block'],
    ['a collateral that was ground out, without a node', () => void follower.apply(under({ collateral: { txid: 'cd'.repeat(32), index: 3 } })), 'block/invalid made by a collateral that carries no node'],
    ['a signature of another key', () => void follower.apply(under({ time: header.time + 1 })), 'block/altered the block signature is not the node\'s'],
    ['an emergency block that two of four did not sign', () => void follower.apply(under({ collateral: { txid: '1'.repeat(64), index: 0 } })), 'block/altered emergency block without two of its four signatures'],
    ['a block without a coinbase', () => void follower.apply({ ...good, transactions: [] }), 'block/invalid the first transaction is no coinbase'],
    ['a second coinbase', () => void follower.apply({ ...good, transactions: [...good.transactions, ...good.transactions.slice(0, 1)] }), 'block/invalid a second coinbase'],
    ['a coinbase of another height', () => void follower.apply({ ...good, transactions: blockOf(chain, next - 1).transactions }), 'block/invalid the coinbase names another height'],
  ])('%s', (_what, work, words) => {
    const before = follower.tip;
    expect(refusal(work)).toBe(words);
    expect(follower.tip).toEqual(before);
  });

  it('a coinbase that pays somebody whose turn it is not, or keeps the fund\'s share', () => {
    const [coinbase] = good.transactions;
    if (coinbase?.tx.kind !== 'value') throw new Error('no coinbase');
    const { tx } = coinbase;
    const withOutputs = (outputs: typeof tx.outputs): void => void follower.apply({ ...good, transactions: [{ ...coinbase, tx: { ...tx, outputs } }] });
    expect(refusal(() => withOutputs(tx.outputs.map((output, index) => (index === 1 ? { ...output, script: tx.outputs[2]?.script ?? output.script } : output))))).toMatch(/^block\/invalid the coinbase does not pay the cumulus node/);
    expect(refusal(() => withOutputs(tx.outputs.slice(1)))).toBe('block/invalid the coinbase does not pay the development fund');
    expect(refusal(() => withOutputs(tx.outputs.map((output, index) => (index === 0 ? { ...output, value: output.value - 1n } : output))))).toBe('block/invalid the coinbase does not pay the development fund');
  });

  it('nothing of the block itself', () => {
    expect(follower.apply(good).kind).toBe('confirmed');
  });
});

it('reads no height in a list but that of its last payment, and says what two lists disagree about', () => {
  const chain = openChain();
  chain.node.mine(3);
  const list = listed(chain);
  expect(heightOfList(list)).toBe(chain.node.height);
  expect(differenceOf(list, [...list].reverse())).toBeNull();
  const [first, ...others] = list;
  if (first === undefined) throw new Error('an empty list');
  expect(differenceOf(list, others)).toBe(outpointKey(first.collateral));
  expect(differenceOf(others, list)).toBe(outpointKey(first.collateral));
  expect(differenceOf(list, [{ ...first, publicKey: new Uint8Array(33) }, ...others])).toBe(outpointKey(first.collateral));
});
