// Proofs that were made up: each way to claim a place in a block that the transaction does not have.
import { createHash } from 'node:crypto';
import * as ecc from 'tiny-secp256k1';
import { readProof, writeProof, type Proof } from '../../../../node-core/proofs/format';
import { verifyProof, type Statement } from '../../../../node-core/proofs/verify';
import { AppError } from '../../../../shared/errors/app-error';
import { parseBlock } from '../../../../shared/flux/block';
import { serializeHeader } from '../../../../shared/flux/block-header';
import { merkleBranch } from '../../../../shared/flux/merkle';
import { FLUX_REGTEST } from '../../../../shared/flux/params';
import { FINAL_SEQUENCE, serializeTransaction, transactionId, transparentTransaction, type FluxTransaction } from '../../../../shared/flux/transaction';
import { coinbase, keysOf, ponBlock } from '../../../bench/pon-blocks';

const HEIGHT = 70_001;
const key = keysOf(new Uint8Array(32).fill(5), true);
const maker = { txid: Buffer.alloc(32, 9), ip: '' };
const collateral = `${Buffer.alloc(32, 9).toString('hex')}:0`;
const sha256d = (bytes: Uint8Array): Buffer => createHash('sha256').update(createHash('sha256').update(bytes).digest()).digest();
const wire = (txid: string): Buffer => Buffer.from(txid, 'hex').reverse();
const display = (hash: Buffer): string => Buffer.from(hash).reverse().toString('hex');
const payment = (value: bigint): FluxTransaction => transparentTransaction({
  inputs: [{ txid: 'ee'.repeat(32), index: 0, script: Uint8Array.of(0), sequence: FINAL_SEQUENCE }], outputs: [{ value, script: Uint8Array.of(0x51) }], lockTime: 0, expiryHeight: 0,
});
const first = coinbase(HEIGHT, [{ value: 5n, script: Uint8Array.of(0x51) }]);
const verdict = (proof: Proof): Statement | string => {
  try {
    return verifyProof(readProof(writeProof(proof)), { params: FLUX_REGTEST, ecc, pins: new Map() });
  } catch (thrown) {
    if (thrown instanceof AppError) return thrown.code;
    throw thrown;
  }
};

/** An honest proof of one of the payments of a block. */
function proofOf(payments: readonly FluxTransaction[], index: number): Proof {
  const raws = payments.map((tx) => Buffer.from(serializeTransaction(tx)));
  const { header, transactions } = parseBlock(ponBlock(Buffer.alloc(32, 7), 1_700_000_000, maker, key, first, raws.map((raw) => ({ hashed: raw, raw }))).raw);
  const txids = transactions.map(({ txid }) => txid);
  return {
    fluxkeepProof: 1, network: 'regtest', transaction: transactions[index]?.raw ?? new Uint8Array(0), height: HEIGHT, header: serializeHeader(header), index, branch: merkleBranch(txids, index),
    coinbase: first, coinbaseBranch: merkleBranch(txids, 0), above: [], nodes: { [collateral]: key.publicKey }, others: [],
  };
}

it('a payment of the block is in it', () => {
  expect(verdict(proofOf([payment(1n), payment(2n)], 2))).toMatchObject({ height: HEIGHT, txid: transactionId(payment(2n)), above: 0, proven: false });
});

describe('sixty-four bytes that are a leaf and look like a branch', () => {
  // A forger who can place a leaf of 64 bytes in a block lets its halves be the ids of two transactions that are in no block.
  const fake = payment(1_000_000n);
  const leaf = Buffer.concat([wire(transactionId(fake)), Buffer.alloc(32, 3)]);
  const { raw } = ponBlock(Buffer.alloc(32, 7), 1_700_000_000, maker, key, first, [{ hashed: leaf, raw: leaf }]);
  const header = raw.subarray(0, raw.length - 1 - first.length - leaf.length);
  const forged = (coinbaseBranch: readonly string[], index: number): Proof => ({
    fluxkeepProof: 1, network: 'regtest', transaction: serializeTransaction(fake), height: HEIGHT, header, index, branch: [display(Buffer.alloc(32, 3)), display(sha256d(first))],
    coinbase: first, coinbaseBranch: [...coinbaseBranch], above: [], nodes: { [collateral]: key.publicKey }, others: [],
  });
  const beside = display(sha256d(leaf));

  it('do not make the tree deeper: the coinbase says how deep it is', () => {
    expect(verdict(forged([beside], 2))).toBe('proof/wrong-depth');
  });

  it.each([['repeated', [beside, beside]], ['grown by the coinbase', [display(sha256d(first)), beside]], ['grown by nothing', [beside, '0'.repeat(64)]]])('nor with a branch of the coinbase that was %s', (_what, branch) => {
    expect(verdict(forged(branch, 2))).toBe('proof/wrong-branch');
  });

  it('nor as a coinbase that is itself one half of them', () => {
    expect(verdict({ ...forged([beside, beside], 2), coinbase: serializeTransaction(fake) })).toBe('proof/no-coinbase');
  });
});

it.each<[string, Partial<Proof>, string]>([
  ['stands at another place', { index: 1 }, 'proof/wrong-branch'],
  ['stands at no place of such a tree', { index: 4 }, 'proof/wrong-branch'],
  ['is another one', { transaction: serializeTransaction(payment(3n)) }, 'proof/wrong-branch'],
  ['lies at another height', { height: HEIGHT + 1 }, 'proof/wrong-height'],
  ['was made by nobody', { nodes: {} }, 'proof/unknown-maker'],
  ['was made by another key', { nodes: { [collateral]: keysOf(new Uint8Array(32).fill(6), true).publicKey } }, 'proof/wrong-signature'],
  ['was made by a key that is none', { nodes: { [collateral]: new Uint8Array(33) } }, 'proof/wrong-signature'],
  ['names a node without a block', { nodes: { [collateral]: key.publicKey, [`${'1'.repeat(64)}:0`]: key.publicKey } }, 'proof/unused-key'],
])('a payment that %s is refused', (_what, patch, code) => {
  expect(verdict({ ...proofOf([payment(1n), payment(2n)], 2), ...patch })).toBe(code);
});
