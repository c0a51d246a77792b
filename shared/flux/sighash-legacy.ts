// Signature hash of version 1 and 2 transactions: Bitcoin's algorithm with Zcash's JoinSplit part (fluxd script/interpreter.cpp).
import { ByteWriter } from '../crypto/byte-writer';
import { concatBytes } from '../crypto/bytes';
import { sha256d } from '../crypto/hashes';
import { AppError } from '../errors/app-error';
import { OP } from './script';
import { sighashScope } from './sighash-types';
import { transactionHeader, writeOutput, type FluxTransaction } from './transaction';

const NO_OUTPUT = { value: -1n, script: new Uint8Array(0) };

/** The script without OP_CODESEPARATOR; the bytes of all other steps stay as they are. */
function withoutCodeSeparators(script: Uint8Array): Uint8Array {
  if (!script.includes(OP.CODESEPARATOR)) return script;
  const kept: Uint8Array[] = [];
  let rest = script;
  while (rest.length > 0) {
    const length = stepLength(rest);
    if (rest[0] !== OP.CODESEPARATOR) kept.push(rest.subarray(0, length));
    rest = rest.subarray(length);
  }
  return concatBytes(...kept);
}

/** Length of the first step; a push that runs over the end takes all that is left. */
function stepLength(script: Uint8Array): number {
  const opcode = script[0] ?? 0;
  if (opcode > OP.PUSHDATA4) return 1;
  if (opcode < OP.PUSHDATA1) return Math.min(1 + opcode, script.length);
  const size = opcode === OP.PUSHDATA1 ? 1 : opcode === OP.PUSHDATA2 ? 2 : 4;
  let length = 0;
  for (let index = size; index >= 1; index -= 1) length = length * 256 + (script[index] ?? 0);
  return Math.min(1 + size + length, script.length);
}

/**
 * The 32 bytes that a version 1 or 2 signature signs, in signing order.
 * @param hashType signed 32-bit number
 * @throws AppError `sighash/overwintered` for versions 3 and 4; `sighash/no-such-input`;
 *   `sighash/single-without-output` (where Bitcoin hashes the number one, Flux refuses)
 */
export function legacySignatureHash(tx: FluxTransaction, index: number, scriptCode: Uint8Array, hashType: number): Uint8Array {
  if (tx.overwintered) throw new AppError('sighash/overwintered', 'versions 3 and 4 are hashed in another way', { context: { version: tx.version } });
  const spent = tx.inputs[index];
  if (spent === undefined) throw new AppError('sighash/no-such-input', 'the transaction has no such input', { context: { index } });
  const { single, none, anyoneCanPay } = sighashScope(hashType);
  if (single && index >= tx.outputs.length) throw new AppError('sighash/single-without-output', 'SINGLE needs an output at the place of the input', { context: { index } });

  const inputs = tx.inputs.map((input, place) => ({
    ...input,
    script: place === index ? withoutCodeSeparators(scriptCode) : new Uint8Array(0),
    sequence: place !== index && (single || none) ? 0 : input.sequence,
  }));
  const signedInputs = inputs.filter((_, place) => !anyoneCanPay || place === index);
  const outputs = none ? [] : single ? [...tx.outputs.slice(0, index).map(() => NO_OUTPUT), ...tx.outputs.slice(index, index + 1)] : tx.outputs;

  const writer = new ByteWriter(256);
  writer.u32(transactionHeader(tx));
  writer.list(signedInputs, (input) => writer.hash(input.txid).u32(input.index).varBytes(input.script).u32(input.sequence));
  writer.list(outputs, (output) => writeOutput(writer, output));
  writer.u32(tx.lockTime);
  if (tx.version >= 2) {
    writer.list(tx.shielded.joinSplits, (joinSplit) => writer.bytes(joinSplit));
    if (tx.shielded.joinSplitPublicKey !== null) writer.bytes(tx.shielded.joinSplitPublicKey).bytes(new Uint8Array(64));
  }
  return sha256d(writer.i32(hashType).finish());
}
