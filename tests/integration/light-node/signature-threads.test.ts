// The bundled thread program: it answers what the block's own turn would, and what it cannot answer is left to that turn.
import { join } from 'node:path';
import * as ecc from 'tiny-secp256k1';
import { signersOf } from '../../../node-core/follow/signatures';
import { SignatureThreads } from '../../../node-core/light/signature-threads';
import { PRACTICE_BENCHMARK } from '../../../node-core/practice/flux/nodes/benchmark';
import { parseBlock } from '../../../shared/flux/block';
import { coinbase, confirm, keysOf, ponBlock } from '../../bench/pon-blocks';

const program = join(process.cwd(), 'out/node/signature-thread.cjs');
const [node, other, benchmark] = [keysOf(new Uint8Array(32).fill(5), true), keysOf(new Uint8Array(32).fill(6), true), keysOf(PRACTICE_BENCHMARK.privateKey, false)];
const collaterals = Array.from({ length: 3 }, (_, at) => ({ txid: Buffer.alloc(32, at + 1), ip: `10.0.0.${at}` }));
const [maker] = collaterals;
if (maker === undefined) throw new Error('no maker');
const { raw } = ponBlock(Buffer.alloc(32, 7), 1_700_000_000, maker, node, coinbase(100_000, []), collaterals.map((collateral) => confirm(collateral, 1_700_000_000, node, benchmark)));
const block = parseBlock(raw);
const log: string[] = [];
let threads: SignatureThreads;

beforeEach(() => {
  log.length = 0;
  threads = new SignatureThreads(program, (line) => log.push(line));
});
afterEach(() => threads.rest());

it('answers with the signers of each transaction and a word on the maker', async () => {
  const expected = block.transactions.map(({ tx }) => (tx.kind === 'value' ? null : signersOf(tx, ecc)));
  const answers = await Promise.all(Array.from({ length: 8 }, () => threads.verify(raw, node.publicKey)));
  for (const { signers, producer } of answers) {
    expect(signers).toEqual(expected);
    expect(producer).toEqual({ key: Uint8Array.from(node.publicKey), valid: true });
  }
  expect(expected[1]?.signer).toEqual(Uint8Array.from(node.publicKey));
  expect(log).toEqual([]);
});

it('says so when the maker has another key, and nothing when nobody knows it', async () => {
  expect((await threads.verify(raw, other.publicKey)).producer).toMatchObject({ valid: false });
  expect((await threads.verify(raw, new Uint8Array(33))).producer).toMatchObject({ valid: false });
  expect((await threads.verify(raw, null)).producer).toBeUndefined();
});

it('leaves bytes that are no block to their turn', async () => {
  expect(await threads.verify(new Uint8Array(300), node.publicKey)).toEqual({ signers: [] });
});

it('works on after a rest, which leaves no question open', async () => {
  const open = threads.verify(raw, node.publicKey);
  threads.rest();
  expect(await open).toEqual({ signers: [] });
  expect((await threads.verify(raw, node.publicKey)).producer).toMatchObject({ valid: true });
});

it('goes on without threads when their program is missing', async () => {
  const without = new SignatureThreads(join(process.cwd(), 'out/node/no-such-program.cjs'), (line) => log.push(line));
  expect(await without.verify(raw, node.publicKey)).toEqual({ signers: [] });
  expect(await without.verify(raw, node.publicKey)).toEqual({ signers: [] });
  expect(log).toHaveLength(1);
});
