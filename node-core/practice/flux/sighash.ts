// ZIP-243 signature hash for transparent version 4 transactions with Flux's branch id: the judge's own, written apart from the signer's.
import { ByteWriter } from '../../../shared/crypto/byte-writer';
import { asciiBytes, concatBytes } from '../../../shared/crypto/bytes';
import { blake2b256 } from '../../../shared/crypto/hashes';
import { SAPLING_VERSION_GROUP } from '../../../shared/flux/transaction';
import type { ChainTransaction } from '../utxo/types';

const ZERO = new Uint8Array(32);
const EMPTY_VALUE_BALANCE = new Uint8Array(8);

function part(personalization: string, write: (writer: ByteWriter) => void): Uint8Array {
  const writer = new ByteWriter();
  write(writer);
  return blake2b256(writer.finish(), asciiBytes(personalization));
}

/**
 * The 32 bytes that the signature of input `index` covers.
 * @param amount satoshi of the coin spent
 */
export function fluxSignatureHash(tx: ChainTransaction, index: number, scriptCode: Uint8Array, amount: bigint, hashType: number, branchId: number): Uint8Array {
  const base = hashType & 0x1f;
  const [none, single, alone] = [base === 2, base === 3, (hashType & 0x80) !== 0];
  const input = tx.inputs[index];
  const mine = tx.outputs[index];
  const prevouts = alone ? ZERO : part('ZcashPrevoutHash', (writer) => tx.inputs.forEach((each) => writer.hash(each.txid).u32(each.index)));
  const sequences = alone || none || single ? ZERO : part('ZcashSequencHash', (writer) => tx.inputs.forEach((each) => writer.u32(each.sequence)));
  let outputs: Uint8Array = ZERO;
  if (single && mine !== undefined) outputs = part('ZcashOutputsHash', (writer) => writer.i64(mine.value).varBytes(mine.script));
  if (!single && !none) outputs = part('ZcashOutputsHash', (writer) => tx.outputs.forEach((each) => writer.i64(each.value).varBytes(each.script)));
  const writer = new ByteWriter()
    .u32(0x80000004).u32(SAPLING_VERSION_GROUP)
    .bytes(prevouts).bytes(sequences).bytes(outputs)
    .bytes(ZERO).bytes(ZERO).bytes(ZERO)
    .u32(tx.lockTime).u32(tx.expiryHeight).bytes(EMPTY_VALUE_BALANCE).u32(hashType);
  if (input !== undefined) writer.hash(input.txid).u32(input.index).varBytes(scriptCode).i64(amount).u32(input.sequence);
  const branch = new ByteWriter(4).u32(branchId).finish();
  return blake2b256(writer.finish(), concatBytes(asciiBytes('ZcashSigHash'), branch));
}
