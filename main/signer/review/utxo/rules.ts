// What differs between the two UTXO chains, as one value for each: decoding, addresses, dust, sizes, limits.

import type { ChainId, NetworkId } from '../../../../shared/chains/ids';
import type { ScriptType } from '../../../../shared/contract/money-path';
import type { Signable, SpendableInput } from '../../sign/signable';

export interface UtxoOutput {
  /** Base units. */
  readonly value: bigint;
  readonly script: Uint8Array;
}

/** The parts of a transaction that both chains have. */
export interface UtxoTransaction {
  readonly inputs: readonly { readonly txid: string; readonly index: number; readonly script: Uint8Array; readonly sequence: number }[];
  readonly outputs: readonly UtxoOutput[];
  readonly lockTime: number;
}

/** A signed transaction that is to be replaced. */
export interface ReplacedTransaction {
  readonly txid: string;
  readonly inputs: readonly { readonly txid: string; readonly index: number }[];
  readonly outputs: readonly UtxoOutput[];
  /** Bytes, or virtual bytes. */
  readonly size: number;
}

export interface UtxoRules<T extends UtxoTransaction> {
  readonly chain: Extract<ChainId, 'flux' | 'bitcoin'>;
  readonly network: NetworkId;
  readonly maxMoney: bigint;
  readonly scriptTypes: readonly ScriptType[];
  /** Sequences that inputs may have: nothing that waits for a relative lock time. */
  readonly sequences: readonly number[];
  readonly rateUnit: 'zat/B' | 'sat/vB';
  /** Largest size that nodes relay. */
  readonly maxSize: number;
  /** Decodes an unsigned transaction in the one format that is signed. @throws AppError */
  parseUnsigned(bytes: Uint8Array): T;
  /** Height after which it cannot be mined; null when the chain has no such thing, 0 for never. */
  expiryOf(tx: T): number | null;
  /** Decodes a signed transaction to be replaced, or null where the chain has no replacement. @throws AppError */
  parseReplaced(bytes: Uint8Array): ReplacedTransaction | null;
  /** @throws AppError `address/...` */
  scriptOfAddress(address: string): Uint8Array;
  /** Null for data and for scripts without an address. */
  addressOfScript(script: Uint8Array): string | null;
  /** The data of an OP_RETURN output with one push, or null. */
  noteOf(script: Uint8Array): Uint8Array | null;
  /** Whether nodes relay an output with this script. */
  isStandard(script: Uint8Array): boolean;
  dustLimit(script: Uint8Array): bigint;
  /** Size of the signed transaction, as an upper bound. */
  signedSize(inputs: readonly SpendableInput[], outputs: readonly UtxoOutput[]): number;
  isAbsurdFee(fee: bigint, size: number): boolean;
  signable(tx: T, inputs: readonly SpendableInput[]): Signable;
}
