// The review of a Flux or Bitcoin plan: read, held against the intent, warned about, put into the contract's form.

import type { Intent, Review, UtxoPlan, Warning } from '../../../../shared/contract/money-path';
import { toHex } from '../../../../shared/crypto/bytes';
import { feeShare, highUtxoFee } from '../fee-limits';
import { nativeFigure, ratioText } from '../figures';
import { hashWithMeaning, utxoHash } from '../hash';
import type { ReviewDeps } from '../ports';
import { recipientFacts, type RecipientFacts } from '../recipients';
import { refusal } from '../refusal';
import { mostSevere, type Reviewed } from '../reviewed';
import { readSwap } from '../swap';
import { matchPay, matchSweep, type Sorted } from './match';
import { matchSwap } from './match-swap';
import { readUtxoPlan, type ReadOutput, type UtxoReading } from './reading';
import { matchReplace } from './replace';
import type { UtxoRules, UtxoTransaction } from './rules';
import { collateralWarnings, lockTimeWarnings, nearlyAllWarnings, readExpiry } from './warnings';

export type UtxoIntent = Exclude<Intent, { kind: 'sign-message' | 'start-nodes' }>;

function match<T extends UtxoTransaction>(intent: UtxoIntent, plan: UtxoPlan, reading: UtxoReading<T>, rules: UtxoRules<T>, deps: ReviewDeps): Sorted {
  switch (intent.kind) {
    case 'pay': return matchPay(intent, reading, rules);
    case 'sweep': return matchSweep(intent, reading, rules);
    case 'swap': return matchSwap(intent, reading, rules);
    case 'replace': return matchReplace(intent, plan, reading, rules, deps.keys);
  }
}

function intentWarnings(intent: UtxoIntent): Warning[] {
  if (intent.kind !== 'replace') return [];
  return [{ id: intent.mode === 'cancel' ? 'cancels' : 'replaces', level: 'info', context: { txid: intent.txid } }];
}

function actionOf(intent: UtxoIntent, foreign: readonly ReadOutput[]): Review['action'] {
  if (intent.kind === 'replace' && intent.mode === 'cancel') return 'cancel';
  if (intent.kind === 'swap') return 'swap';
  return foreign.length === 0 ? 'self' : 'pay';
}

/** @throws AppError `review/...` when the plan is not what the intent asks for, or not what it claims to be */
export function reviewUtxo<T extends UtxoTransaction>(intent: UtxoIntent, plan: UtxoPlan, rules: UtxoRules<T>, deps: ReviewDeps): Reviewed {
  const { keys, addresses } = deps;
  const { chain, network } = rules;
  if (intent.kind !== 'replace' && plan.replaces !== null) throw refusal('plan-does-not-match-intent', 'the plan replaces a transaction that nobody named', { what: 'replaced transaction' });
  const reading = readUtxoPlan(plan, rules, keys);
  const sorted = match(intent, plan, reading, rules, deps);
  const swap = intent.kind === 'swap' ? readSwap(intent, deps) : null;
  const { expiry, warnings: expiryWarnings } = readExpiry(reading.tx, plan.tip, rules);

  const foreign = sorted.paid.filter((output) => output.own === null);
  const facts = new Map<ReadOutput, RecipientFacts>();
  // The operator's address is judged by lists of its own; the one to compare is who gets the payout.
  for (const output of swap === null ? foreign : []) if (output.address !== null) facts.set(output, recipientFacts(output.address, chain, keys, addresses));
  const leaving = foreign.reduce((total, output) => total + output.value, 0n);
  const shown = sorted.paid.reduce((total, output) => total + output.value, 0n);

  const warnings: Warning[] = [
    ...collateralWarnings(reading, rules),
    ...[...facts.values()].flatMap((fact) => fact.warnings),
    ...(swap?.warnings ?? []),
    ...highUtxoFee(chain, reading.fee, reading.size),
    ...feeShare(reading.fee, shown),
    ...(leaving > 0n ? nearlyAllWarnings(reading.spent, reading.spent - leaving - reading.fee, intent.kind === 'pay' && intent.all) : []),
    ...sorted.paid.filter((output) => output.own !== null).slice(0, 1).map((output): Warning => ({ id: 'to-self', level: 'info', context: { address: output.address ?? '' } })),
    ...foreign.filter((output) => output.address === null).slice(0, 1).map((output): Warning => ({ id: 'foreign-output', level: 'danger', context: { output: output.vout } })),
    ...expiryWarnings,
    ...lockTimeWarnings(reading.tx, plan.tip),
    ...intentWarnings(intent),
  ];
  const imitation = warnings.some(({ id }) => id === 'looks-like-known' || id === 'looks-like-own');
  const compared = swap?.compared ?? facts.size > 0;
  const allKnown = swap?.known ?? (facts.size > 0 && [...facts.values()].every((fact) => fact.known));
  const hash = utxoHash(network, chain, plan.unsigned, reading.inputs);
  const review: Review = {
    hash: swap === null ? hash : hashWithMeaning(hash, swap.meaning),
    network,
    chain,
    action: actionOf(intent, foreign),
    recipients: sorted.paid.map((output) => ({
      address: output.address,
      amount: nativeFigure(chain, output.value),
      contact: facts.get(output)?.contact ?? null,
      script: output.address === null ? toHex(output.script.subarray(0, 190)) : null,
    })),
    amount: nativeFigure(chain, leaving),
    fee: { figure: nativeFigure(chain, reading.fee), size: reading.size, rate: ratioText(reading.fee, reading.size), rateUnit: rules.rateUnit, isLimit: false },
    change: sorted.change.flatMap(({ value, own }) => (own === null ? [] : [{ address: own.address, amount: nativeFigure(chain, value), path: own.path }])),
    expiry,
    note: sorted.note,
    message: null,
    swap: swap?.shown ?? null,
    starts: [],
    from: distinctSources(reading),
    nonce: null,
    chainId: null,
    checks: [
      'sums-add-up', 'previous-hashes', 'fee-in-limit', 'does-what-was-asked',
      ...(intent.kind === 'replace' ? [] : ['address-checksum'] as const),
      ...(sorted.change.length > 0 ? ['change-is-ours'] as const : []),
      ...(imitation || !compared ? [] : ['no-look-alike'] as const),
      ...(allKnown ? ['known-recipient'] as const : []),
    ],
    warnings: mostSevere(warnings),
  };
  const remember = swap?.remember ?? foreign.flatMap((output) => (output.address === null ? [] : [{ chain, address: output.address }]));
  return { review, signable: rules.signable(reading.tx, reading.inputs), remember, deposit: swap?.deposit };
}

/** Every own address that is spent from, once. */
function distinctSources<T extends UtxoTransaction>(reading: UtxoReading<T>): Review['from'] {
  return [...new Set(reading.inputs.map((input) => input.own))].map(({ address, path }) => ({ address, path }));
}
