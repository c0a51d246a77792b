// Bitcoin transactions and blocks, decoded and hashed by bitcoinjs-lib: the wallet's own codec is not asked.
import { Transaction } from 'bitcoinjs-lib';
import { ByteReader } from '../../../shared/crypto/byte-reader';
import { toDisplayHash } from '../../../shared/crypto/bytes';
import { sha256d } from '../../../shared/crypto/hashes';
import { AppError } from '../../../shared/errors/app-error';
import { RPC_DECODE_FAILED, Rejection, type ChainBlock, type ChainTransaction } from '../utxo/types';

export const HEADER_SIZE = 80;

function decode(raw: Uint8Array): Transaction {
  try {
    const tx = Transaction.fromBuffer(raw);
    if (tx.toBuffer().length === raw.length) return tx;
  } catch {
    // Whatever is wrong with the bytes, the node has one answer to it.
  }
  throw new Rejection(RPC_DECODE_FAILED, 'TX decode failed. Make sure the tx has at least one input.');
}

/** @throws Rejection -22 */
export function parseBitcoinTransaction(raw: Uint8Array): ChainTransaction {
  const tx = decode(raw);
  return {
    txid: tx.getId(),
    raw,
    size: tx.virtualSize(),
    version: tx.version,
    lockTime: tx.locktime,
    expiryHeight: 0,
    coinbase: tx.isCoinbase(),
    inputs: tx.ins.map((input) => ({ txid: toDisplayHash(input.hash), index: input.index, script: input.script, sequence: input.sequence, witness: input.witness })),
    outputs: tx.outs.map(({ value, script }) => ({ value, script })),
  };
}

/** @throws AppError when the bytes are no block */
export function parseBitcoinBlock(raw: Uint8Array, height: number): ChainBlock {
  const reader = new ByteReader(raw);
  const header = reader.bytes(HEADER_SIZE);
  const fields = new ByteReader(header, 4);
  const previousHash = fields.hash();
  fields.hash();
  const time = fields.u32();
  const count = reader.compactSize();
  const transactions: ChainTransaction[] = [];
  let offset = reader.offset;
  for (let index = 0; index < count; index += 1) {
    // Lenient reading tells where a transaction ends; its own bytes are then read strictly.
    const length = Transaction.fromBuffer(raw.subarray(offset), true).byteLength();
    transactions.push(parseBitcoinTransaction(raw.slice(offset, offset + length)));
    offset += length;
  }
  if (offset !== raw.length) throw new AppError('practice/state-damaged', 'a block has bytes left over', { context: { height } });
  return { height, hash: toDisplayHash(sha256d(header)), previousHash, time, header, size: raw.length, transactions };
}
