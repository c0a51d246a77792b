// Flux value transactions, versions 1, 2, 3 (Overwinter) and 4 (Sapling): wire form and txid (fluxd primitives/transaction.h, ZIP-202, ZIP-243).
import { ByteReader } from '../crypto/byte-reader';
import { ByteWriter } from '../crypto/byte-writer';
import { toDisplayHash } from '../crypto/bytes';
import { sha256d } from '../crypto/hashes';
import { AppError } from '../errors/app-error';

export const OVERWINTER_VERSION_GROUP = 0x03c48270;
export const SAPLING_VERSION_GROUP = 0x892f2085;
/** Sequence of an input that neither waits for a lock time nor signals anything. */
export const FINAL_SEQUENCE = 0xffffffff;
export const SPEND_DESCRIPTION_SIZE = 384;
const OUTPUT_DESCRIPTION_SIZE = 948;
/** JoinSplits with a PHGR13 proof (versions 2 and 3) and with a Groth16 proof (version 4). */
const PHGR_JOINSPLIT_SIZE = 1802;
const GROTH_JOINSPLIT_SIZE = 1698;

export interface FluxTxInput {
  /** Transaction whose output is spent, display form. */
  readonly txid: string;
  readonly index: number;
  /** scriptSig; empty while unsigned. */
  readonly script: Uint8Array;
  readonly sequence: number;
}

export interface FluxTxOutput {
  /** Satoshi. Negative only in invalid transactions, which still parse. */
  readonly value: bigint;
  readonly script: Uint8Array;
}

/** Shielded parts, carried as the bytes they are: this wallet neither makes nor reads them, but hashes them. */
export interface ShieldedParts {
  readonly spends: readonly Uint8Array[];
  readonly outputs: readonly Uint8Array[];
  readonly joinSplits: readonly Uint8Array[];
  /** Present when there are JoinSplits: 32-byte key and 64-byte signature. */
  readonly joinSplitPublicKey: Uint8Array | null;
  readonly joinSplitSignature: Uint8Array | null;
  /** Present when there are Sapling spends or outputs: 64 bytes. */
  readonly bindingSignature: Uint8Array | null;
}

export interface FluxTransaction {
  readonly kind: 'value';
  readonly version: number;
  /** The header's high bit: set for versions 3 and 4. */
  readonly overwintered: boolean;
  readonly inputs: readonly FluxTxInput[];
  readonly outputs: readonly FluxTxOutput[];
  readonly lockTime: number;
  /** Last height at which the transaction can be mined; 0 = no end. 0 before version 3. */
  readonly expiryHeight: number;
  /** Satoshi that flow out of the Sapling pool; 0 for transparent transactions. */
  readonly valueBalance: bigint;
  readonly shielded: ShieldedParts;
}

const NO_SHIELDED_PARTS: ShieldedParts = {
  spends: [], outputs: [], joinSplits: [], joinSplitPublicKey: null, joinSplitSignature: null, bindingSignature: null,
};

/** A transparent version 4 transaction, the only kind that standard policy relays and this wallet makes. */
export function transparentTransaction(parts: Pick<FluxTransaction, 'inputs' | 'outputs' | 'lockTime' | 'expiryHeight'>): FluxTransaction {
  const { inputs, outputs, lockTime, expiryHeight } = parts;
  return { kind: 'value', version: 4, overwintered: true, inputs, outputs, lockTime, expiryHeight, valueBalance: 0n, shielded: NO_SHIELDED_PARTS };
}

/** First 32-bit word of the wire form. */
export function transactionHeader(tx: Pick<FluxTransaction, 'version' | 'overwintered'>): number {
  return (tx.version | (tx.overwintered ? 0x80000000 : 0)) >>> 0;
}

/** Version group id, which follows the header of overwintered transactions. */
export function versionGroupId(tx: Pick<FluxTransaction, 'version'>): number {
  return tx.version === 3 ? OVERWINTER_VERSION_GROUP : SAPLING_VERSION_GROUP;
}

function readInput(reader: ByteReader): FluxTxInput {
  return { txid: reader.hash(), index: reader.u32(), script: reader.varBytes(), sequence: reader.u32() };
}

function readOutput(reader: ByteReader): FluxTxOutput {
  return { value: reader.i64(), script: reader.varBytes() };
}

function readShielded(reader: ByteReader, sapling: boolean, hasJoinSplits: boolean): ShieldedParts {
  const descriptions = (size: number): Uint8Array[] => reader.list(size, () => reader.bytes(size));
  const spends = sapling ? descriptions(SPEND_DESCRIPTION_SIZE) : [];
  const outputs = sapling ? descriptions(OUTPUT_DESCRIPTION_SIZE) : [];
  const joinSplits = hasJoinSplits ? descriptions(sapling ? GROTH_JOINSPLIT_SIZE : PHGR_JOINSPLIT_SIZE) : [];
  const signed = joinSplits.length > 0;
  const joinSplitPublicKey = signed ? reader.bytes(32) : null;
  const joinSplitSignature = signed ? reader.bytes(64) : null;
  const bindingSignature = spends.length + outputs.length > 0 ? reader.bytes(64) : null;
  return { spends, outputs, joinSplits, joinSplitPublicKey, joinSplitSignature, bindingSignature };
}

/**
 * Reads one value transaction from `reader`, which stays behind its last byte.
 * @throws AppError `transaction/unknown-format` for version groups that are neither v3 nor v4, and for FluxNode
 *   versions (5, 6: see any-transaction.ts); `bytes/...` for broken data
 */
