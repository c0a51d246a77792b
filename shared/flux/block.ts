// A whole block: header, transactions with their bytes and ids, and the merkle tree over them (fluxd primitives/block.h, consensus/merkle.cpp).
import { ByteReader } from '../crypto/byte-reader';
import { AppError } from '../errors/app-error';
import { anyTransactionId, readAnyTransaction, type AnyFluxTransaction } from './any-transaction';
import { headerHash, readHeader, type BlockHeader } from './block-header';
import { merkleRoot } from './merkle';
import { MAX_BLOCK_SIZE } from './params';

export interface BlockTransaction {
  readonly tx: AnyFluxTransaction;
  /** Display form; signatures of FluxNode transactions are not part of it. */
  readonly txid: string;
  /** A view into the block's bytes. */
  readonly raw: Uint8Array;
}

export interface Block {
  readonly header: BlockHeader;
  /** Display form. */
  readonly hash: string;
  readonly transactions: readonly BlockTransaction[];
}

/** The smallest transaction: a FluxNode CONFIRM without an address and signatures. */
const LEAST_TRANSACTION = 54;

/**
 * Reads a block and checks that its header stands over exactly these transactions.
 * @throws AppError `bytes/…`, `fluxnode/malformed`, `block/too-large`, `block/wrong-root`, `merkle/…`
 */
export function parseBlock(raw: Uint8Array): Block {
  if (raw.length > MAX_BLOCK_SIZE) throw new AppError('block/too-large', 'the block is larger than any may be', { context: { bytes: raw.length } });
  const reader = new ByteReader(raw);
  const header = readHeader(reader);
  const transactions = reader.list(LEAST_TRANSACTION, () => {
    const start = reader.offset;
    const tx = readAnyTransaction(reader);
    return { tx, txid: anyTransactionId(tx), raw: raw.subarray(start, reader.offset) };
  });
  reader.end();
  // Also refuses lists that repeat transactions, which have the root of a shorter one.
  if (merkleRoot(transactions.map(({ txid }) => txid)) !== header.merkleRoot) throw new AppError('block/wrong-root', 'the header does not stand over these transactions');
  return { header, hash: headerHash(header), transactions };
}
