// Signature hash of versions 3 (ZIP-143) and 4 (ZIP-243) with Flux's branch id; hashes shared by all inputs are computed once.
import { ByteWriter } from '../crypto/byte-writer';
import { asciiBytes, concatBytes } from '../crypto/bytes';
import { blake2b256, blake2b256After } from '../crypto/hashes';
import { AppError } from '../errors/app-error';
import { FLUX_BRANCH_ID } from './params';
import { sighashScope } from './sighash-types';
import { SPEND_DESCRIPTION_SIZE, transactionHeader, versionGroupId, writeOutput, type FluxTransaction, type FluxTxInput } from './transaction';

/** What one input's signature covers besides the transaction. */
export interface SignedInput {
  readonly index: number;
  /** P2PKH: the output script that is spent; P2SH: the redeem script. */
  readonly scriptCode: Uint8Array;
  /** Satoshi of the output that is spent. */
  readonly amount: bigint;
}

const ZERO = new Uint8Array(32);
const PREVOUTS = asciiBytes('ZcashPrevoutHash');
const SEQUENCES = asciiBytes('ZcashSequencHash');
const OUTPUTS = asciiBytes('ZcashOutputsHash');
const JOIN_SPLITS = asciiBytes('ZcashJSplitsHash');
const SHIELDED_SPENDS = asciiBytes('ZcashSSpendsHash');
const SHIELDED_OUTPUTS = asciiBytes('ZcashSOutputHash');
/** Without spendAuthSig, which cannot sign itself. */
const SIGNED_PART_OF_SPEND = SPEND_DESCRIPTION_SIZE - 64;

/** The three digests over the shielded parts; each is zero when there are no such parts. */
export interface ShieldedDigests {
  readonly joinSplits: Uint8Array;
  readonly spends: Uint8Array;
  readonly outputs: Uint8Array;
}

/** Digests of the shielded parts that a transaction carries. */
export function shieldedDigests(tx: FluxTransaction): ShieldedDigests {
  const { joinSplits, joinSplitPublicKey, spends, outputs } = tx.shielded;
  return {
    joinSplits: joinSplits.length === 0 ? ZERO : blake2b256(concatBytes(...joinSplits, joinSplitPublicKey ?? ZERO), JOIN_SPLITS),
    spends: spends.length === 0 ? ZERO : blake2b256(concatBytes(...spends.map((spend) => spend.subarray(0, SIGNED_PART_OF_SPEND))), SHIELDED_SPENDS),
    outputs: outputs.length === 0 ? ZERO : blake2b256(concatBytes(...outputs), SHIELDED_OUTPUTS),
  };
}

function once(compute: () => Uint8Array): () => Uint8Array {
  let value: Uint8Array | undefined;
  return () => (value ??= compute());
}

/**
 * Computes signature hashes of one transaction. Make one per transaction and ask it for every input: what all
 * inputs share is hashed once, so the cost grows with the number of inputs and not with its square.
 * The transaction must not change while the object is in use; input scripts do not matter.
 */
export class Zip243Hasher {
  readonly #tx: FluxTransaction;
  readonly #personalization: Uint8Array;
  readonly #digests: ShieldedDigests;
  readonly #prevouts: () => Uint8Array;
  readonly #sequences: () => Uint8Array;
  readonly #outputs: () => Uint8Array;
  readonly #starts = new Map<number, { finish(rest: Uint8Array): Uint8Array }>();

  /**
   * @param digests the shielded digests, when they are known from elsewhere
   * @throws AppError `sighash/not-overwintered` for versions before 3, whose hash is another one
   */
  constructor(tx: FluxTransaction, branchId = FLUX_BRANCH_ID, digests: ShieldedDigests = shieldedDigests(tx)) {
    if (!tx.overwintered) throw new AppError('sighash/not-overwintered', 'this signature hash starts with version 3', { context: { version: tx.version } });
    this.#tx = tx;
    this.#digests = digests;
    this.#personalization = new ByteWriter(16).bytes(asciiBytes('ZcashSigHash')).u32(branchId).finish();
    this.#prevouts = once(() => this.#overInputs(PREVOUTS, (writer, input) => writer.hash(input.txid).u32(input.index)));
    this.#sequences = once(() => this.#overInputs(SEQUENCES, (writer, input) => writer.u32(input.sequence)));
    this.#outputs = once(() => this.#hashOutputs(0, tx.outputs.length));
  }

  #overInputs(personalization: Uint8Array, write: (writer: ByteWriter, input: FluxTxInput) => void): Uint8Array {
    const writer = new ByteWriter(40 * this.#tx.inputs.length);
    for (const input of this.#tx.inputs) write(writer, input);
    return blake2b256(writer.finish(), personalization);
  }

  #hashOutputs(from: number, to: number): Uint8Array {
    const writer = new ByteWriter(40 * (to - from));
    for (const output of this.#tx.outputs.slice(from, to)) writeOutput(writer, output);
    return blake2b256(writer.finish(), OUTPUTS);
  }

  /** The part of the hashed bytes that comes before the input; the same for all inputs unless the type is SINGLE. */
  #start(index: number | null, hashType: number): Uint8Array {
    const tx = this.#tx;
    const { single, none, anyoneCanPay } = sighashScope(hashType);
    const writer = new ByteWriter(224);
    writer.u32(transactionHeader(tx)).u32(versionGroupId(tx));
    writer.bytes(anyoneCanPay ? ZERO : this.#prevouts());
    writer.bytes(anyoneCanPay || single || none ? ZERO : this.#sequences());
    if (!single && !none) writer.bytes(this.#outputs());
    else if (single && index !== null && index < tx.outputs.length) writer.bytes(this.#hashOutputs(index, index + 1));
    else writer.bytes(ZERO);
    writer.bytes(this.#digests.joinSplits);
    if (tx.version === 4) writer.bytes(this.#digests.spends).bytes(this.#digests.outputs);
    writer.u32(tx.lockTime).u32(tx.expiryHeight);
    if (tx.version === 4) writer.i64(tx.valueBalance);
    return writer.i32(hashType).finish();
  }

  /** The part about one input; empty for the signatures of shielded parts. */
  #inputPart(input: SignedInput | null): Uint8Array {
    if (input === null) return new Uint8Array(0);
    const spent = this.#tx.inputs[input.index];
    if (spent === undefined) throw new AppError('sighash/no-such-input', 'the transaction has no such input', { context: { index: input.index } });
    const writer = new ByteWriter(56 + input.scriptCode.length);
    return writer.hash(spent.txid).u32(spent.index).varBytes(input.scriptCode).i64(input.amount).u32(spent.sequence).finish();
  }

  #afterStart(input: SignedInput | null, hashType: number): { finish(rest: Uint8Array): Uint8Array } {
    const known = this.#starts.get(hashType);
    if (known !== undefined) return known;
    const started = blake2b256After(this.#start(input?.index ?? null, hashType), this.#personalization);
    if (!sighashScope(hashType).single) this.#starts.set(hashType, started);
    return started;
  }

  /**
   * The 32 bytes that are signed, in signing order.
   * @param input null for the signatures of shielded parts
   * @param hashType as a signed 32-bit number; the byte behind a signature for all that policy accepts
   * @throws AppError `sighash/no-such-input`
   */
  hash(input: SignedInput | null, hashType: number): Uint8Array {
    return this.#afterStart(input, hashType).finish(this.#inputPart(input));
  }
}
