// One door for every Flux transaction version: value transfers (1 to 4) and FluxNode transactions (5 and 6).
import { ByteReader } from '../crypto/byte-reader';
import { fluxNodeTransactionId, readFluxNodeTransaction, serializeFluxNodeTransaction, type FluxNodeTransaction } from './fluxnode-transaction';
import { readTransaction, serializeTransaction, transactionId, type FluxTransaction } from './transaction';

export type AnyFluxTransaction = FluxTransaction | FluxNodeTransaction;

/** Reads one transaction of any version, as blocks hold them one after another. Errors as the two readers. */
export function readAnyTransaction(reader: ByteReader): AnyFluxTransaction {
  const header = reader.peekU32();
  return header === 5 || header === 6 ? readFluxNodeTransaction(reader) : readTransaction(reader);
}

/** The one transaction of any version that `bytes` hold. */
export function parseAnyTransaction(bytes: Uint8Array): AnyFluxTransaction {
  const reader = new ByteReader(bytes);
  const tx = readAnyTransaction(reader);
  reader.end();
  return tx;
}

export function serializeAnyTransaction(tx: AnyFluxTransaction): Uint8Array {
  return tx.kind === 'value' ? serializeTransaction(tx) : serializeFluxNodeTransaction(tx);
}

/** Id as the merkle tree and every block hold it. */
export function anyTransactionId(tx: AnyFluxTransaction): string {
  return tx.kind === 'value' ? transactionId(tx) : fluxNodeTransactionId(tx);
}
