// Upper bounds for the size of transparent version 4 transactions before they are signed, for fees.
import { compactSizeLength } from '../crypto/byte-writer';

/** Low-S DER signature of at most 71 bytes, hash type and push. */
const SIGNATURE_PUSH = 73;
const COMPRESSED_KEY_PUSH = 34;
const UNCOMPRESSED_KEY_PUSH = 66;
/** Outpoint and sequence. */
const INPUT_FIXED = 40;
/** header, version group, lock time, expiry, value balance, three empty lists. */
const TRANSACTION_FIXED = 4 + 4 + 4 + 4 + 8 + 3;

function inputSize(scriptSig: number): number {
  return INPUT_FIXED + compactSizeLength(scriptSig) + scriptSig;
}

/** Most bytes that an input spending P2PKH takes, compressed key. */
export const P2PKH_INPUT_SIZE = inputSize(SIGNATURE_PUSH + COMPRESSED_KEY_PUSH);
/** The same with an uncompressed key. */
export const P2PKH_UNCOMPRESSED_INPUT_SIZE = inputSize(SIGNATURE_PUSH + UNCOMPRESSED_KEY_PUSH);

function pushSize(length: number): number {
  if (length < 0x4c) return 1 + length;
  return length <= 0xff ? 2 + length : 3 + length;
}

/** Most bytes that an input spending a P2SH multisig takes: `required` signatures and the redeem script. */
export function p2shMultisigInputSize(required: number, redeemScriptLength: number): number {
  return inputSize(1 + required * SIGNATURE_PUSH + pushSize(redeemScriptLength));
}

/** Bytes of an output with this script. */
export function outputSize(script: Uint8Array): number {
  return 8 + compactSizeLength(script.length) + script.length;
}

/** Most bytes that a transaction with inputs of these sizes and these output scripts takes. */
export function transactionSizeBound(inputSizes: readonly number[], outputScripts: readonly Uint8Array[]): number {
  const inputs = inputSizes.reduce((sum, size) => sum + size, compactSizeLength(inputSizes.length));
  return outputScripts.reduce((sum, script) => sum + outputSize(script), inputs + compactSizeLength(outputScripts.length) + TRANSACTION_FIXED);
}
