// Holds the intent of a UTXO payment or sweep against the outputs that were read.

import { contractOf, chainOf } from '../../../../shared/chains/ids';
import type { Intent } from '../../../../shared/contract/money-path';
import { equalBytes, toHex } from '../../../../shared/crypto/bytes';
import { unitsFromText } from '../../../../shared/money/units';
import { insist, insistMatch, refusal } from '../refusal';
import type { ReadOutput, UtxoReading } from './reading';
import type { UtxoRules, UtxoTransaction } from './rules';

export type PayIntent = Extract<Intent, { kind: 'pay' }>;
export type SweepIntent = Extract<Intent, { kind: 'sweep' }>;

/** The outputs by what they are for. */
export interface Sorted {
  readonly paid: readonly ReadOutput[];
  readonly change: readonly ReadOutput[];
  /** Text of the OP_RETURN output. */
  readonly note: string | null;
}

/** @throws AppError `review/recipient-address` */
export function recipientScript<T extends UtxoTransaction>(address: string, rules: UtxoRules<T>): Uint8Array {
  try {
    return rules.scriptOfAddress(address);
  } catch (thrown) {
    throw refusal('recipient-address', 'the recipient is not an address of this chain and network', { address }, thrown);
  }
}

/** @throws AppError `review/fee-above-limit` */
export function checkFeeLimit(fee: bigint, feeLimit: string): void {
  const limit = unitsFromText(feeLimit);
  insist(fee <= limit, 'fee-above-limit', 'the fee is above the limit that was agreed to', { fee: fee.toString(), limit: limit.toString() });
}

/** The output that pays `script`: not one that the plan calls change, unless we pay ourselves and it has the amount. */
function recipientOutput(outputs: readonly ReadOutput[], script: Uint8Array, amount: bigint): ReadOutput {
  const candidates = outputs.filter((output) => equalBytes(output.script, script));
  const open = candidates.filter((output) => !output.declared);
  insistMatch(open.length <= 1, 'outputs');
  const chosen = open[0] ?? candidates.find((output) => output.value === amount) ?? candidates[0];
  insistMatch(chosen !== undefined, 'recipient');
  insistMatch(chosen.value === amount, 'amount');
  return chosen;
}

function noteText<T extends UtxoTransaction>(output: ReadOutput, rules: UtxoRules<T>): string {
  const data = rules.noteOf(output.script);
  insist(data !== null && output.value === 0n, 'foreign-output', 'an output pays nobody', { output: output.vout });
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(data);
  } catch {
    throw refusal('bad-note', 'the note is not text', { data: toHex(data).slice(0, 160) });
  }
}

/** A pay intent against what was read. @throws AppError `review/...` */
export function matchPay<T extends UtxoTransaction>(intent: PayIntent, reading: UtxoReading<T>, rules: UtxoRules<T>): Sorted {
  insistMatch(chainOf(intent.asset) === rules.chain && contractOf(intent.asset) === null, 'asset');
  checkFeeLimit(reading.fee, intent.feeLimit);
  const amount = unitsFromText(intent.amount);
  insistMatch(amount > 0n, 'amount');
  const recipient = recipientOutput(reading.outputs, recipientScript(intent.to, rules), amount);
  const rest = reading.outputs.filter((output) => output !== recipient);
  const change = rest.filter((output) => output.own !== null);
  const others = rest.filter((output) => output.own === null);
  const notes = others.map((output) => {
    insist(output.address === null, 'foreign-output', 'an output pays somebody who was not asked for', { output: output.vout, address: output.address ?? '' });
    return noteText(output, rules);
  });
  insistMatch(notes.length === (intent.note === null ? 0 : 1) && (notes[0] ?? null) === intent.note, 'note');
  insistMatch(!intent.all || change.length === 0, 'change');
  return { paid: [recipient], change, note: notes[0] ?? null };
}

/** Everything of one imported key to one own address. @throws AppError `review/...` */
export function matchSweep<T extends UtxoTransaction>(intent: SweepIntent, reading: UtxoReading<T>, rules: UtxoRules<T>): Sorted {
  insistMatch(intent.chain === rules.chain, 'chain');
  checkFeeLimit(reading.fee, intent.feeLimit);
  insistMatch(reading.inputs.every(({ key }) => key.kind === 'imported' && key.id === intent.imported), 'inputs');
  const [output, ...rest] = reading.outputs;
  insistMatch(output !== undefined && rest.length === 0 && equalBytes(output.script, recipientScript(intent.to, rules)), 'recipient');
  insist(output.own !== null, 'own-address-expected', 'a sweep must pay an address of this wallet', { address: intent.to });
  return { paid: [output], change: [], note: null };
}