export function readTransaction(reader: ByteReader): FluxTransaction {
  const header = reader.u32();
  const overwintered = header >= 0x80000000;
  const version = header & 0x7fffffff;
  if (version === 5 || version === 6) throw new AppError('transaction/unknown-format', 'a FluxNode transaction moves no value', { context: { version } });
  const group = overwintered ? reader.u32() : 0;
  const sapling = overwintered && version === 4 && group === SAPLING_VERSION_GROUP;
  if (overwintered && !sapling && !(version === 3 && group === OVERWINTER_VERSION_GROUP)) {
    throw new AppError('transaction/unknown-format', 'unknown transaction format', { context: { version, group } });
  }
  const inputs = reader.list(41, () => readInput(reader));
  const outputs = reader.list(9, () => readOutput(reader));
  const lockTime = reader.u32();
  const expiryHeight = overwintered ? reader.u32() : 0;
  const valueBalance = sapling ? reader.i64() : 0n;
  // fluxd asks the version number alone here, so every legacy version from 2 on carries JoinSplits.
  const shielded = readShielded(reader, sapling, version >= 2);
  return { kind: 'value', version, overwintered, inputs, outputs, lockTime, expiryHeight, valueBalance, shielded };
}

/** The one value transaction that `bytes` hold; errors as `readTransaction`, and `bytes/trailing`. */
export function parseTransaction(bytes: Uint8Array): FluxTransaction {
  const reader = new ByteReader(bytes);
  const tx = readTransaction(reader);
  reader.end();
  return tx;
}

/** Wire form of one output, as it is also hashed for signatures. */
export function writeOutput(writer: ByteWriter, output: FluxTxOutput): void {
  writer.i64(output.value).varBytes(output.script);
}

function refuse(reason: string): never {
  throw new AppError('transaction/inconsistent', 'transaction cannot be written as its version says', { context: { reason } });
}

function writePart(writer: ByteWriter, part: Uint8Array | null, size: number, wanted: boolean): void {
  if (!wanted && part !== null) refuse('signature without descriptions');
  if (wanted && part?.length !== size) refuse('signature size');
  if (part !== null) writer.bytes(part);
}

function writeShielded(writer: ByteWriter, tx: FluxTransaction): void {
  const { spends, outputs, joinSplits, joinSplitPublicKey, joinSplitSignature, bindingSignature } = tx.shielded;
  const sapling = tx.overwintered && tx.version === 4;
  const descriptions = (items: readonly Uint8Array[], size: number): void => {
    writer.list(items, (item) => (item.length === size ? writer.bytes(item) : refuse('description size')));
  };
  if (sapling) {
    descriptions(spends, SPEND_DESCRIPTION_SIZE);
    descriptions(outputs, OUTPUT_DESCRIPTION_SIZE);
  } else if (spends.length + outputs.length > 0) refuse('Sapling parts before version 4');
  if (tx.version >= 2) descriptions(joinSplits, sapling ? GROTH_JOINSPLIT_SIZE : PHGR_JOINSPLIT_SIZE);
  else if (joinSplits.length > 0) refuse('JoinSplits before version 2');
  writePart(writer, joinSplitPublicKey, 32, joinSplits.length > 0);
  writePart(writer, joinSplitSignature, 64, joinSplits.length > 0);
  writePart(writer, bindingSignature, 64, spends.length + outputs.length > 0);
}

/**
 * Wire form of a transaction.
 * @throws AppError `transaction/inconsistent` when parts do not fit the version, `bytes/out-of-range` when numbers do not fit
 */
export function serializeTransaction(tx: FluxTransaction): Uint8Array {
  if (tx.version === 5 || tx.version === 6) refuse('FluxNode version');
  if (tx.overwintered && tx.version !== 3 && tx.version !== 4) refuse('overwintered version');
  if (!tx.overwintered && (tx.expiryHeight !== 0 || tx.valueBalance !== 0n)) refuse('fields of later versions');
  if (tx.version === 3 && tx.valueBalance !== 0n) refuse('value balance before version 4');
  const writer = new ByteWriter(256 + 180 * tx.inputs.length + 34 * tx.outputs.length);
  writer.u32(transactionHeader(tx));
  if (tx.overwintered) writer.u32(versionGroupId(tx));
  writer.list(tx.inputs, (input) => writer.hash(input.txid).u32(input.index).varBytes(input.script).u32(input.sequence));
  writer.list(tx.outputs, (output) => writeOutput(writer, output));
  writer.u32(tx.lockTime);
  if (tx.overwintered) writer.u32(tx.expiryHeight);
  if (tx.overwintered && tx.version === 4) writer.i64(tx.valueBalance);
  writeShielded(writer, tx);
  return writer.finish();
}

/** Id of a value transaction by its wire form: double SHA-256 of all of it, display form. */
export function transactionIdOfRaw(raw: Uint8Array): string {
  return toDisplayHash(sha256d(raw));
}

/** Id of a value transaction. */
export function transactionId(tx: FluxTransaction): string {
  return transactionIdOfRaw(serializeTransaction(tx));
}

/** Whether this is the block's own first transaction: one input that spends nothing. */
export function isCoinbase(tx: Pick<FluxTransaction, 'inputs'>): boolean {
  const [input] = tx.inputs;
  return tx.inputs.length === 1 && input !== undefined && isNullOutpoint(input);
}

/** The outpoint that stands for "nothing". */
export function isNullOutpoint(outpoint: { readonly txid: string; readonly index: number }): boolean {
  return outpoint.index === 0xffffffff && /^0{64}$/.test(outpoint.txid);
}
