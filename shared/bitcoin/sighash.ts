// Signature hashes of Bitcoin with what inputs share computed once: legacy, BIP143 (segwit v0) and BIP341 (taproot).

import { ByteWriter } from '../crypto/byte-writer';
import { asciiBytes, concatBytes } from '../crypto/bytes';
import { sha256, sha256d } from '../crypto/hashes';
import { AppError } from '../errors/app-error';
import { writeOutput, type BitcoinTransaction, type BitcoinTxInput, type BitcoinTxOutput } from './transaction';

export const SIGHASH = { DEFAULT: 0, ALL: 1, NONE: 2, SINGLE: 3, ANYONECANPAY: 0x80 } as const;

const ZERO = new Uint8Array(32);
/** SINGLE blanks the outputs before its own: value -1, no script. */
const BLANK_OUTPUT: BitcoinTxOutput = { value: -1n, script: new Uint8Array(0) };

/** BIP340: SHA-256 of the tag's hash twice and the data. */
export function taggedHash(tag: string, data: Uint8Array): Uint8Array {
  const hash = sha256(asciiBytes(tag));
  return sha256(concatBytes(hash, hash, data));
}

function once(compute: () => Uint8Array): () => Uint8Array {
  let value: Uint8Array | undefined;
  return () => (value ??= compute());
}

/**
 * Signature hashes of one transaction. Make one per transaction and ask it for every input: the parts that all inputs
 * share are hashed once, so the cost grows with the number of inputs and not with its square.
 */
export class BitcoinHasher {
  readonly #tx: BitcoinTransaction;
  readonly #spent: readonly BitcoinTxOutput[];
  readonly #prevouts: () => Uint8Array;
  readonly #sequences: () => Uint8Array;
  readonly #outputs: () => Uint8Array;
  readonly #amounts: () => Uint8Array;
  readonly #scripts: () => Uint8Array;

  /**
   * @param spent the outputs that the inputs spend, in their order
   * @throws AppError `sighash/prevouts-missing`
   */
  constructor(tx: BitcoinTransaction, spent: readonly BitcoinTxOutput[]) {
    if (spent.length !== tx.inputs.length) throw new AppError('sighash/prevouts-missing', 'every input needs the output that it spends');
    this.#tx = tx;
    this.#spent = spent;
    const over = <T>(items: readonly T[], write: (writer: ByteWriter, item: T) => void) => once(() => {
      const writer = new ByteWriter(44 * items.length + 1);
      for (const item of items) write(writer, item);
      return sha256(writer.finish());
    });
    this.#prevouts = over(tx.inputs, (writer, input) => writer.hash(input.txid).u32(input.index));
    this.#sequences = over(tx.inputs, (writer, input) => writer.u32(input.sequence));
    this.#outputs = over(tx.outputs, writeOutput);
    this.#amounts = over(spent, (writer, output) => writer.i64(output.value));
    this.#scripts = over(spent, (writer, output) => writer.varBytes(output.script));
  }

  #input(index: number): { input: BitcoinTxInput; spent: BitcoinTxOutput } {
    const [input, spent] = [this.#tx.inputs[index], this.#spent[index]];
    if (input === undefined || spent === undefined) throw new AppError('sighash/no-such-input', 'the transaction has no such input', { context: { index } });
    return { input, spent };
  }

