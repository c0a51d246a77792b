// Holds a swap's deposit on the main chain against the outputs that were read: one sender, one payment, change to the sender, nothing else.

import { equalBytes } from '../../../../shared/crypto/bytes';
import { unitsFromText } from '../../../../shared/money/units';
import { insist, insistMatch } from '../refusal';
import type { SwapIntent } from '../swap';
import { checkFeeLimit, recipientScript, type Sorted } from './match';
import type { UtxoReading } from './reading';
import type { UtxoRules, UtxoTransaction } from './rules';

/** @throws AppError `review/...` */
export function matchSwap<T extends UtxoTransaction>(intent: SwapIntent, reading: UtxoReading<T>, rules: UtxoRules<T>): Sorted {
  insistMatch(intent.from === rules.chain && rules.chain === 'flux', 'chain');
  checkFeeLimit(reading.fee, intent.feeLimit);
  const amount = unitsFromText(intent.amount);
  insistMatch(amount > 0n, 'amount');
  // The operator takes the deposit for the pair of addresses that was reserved: a coin of another address would make the sender unclear.
  insistMatch(reading.inputs.every((input) => input.own.address === intent.sender), 'sender');
  const script = recipientScript(intent.deposit, rules);
  const [deposit, ...more] = reading.outputs.filter((output) => equalBytes(output.script, script));
  insistMatch(deposit !== undefined, 'recipient');
  insistMatch(more.length === 0, 'outputs');
  insistMatch(deposit.value === amount, 'amount');
  insist(deposit.own === null, 'own-deposit', 'the deposit would go to this wallet and to no operator', { address: intent.deposit });
  const change = reading.outputs.filter((output) => output !== deposit);
  for (const output of change) {
    insist(output.own !== null, 'foreign-output', 'an output pays somebody who was not asked for, or carries data', { output: output.vout, address: output.address ?? '' });
    insistMatch(output.own.address === intent.sender, 'change');
  }
  insistMatch(change.length <= 1, 'outputs');
  return { paid: [deposit], change, note: null };
}
