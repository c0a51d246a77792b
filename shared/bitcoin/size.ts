// Sizes of Bitcoin transactions before they are signed, and the dust rule (Bitcoin Core policy.cpp).

import { compactSizeLength } from '../crypto/byte-writer';
import { classifyBitcoinScript } from './script';

export type BitcoinInputType = 'p2pkh' | 'p2sh-p2wpkh' | 'p2wpkh' | 'p2tr';

/** Weight of an input with a low-S, 71-byte signature plus hash type (72 bytes); for p2tr 64 bytes with the default type. */
const INPUT_WEIGHT: Readonly<Record<BitcoinInputType, number>> = {
  // outpoint 36, script length 1, scriptSig 1 + 72 + 1 + 33, sequence 4; an empty witness is one more byte in segwit transactions
  'p2pkh': 4 * 148,
  // 36 + 1 + (1 + 22) + 4 and the witness 1 + 1 + 72 + 1 + 33
  'p2sh-p2wpkh': 4 * 64 + 108,
  'p2wpkh': 4 * 41 + 108,
  // witness: 1 + 1 + 64
  'p2tr': 4 * 41 + 66,
};

/** Weight units that one input adds. */
export function inputWeight(type: BitcoinInputType): number {
  return INPUT_WEIGHT[type];
}

/** Virtual bytes of a transaction with these inputs and output script lengths, as an upper bound for low-R or low-S signatures. */
export function estimateVirtualSize(inputs: readonly BitcoinInputType[], outputScriptLengths: readonly number[]): number {
  const segwit = inputs.some((type) => type !== 'p2pkh');
  let weight = 4 * (8 + compactSizeLength(inputs.length) + compactSizeLength(outputScriptLengths.length)) + (segwit ? 2 : 0);
  for (const type of inputs) weight += INPUT_WEIGHT[type] + (segwit && type === 'p2pkh' ? 1 : 0);
  for (const length of outputScriptLengths) weight += 4 * (8 + compactSizeLength(length) + length);
  return Math.ceil(weight / 4);
}

/** Satoshi per virtual byte that decide what dust is (DUST_RELAY_TX_FEE, 3000 sat/kvB). */
const DUST_RATE = 3n;

/** The least value that nodes relay in an output with this script; 0 for data outputs. */
export function dustLimit(script: Uint8Array): bigint {
  const kind = classifyBitcoinScript(script);
  if (kind === 'op-return') return 0n;
  const witness = kind === 'p2wpkh' || kind === 'p2wsh' || kind === 'p2tr' || kind === 'witness-unknown';
  // Spending costs 148 bytes, or 67 virtual bytes where the signature is in the witness.
  return DUST_RATE * BigInt(8 + compactSizeLength(script.length) + script.length + (witness ? 67 : 148));
}
