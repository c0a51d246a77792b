// Flux transactions and Proof of Node blocks in the form that the common node works on. The practice chain is transparent only.
import { ByteReader } from '../../../shared/crypto/byte-reader';
import { AppError } from '../../../shared/errors/app-error';
import { parseAnyTransaction, readAnyTransaction, type AnyFluxTransaction } from '../../../shared/flux/any-transaction';
import { headerHash, readHeader } from '../../../shared/flux/block-header';
import { fluxNodeTransactionId } from '../../../shared/flux/fluxnode-transaction';
import { isCoinbase, transactionId, type FluxTransaction } from '../../../shared/flux/transaction';
import { RPC_DECODE_FAILED, Rejection, type ChainBlock, type ChainTransaction } from '../utxo/types';

const NO_WITNESS: readonly Uint8Array[] = [];

function toChainTransaction(tx: AnyFluxTransaction, raw: Uint8Array): ChainTransaction {
  if (tx.kind !== 'value') {
    return { txid: fluxNodeTransactionId(tx), raw, size: raw.length, version: tx.version, lockTime: 0, expiryHeight: 0, coinbase: false, inputs: [], outputs: [], fluxNode: tx };
  }
  return {
    txid: transactionId(tx),
    raw,
    size: raw.length,
    version: tx.version,
    lockTime: tx.lockTime,
    expiryHeight: tx.expiryHeight,
    coinbase: isCoinbase(tx),
    inputs: tx.inputs.map((input) => ({ ...input, witness: NO_WITNESS })),
    outputs: tx.outputs,
  };
}

/** Whether a version 4 transaction has no shielded part. */
function isTransparent({ valueBalance, shielded }: FluxTransaction): boolean {
  return valueBalance === 0n && shielded.spends.length + shielded.outputs.length + shielded.joinSplits.length === 0;
}

/**
 * @throws Rejection -22 when it does not parse, -26 when it is of a kind that this chain does not take
 */
export function parseFluxTransaction(raw: Uint8Array): ChainTransaction {
  let tx: AnyFluxTransaction;
  try {
    tx = parseAnyTransaction(raw);
  } catch (thrown) {
    if (thrown instanceof AppError) throw new Rejection(RPC_DECODE_FAILED, 'TX decode failed');
    throw thrown;
  }
  if (tx.kind !== 'value') return toChainTransaction(tx, raw);
  if (!tx.overwintered) throw new Rejection(-26, '16: tx-overwinter-flag-not-set');
  if (tx.version !== 4) throw new Rejection(-26, '16: bad-tx-sapling-version-too-low');
  if (!isTransparent(tx)) throw new Rejection(-26, '16: the practice chain takes transparent transactions only');
  return toChainTransaction(tx, raw);
}

/** @throws AppError when the bytes are no block */
export function parseFluxBlock(raw: Uint8Array, height: number): ChainBlock {
  const reader = new ByteReader(raw);
  const header = readHeader(reader);
  const headerEnd = reader.offset;
  const transactions = reader.list(60, () => {
    const start = reader.offset;
    const tx = readAnyTransaction(reader);
    return toChainTransaction(tx, raw.slice(start, reader.offset));
  });
  reader.end();
  return { height, hash: headerHash(header), previousHash: header.previousHash, time: header.time, header: raw.slice(0, headerEnd), size: raw.length, transactions };
}
