// The common node on the Flux chain: maturity, expiry, reorganisations, persistence, crashes, repeatable runs.
import { createHash } from 'node:crypto';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as tiny from 'tiny-secp256k1';
import { PracticeClock } from '../../../../node-core/practice/clock';
import { payFlux } from '../../../../node-core/practice/flux/faucet';
import { FluxBlockMaker } from '../../../../node-core/practice/flux/blocks';
import { FIRST_BLOCKS, PRACTICE_FLUX } from '../../../../node-core/practice/flux/parameters';
import { fluxRules } from '../../../../node-core/practice/flux/rules';
import { seededKey } from '../../../../node-core/practice/seed';
import { UtxoNode } from '../../../../node-core/practice/utxo/node';
import { outpointKey } from '../../../../node-core/practice/utxo/types';
import { useNativeSha256 } from '../../../../shared/crypto/hashes';
import { addressOfPublicKey, scriptOfAddress } from '../../../../shared/flux/address';
import { parseHeader, verifyBlockSignature } from '../../../../shared/flux/block-header';
import { merkleRoot } from '../../../../shared/flux/merkle';
import { TEST_BYPASS_COLLATERAL, meetsPonTarget, ponHashOfHeader, requiredPonBits } from '../../../../shared/flux/pon';
import { temporaryFolder } from './temporary';

const SEED = 'utxo node';
const START = 1_700_000_010;
const COIN = 100_000_000n;
const receiver = addressOfPublicKey(seededKey(SEED, 'receiver').publicKey, PRACTICE_FLUX);
const receiverScript = scriptOfAddress(receiver, PRACTICE_FLUX);

// As in the practice process itself.
useNativeSha256((data) => createHash('sha256').update(data).digest());

const opened: UtxoNode[] = [];
function open(folder = temporaryFolder(), seed = SEED): UtxoNode {
  const node = UtxoNode.open(fluxRules(seed), new PracticeClock(START * 1000, 0, () => 0), folder);
  opened.push(node);
  if (node.height === 0) node.premine(FIRST_BLOCKS, START);
  return node;
}
const close = async (node: UtxoNode): Promise<void> => {
  opened.splice(opened.indexOf(node), 1);
  await node.stop();
};
afterEach(async () => {
  await Promise.all(opened.splice(0).map((node) => node.stop()));
});

/** All coins of the chain, per outpoint. */
function coinsOf(node: UtxoNode): string[] {
  const keys: string[] = [];
  for (let height = 1; height <= node.height; height += 1) {
    for (const tx of node.state.blockAt(height).transactions) tx.outputs.forEach((_, index) => {
      const key = outpointKey({ txid: tx.txid, index });
      if (node.state.coin(key) !== null) keys.push(key);
    });
  }
  return keys;
}

test('every block keeps the rules of Proof of Node and is signed by its producer', () => {
  const node = open();
  const maker = new FluxBlockMaker(SEED);
  const premine = node.state.blockAt(1).transactions[0]?.txid;
  for (let height = 1; height <= node.height; height += 1) {
    const block = node.state.blockAt(height);
    const header = parseHeader(block.header);
    if (header.kind !== 'pon') throw new Error('not a Proof of Node header');
    expect(header.merkleRoot).toBe(merkleRoot(block.transactions.map((tx) => tx.txid)));
    expect(header.bits).toBe(requiredPonBits(height, (at) => {
      const fields = parseHeader(node.state.blockAt(at).header);
      return { time: fields.time, bits: fields.bits };
    }, PRACTICE_FLUX));
    if (height === 1) {
      expect(header.collateral.txid).toBe(TEST_BYPASS_COLLATERAL);
      continue;
    }
    expect(header.time).toBeGreaterThan(node.state.blockAt(height - 1).time);
    expect(meetsPonTarget(ponHashOfHeader(header, PRACTICE_FLUX), header.bits, height, PRACTICE_FLUX)).toBe(true);
    expect(header.collateral.txid).toBe(premine);
    const producer = maker.producers.find((each) => each.outputIndex === header.collateral.index);
    expect(producer !== undefined && verifyBlockSignature(header, producer.key.publicKey, tiny)).toBe(true);
  }
});

test('each block pays one node of each tier and the rest to the fund', () => {
  const node = open();
  const amounts = node.state.tip.transactions[0]?.outputs.map((output) => output.value);
  expect(amounts).toEqual([COIN / 2n, COIN, (7n * COIN) / 2n, 9n * COIN]);
});

test('a reward can go to another address in place of the nodes whose turn it is; the amounts stay, and it is kept', async () => {
  const folder = temporaryFolder();
  const node = open(folder);
  node.mine(1, receiverScript);
  expect(node.state.tip.transactions[0]?.outputs.map((output) => output.value)).toEqual([COIN / 2n, COIN, (7n * COIN) / 2n, 9n * COIN]);
  node.mine(1);
  const earned = (of: UtxoNode): bigint => of.unspent(receiverScript).reduce((sum, coin) => sum + coin.value, 0n);
  expect(earned(node)).toBe((27n * COIN) / 2n);
  await close(node);
  expect(earned(open(folder))).toBe((27n * COIN) / 2n);
});

test('the same seed and start give the same chain, another seed another', () => {
  const hash = open().state.tip.hash;
  expect(open().state.tip.hash).toBe(hash);
  expect(open(temporaryFolder(), 'other').state.tip.hash).not.toBe(hash);
});