  /** SHA-256 of one output, or null when the index is out of range. */
  #oneOutput(index: number): Uint8Array | null {
    const output = this.#tx.outputs[index];
    if (output === undefined) return null;
    const writer = new ByteWriter(64);
    writeOutput(writer, output);
    return sha256(writer.finish());
  }

  /**
   * BIP143 hash. The amount is the spent output's.
   * @param scriptCode for P2WPKH the P2PKH script of the same key hash
   */
  segwit(index: number, scriptCode: Uint8Array, hashType: number = SIGHASH.ALL): Uint8Array {
    const { input, spent } = this.#input(index);
    const base = hashType & 0x1f;
    const anyone = (hashType & SIGHASH.ANYONECANPAY) !== 0;
    const partial = base === SIGHASH.NONE || base === SIGHASH.SINGLE;
    const single = base === SIGHASH.SINGLE ? this.#oneOutput(index) : null;
    const writer = new ByteWriter(192 + scriptCode.length).i32(this.#tx.version);
    writer.bytes(anyone ? ZERO : sha256(this.#prevouts())).bytes(anyone || partial ? ZERO : sha256(this.#sequences()));
    writer.hash(input.txid).u32(input.index).varBytes(scriptCode).i64(spent.value).u32(input.sequence);
    writer.bytes(!partial ? sha256(this.#outputs()) : single === null ? ZERO : sha256(single));
    return sha256d(writer.u32(this.#tx.lockTime).u32(hashType).finish());
  }

  /**
   * BIP341 hash of a key path spend without annex.
   * @throws AppError `sighash/bad-type` for types that BIP341 refuses, and for SINGLE without a matching output
   */
  taproot(index: number, hashType: number = SIGHASH.DEFAULT): Uint8Array {
    const { input, spent } = this.#input(index);
    const base = hashType & 3;
    if (![0, 1, 2, 3, 0x81, 0x82, 0x83].includes(hashType)) throw new AppError('sighash/bad-type', 'BIP341 knows no such hash type', { context: { hashType } });
    const writer = new ByteWriter(256).u8(0).u8(hashType).i32(this.#tx.version).u32(this.#tx.lockTime);
    const anyone = (hashType & SIGHASH.ANYONECANPAY) !== 0;
    if (!anyone) writer.bytes(this.#prevouts()).bytes(this.#amounts()).bytes(this.#scripts()).bytes(this.#sequences());
    if (base !== SIGHASH.NONE && base !== SIGHASH.SINGLE) writer.bytes(this.#outputs());
    writer.u8(0);
    if (anyone) writer.hash(input.txid).u32(input.index).i64(spent.value).varBytes(spent.script).u32(input.sequence);
    else writer.u32(index);
    if (base === SIGHASH.SINGLE) {
      const single = this.#oneOutput(index);
      if (single === null) throw new AppError('sighash/bad-type', 'SINGLE needs an output of the same index', { context: { index } });
      writer.bytes(single);
    }
    return taggedHash('TapSighash', writer.finish());
  }

  /**
   * Hash of inputs before segwit. Its cost is that of the whole transaction for each input, by the rule itself.
   * @throws AppError `sighash/bad-type` for SINGLE without a matching output
   */
  legacy(index: number, scriptCode: Uint8Array, hashType: number = SIGHASH.ALL): Uint8Array {
    this.#input(index);
    const base = hashType & 0x1f;
    const anyone = (hashType & SIGHASH.ANYONECANPAY) !== 0;
    const { inputs, outputs } = this.#tx;
    // Nodes would take a signature over the number one here, good for any transaction: none is made or accepted.
    if (base === SIGHASH.SINGLE && index >= outputs.length) throw new AppError('sighash/bad-type', 'SINGLE needs an output of the same index', { context: { index } });
    const blank = base === SIGHASH.NONE || base === SIGHASH.SINGLE;
    const writer = new ByteWriter(64 + 41 * inputs.length + 40 * outputs.length).i32(this.#tx.version);
    const signedInputs = anyone ? inputs.slice(index, index + 1) : inputs;
    writer.compactSize(signedInputs.length);
    signedInputs.forEach((input, place) => {
      const own = anyone || place === index;
      writer.hash(input.txid).u32(input.index).varBytes(own ? scriptCode : new Uint8Array(0)).u32(!own && blank ? 0 : input.sequence);
    });
    const signedOutputs = base === SIGHASH.NONE ? [] : base === SIGHASH.SINGLE ? outputs.slice(0, index + 1).map((output, place) => (place === index ? output : BLANK_OUTPUT)) : outputs;
    writer.list(signedOutputs, (output) => writeOutput(writer, output));
    return sha256d(writer.u32(this.#tx.lockTime).u32(hashType).finish());
  }
}
