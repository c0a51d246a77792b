// Bitcoin transactions: wire form with and without witness (BIP144), txid, weight and virtual size (BIP141).

import { ByteReader } from '../crypto/byte-reader';
import { ByteWriter } from '../crypto/byte-writer';
import { toDisplayHash } from '../crypto/bytes';
import { sha256d } from '../crypto/hashes';
import { AppError } from '../errors/app-error';

export interface BitcoinTxInput {
  /** Transaction whose output is spent, display form. */
  readonly txid: string;
  readonly index: number;
  /** scriptSig; empty while unsigned and for native segwit. */
  readonly script: Uint8Array;
  readonly sequence: number;
  /** Stack items; empty for inputs without a witness. */
  readonly witness: readonly Uint8Array[];
}

export interface BitcoinTxOutput {
  /** Satoshi. */
  readonly value: bigint;
  readonly script: Uint8Array;
}

export interface BitcoinTransaction {
  readonly version: number;
  readonly inputs: readonly BitcoinTxInput[];
  readonly outputs: readonly BitcoinTxOutput[];
  readonly lockTime: number;
}

const MARKER_AND_FLAG = 0x0100;

function readInput(reader: ByteReader): BitcoinTxInput {
  return { txid: reader.hash(), index: reader.u32(), script: reader.varBytes(), sequence: reader.u32(), witness: [] };
}

function readOutput(reader: ByteReader): BitcoinTxOutput {
  return { value: reader.i64(), script: reader.varBytes() };
}

/**
 * The one transaction that `bytes` hold, with or without witness.
 * @throws AppError `transaction/inconsistent` (witness marker without any witness), `bytes/...` for broken data
 */
export function parseTransaction(bytes: Uint8Array): BitcoinTransaction {
  const reader = new ByteReader(bytes);
  const version = reader.i32();
  const segwit = reader.remaining >= 2 && new ByteReader(bytes, reader.offset).u16() === MARKER_AND_FLAG;
  if (segwit) reader.u16();
  let inputs = reader.list(41, () => readInput(reader));
  const outputs = reader.list(9, () => readOutput(reader));
  if (segwit) {
    inputs = inputs.map((input) => ({ ...input, witness: reader.list(1, () => reader.varBytes()) }));
    if (inputs.every((input) => input.witness.length === 0)) throw new AppError('transaction/inconsistent', 'witness marker without a witness');
  }
  const lockTime = reader.u32();
  reader.end();
  return { version, inputs, outputs, lockTime };
}

/** Wire form of one output, as it is also hashed for signatures. */
export function writeOutput(writer: ByteWriter, output: BitcoinTxOutput): void {
  writer.i64(output.value).varBytes(output.script);
}

/** Wire form; the witness is written when there is one, unless `stripped`. */
export function serializeTransaction(tx: BitcoinTransaction, stripped = false): Uint8Array {
  const witness = !stripped && tx.inputs.some((input) => input.witness.length > 0);
  const writer = new ByteWriter(64 + 160 * tx.inputs.length + 44 * tx.outputs.length);
  writer.i32(tx.version);
  if (witness) writer.u16(MARKER_AND_FLAG);
  writer.list(tx.inputs, (input) => writer.hash(input.txid).u32(input.index).varBytes(input.script).u32(input.sequence));
  writer.list(tx.outputs, (output) => writeOutput(writer, output));
  if (witness) for (const input of tx.inputs) writer.list(input.witness, (item) => writer.varBytes(item));
  return writer.u32(tx.lockTime).finish();
}

/** Id of a transaction: double SHA-256 of the form without witness, display form. */
export function transactionId(tx: BitcoinTransaction): string {
  return toDisplayHash(sha256d(serializeTransaction(tx, true)));
}

/** Weight in weight units: three times the size without witness plus the whole size. */
export function transactionWeight(tx: BitcoinTransaction): number {
  return 3 * serializeTransaction(tx, true).length + serializeTransaction(tx).length;
}

/** Virtual bytes: a quarter of the weight, rounded up. */
export function virtualSize(tx: BitcoinTransaction): number {
  return Math.ceil(transactionWeight(tx) / 4);
}