test('a payment waits, is mined, and is found by its script; fees go to the fund', () => {
  const node = open();
  const txid = payFlux(node, SEED, receiver, 5n * COIN);
  expect(node.unspent(receiverScript)).toMatchObject([{ txid, value: 5n * COIN, height: -1 }]);
  node.mine(1);
  expect(node.unspent(receiverScript)).toMatchObject([{ txid, value: 5n * COIN, height: node.height }]);
  expect(node.state.tip.transactions[0]?.outputs[0]?.value).toBe(COIN / 2n + 500n);
  expect(node.mempool.size).toBe(0);
});

test('what expires leaves the mempool and frees its coins', () => {
  const node = open();
  const txid = payFlux(node, SEED, receiver, COIN);
  const entry = node.mempool.entry(txid);
  if (entry === null) throw new Error('not waiting');
  const source = entry.tx.inputs[0];
  if (source === undefined) throw new Error('no input');
  // A rule book that mines nothing: the transaction can only wait.
  const idle = UtxoNode.open({ ...fluxRules(SEED), minable: () => false }, new PracticeClock(START * 1000, 0, () => 0), temporaryFolder());
  opened.push(idle);
  idle.premine(FIRST_BLOCKS, START);
  idle.submit(entry.tx.raw);
  idle.mine(entry.tx.expiryHeight - idle.height - 1);
  expect(idle.mempool.entry(txid)).not.toBeNull();
  idle.mine(1);
  expect(idle.mempool.entry(txid)).toBeNull();
  expect(idle.mempool.spenderOf(outpointKey(source))).toBeNull();
  expect(idle.state.coin(outpointKey(source))).not.toBeNull();
});

test('mining on demand moves practice time along with the slots', () => {
  const clock = new PracticeClock(START * 1000, 0, () => 0);
  const node = UtxoNode.open(fluxRules(SEED), clock, temporaryFolder());
  opened.push(node);
  node.premine(FIRST_BLOCKS, START);
  node.mine(20);
  expect(clock.nowSeconds()).toBe(node.state.tip.time);
  expect(clock.nowSeconds() - START).toBeGreaterThanOrEqual(19 * 30);
});

describe('reorganisation', () => {
  test('returned transactions wait again, the coins are as if the blocks had never been', () => {
    const node = open();
    const before = coinsOf(node).sort();
    const txid = payFlux(node, SEED, receiver, 3n * COIN);
    node.mine(2);
    const oldTip = node.state.tip.hash;
    const height = node.reorg(2, 'return');
    expect(height).toBe(FIRST_BLOCKS + 3);
    expect(node.state.heightOf(oldTip)).toBeNull();
    expect(node.mempool.entry(txid)).not.toBeNull();
    expect(node.state.coinsOf(receiverScript)).toEqual([]);
    expect(coinsOf(node).filter((key) => before.includes(key)).sort()).toEqual(before);
    node.mine(1);
    expect(node.transaction(txid)?.height).toBe(height + 1);
  });
  test('dropped transactions are gone, and what builds on them too', () => {
    const node = open();
    const txid = payFlux(node, SEED, receiver, 3n * COIN);
    node.mine(1);
    node.reorg(1, 'drop');
    expect(node.transaction(txid)).toBeNull();
    expect(node.state.historyOf(receiverScript)).toEqual([]);
  });
  test('it cannot go below the first block', () => {
    const node = open();
    expect(() => node.reorg(FIRST_BLOCKS, 'return')).toThrow(expect.objectContaining({ code: 'practice/reorg-too-deep' }));
  });
});

describe('persistence', () => {
  async function story(folder: string): Promise<{ tip: string; coins: string[]; waiting: string[] }> {
    const node = open(folder);
    payFlux(node, SEED, receiver, 3n * COIN);
    node.mine(2);
    payFlux(node, SEED, receiver, 4n * COIN);
    node.reorg(1, 'return');
    const told = { tip: node.state.tip.hash, coins: coinsOf(node).sort(), waiting: node.mempool.entries().map((entry) => entry.tx.txid) };
    await close(node);
    return told;
  }
  test('a node opened again has the same blocks, coins and waiting transactions', async () => {
    const folder = temporaryFolder();
    const before = await story(folder);
    const node = open(folder);
    expect({ tip: node.state.tip.hash, coins: coinsOf(node).sort(), waiting: node.mempool.entries().map((entry) => entry.tx.txid) }).toEqual(before);
    expect(before.waiting).toHaveLength(1);
  });
  test('cut anywhere, the journal still opens, and mining goes on', async () => {
    const folder = temporaryFolder();
    await story(folder);
    const path = join(folder, 'flux.log');
    const whole = readFileSync(path);
    const lineEnd = whole.lastIndexOf(0x0a, whole.length - 2);
    for (const cut of [whole.length - 1, whole.length - 40, lineEnd + 1, lineEnd, Math.floor(whole.length / 2)]) {
      writeFileSync(path, whole.subarray(0, cut));
      const node = open(folder);
      const { height } = node;
      expect(node.mine(1)).toBe(height + 1);
      await close(node);
    }
  });
  test('damage before the end is named, and nothing is thrown away', async () => {
    const folder = temporaryFolder();
    await story(folder);
    const path = join(folder, 'flux.log');
    const damaged = readFileSync(path, 'utf8').replace('"t":"b"', '"t":"x"');
    writeFileSync(path, damaged);
    expect(() => open(folder)).toThrow(expect.objectContaining({ code: 'practice/state-damaged' }));
    expect(readFileSync(path, 'utf8')).toBe(damaged);
    appendFileSync(path, 'not json\n');
    expect(() => open(folder)).toThrow(expect.objectContaining({ code: 'practice/state-damaged' }));
  });
});
