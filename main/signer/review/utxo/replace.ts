// Replacement of an own transaction (BIP125): shares its inputs, pays more, and either pays the same people or nobody.

import type { Intent, UtxoPlan } from '../../../../shared/contract/money-path';
import { toHex } from '../../../../shared/crypto/bytes';
import type { Keys } from '../ports';
import { insist, insistMatch, refusal } from '../refusal';
import { checkFeeLimit, type Sorted } from './match';
import type { ReadOutput, UtxoReading } from './reading';
import type { ReplacedTransaction, UtxoRules, UtxoTransaction } from './rules';

export type ReplaceIntent = Extract<Intent, { kind: 'replace' }>;

function parseReplaced<T extends UtxoTransaction>(plan: UtxoPlan, rules: UtxoRules<T>): ReplacedTransaction {
  insist(plan.replaces !== null, 'replaced-transaction', 'the plan comes without the transaction that it replaces');
  let replaced: ReplacedTransaction | null;
  try {
    replaced = rules.parseReplaced(plan.replaces);
  } catch (thrown) {
    throw refusal('replaced-transaction', 'the transaction to replace cannot be read', {}, thrown);
  }
  insist(replaced !== null, 'not-replaceable', 'transactions of this chain cannot be replaced', { chain: rules.chain });
  return replaced;
}

/**
 * Fee of the replaced transaction, from the outputs that our own inputs were proven to spend. That needs all of its
 * inputs in the new transaction, which also makes sure that only one of the two can ever be mined.
 */
function replacedFee<T extends UtxoTransaction>(replaced: ReplacedTransaction, reading: UtxoReading<T>): bigint {
  const values = new Map(reading.inputs.map((input) => [`${input.txid}:${input.index}`, input.value]));
  let fee = 0n;
  for (const { txid, index } of replaced.inputs) {
    const value = values.get(`${txid}:${index}`);
    insist(value !== undefined, 'replacement-inputs', 'the new transaction does not spend all that the old one spent');
    fee += value;
  }
  for (const output of replaced.outputs) fee -= output.value;
  insist(fee >= 0n, 'replaced-transaction', 'the transaction to replace pays more than its inputs hold');
  return fee;
}

const outputText = (output: { readonly value: bigint; readonly script: Uint8Array }): string => `${output.value} ${toHex(output.script)}`;

/** Takes one of `text` out of the list; false when there is none. */
function take(list: string[], text: string): boolean {
  const place = list.indexOf(text);
  if (place >= 0) list.splice(place, 1);
  return place >= 0;
}

/** A replace intent against what was read. @throws AppError `review/...` */
export function matchReplace<T extends UtxoTransaction>(intent: ReplaceIntent, plan: UtxoPlan, reading: UtxoReading<T>, rules: UtxoRules<T>, keys: Keys): Sorted {
  insistMatch(intent.chain === rules.chain, 'chain');
  const replaced = parseReplaced(plan, rules);
  insistMatch(replaced.txid === intent.txid, 'replaced transaction');
  checkFeeLimit(reading.fee, intent.feeLimit);
  const oldFee = replacedFee(replaced, reading);
  const betterRate = reading.fee * BigInt(replaced.size) > oldFee * BigInt(reading.size);
  insist(reading.fee > oldFee && betterRate, 'replacement-fee', 'a replacement must pay more than what it replaces', { fee: reading.fee.toString(), before: oldFee.toString() });
  const change = reading.outputs.filter((output) => output.own !== null);
  const others = reading.outputs.filter((output) => output.own === null);
  if (intent.mode === 'cancel') {
    insist(others.length === 0, 'replacement-outputs', 'a cancellation may pay nobody but this wallet', { outputs: others.length });
    return { paid: [], change, note: null };
  }
  const before = replaced.outputs.map(outputText);
  for (const output of others) insist(take(before, outputText(output)), 'replacement-outputs', 'the new transaction pays somebody whom the old one did not pay so', { output: output.vout });
  const ownScripts = new Set(change.map((output) => toHex(output.script)));
  const dropped = replaced.outputs.filter((output) => take(before, outputText(output)));
  const lost = dropped.some((output) => !ownScripts.has(toHex(output.script)) && keys.isOwn(output.script, rules.chain) === null);
  insist(!lost, 'replacement-outputs', 'the new transaction leaves out somebody whom the old one paid');
  return { ...splitNotes(others, rules), change };
}

/** Data outputs of a replaced payment are shown as its note when they are text. */
function splitNotes<T extends UtxoTransaction>(others: readonly ReadOutput[], rules: UtxoRules<T>): { paid: ReadOutput[]; note: string | null } {
  const notes = others.filter((output) => output.address === null && output.value === 0n).map((output) => rules.noteOf(output.script));
  const paid = others.filter((output) => output.address !== null || output.value !== 0n);
  const data = notes[0];
  return { paid, note: data === undefined || data === null ? null : new TextDecoder().decode(data) };
}
