// The review of an EVM plan: read, held against the intent, warned about, put into the contract's form.

import type { EvmPlan, Intent, Review, Warning } from '../../../../shared/contract/money-path';
import { hasChecksumCase } from '../../../../shared/evm/address';
import { plainAmount } from '../../../../shared/money/units';
import { feeShare, highGasPrice } from '../fee-limits';
import { nativeFigure } from '../figures';
import type { ReviewDeps } from '../ports';
import { hashWithMeaning } from '../hash';
import { recipientFacts } from '../recipients';
import { insistMatch } from '../refusal';
import { mostSevere, type Reviewed } from '../reviewed';
import { readSwap } from '../swap';
import { leavingFigure, showEffect, type ShownEffect } from './effects';
import { matchEvmPay, matchEvmReplace } from './match';
import { matchEvmSwap } from './match-swap';
import { readEvmPlan, type EvmReading } from './reading';

export type EvmIntent = Extract<Intent, { kind: 'pay' | 'replace' | 'swap' }>;

/** Wei in a gwei, as a power of ten. */
const GWEI_DECIMALS = 9;

/** Nearly all of the reported balance leaves: a report can only add this warning. */
function balanceWarnings(intent: EvmIntent, effect: ShownEffect, plan: EvmPlan): Warning[] {
  if (effect.leaving === 0n) return [];
  if (intent.kind === 'pay' && intent.all) return [{ id: 'nearly-all', level: 'warn', context: { of: 'account' } }];
  const balance = plan.reported.balance === null ? null : BigInt(plan.reported.balance);
  return balance !== null && effect.leaving * 10n > balance * 9n ? [{ id: 'nearly-all', level: 'warn', context: { of: 'account' } }] : [];
}

function intentWarnings(intent: EvmIntent): Warning[] {
  if (intent.kind !== 'replace') return [];
  return [{ id: intent.mode === 'cancel' ? 'cancels' : 'replaces', level: 'info', context: { txid: intent.txid } }];
}

function contractWarnings(effect: ShownEffect, plan: EvmPlan): Warning[] {
  const plainPayment = effect.action === 'pay' && effect.counterparty !== effect.token;
  return plainPayment && plan.reported.recipientIsContract === true ? [{ id: 'contract-recipient', level: 'warn', context: { address: effect.counterparty } }] : [];
}

/** @param compared whether there was an address that could imitate another */
function checksOf(intent: EvmIntent, effect: ShownEffect, warnings: readonly Warning[], known: boolean, compared: boolean): Review['checks'] {
  const imitation = warnings.some(({ id }) => id === 'looks-like-known' || id === 'looks-like-own');
  return [
    'chain-id', 'fee-in-limit', 'does-what-was-asked',
    ...(intent.kind !== 'replace' && hasChecksumCase(intent.kind === 'pay' ? intent.to : intent.deposit) ? ['address-checksum'] as const : []),
    ...(effect.token !== null && effect.figure.decimalsFrom === 'built-in' ? ['token-built-in'] as const : []),
    ...(imitation || !compared ? [] : ['no-look-alike'] as const),
    ...(known ? ['known-recipient'] as const : []),
  ];
}

function actionOf(intent: EvmIntent, effect: ShownEffect): Review['action'] {
  if (intent.kind === 'swap') return 'swap';
  return intent.kind === 'replace' && intent.mode === 'cancel' ? 'cancel' : effect.action;
}

function feeOf(reading: EvmReading): Review['fee'] {
  return { figure: nativeFigure(reading.chain, reading.fee), size: reading.gasLimit, rate: plainAmount(reading.gasPrice, GWEI_DECIMALS), rateUnit: 'gwei', isLimit: true };
}

/** @throws AppError `review/...` when the plan is not what the intent asks for */
export function reviewEvm(intent: EvmIntent, plan: EvmPlan, deps: ReviewDeps): Reviewed {
  const { keys, addresses, ecc } = deps;
  insistMatch(intent.kind === 'replace' || plan.replaces === null, 'replaced transaction');
  const reading = readEvmPlan(plan, keys);
  if (intent.kind === 'pay') matchEvmPay(intent, reading);
  else if (intent.kind === 'swap') matchEvmSwap(intent, reading);
  else matchEvmReplace(intent, plan, reading, ecc);
  const swap = intent.kind === 'swap' ? readSwap(intent, deps) : null;
  const { chain, own } = reading;
  const effect = showEffect(reading, plan.reported);
  const self = effect.counterparty === own.address;
  // The operator's address is judged by lists of its own; the one to compare is who gets the payout.
  const facts = self || swap !== null ? null : recipientFacts(effect.counterparty, chain, keys, addresses);
  const cancels = intent.kind === 'replace' && intent.mode === 'cancel';
  const warnings: Warning[] = [
    ...effect.warnings,
    ...(facts?.warnings ?? []),
    ...(swap?.warnings ?? []),
    ...contractWarnings(effect, plan),
    ...highGasPrice(chain, reading.gasPrice, reading.fee),
    ...(effect.token === null ? feeShare(reading.fee, effect.leaving) : []),
    ...balanceWarnings(intent, effect, plan),
    ...(self && !cancels ? [{ id: 'to-self', level: 'info', context: { address: own.address } } as const] : []),
    ...intentWarnings(intent),
  ];
  const review: Review = {
    hash: swap === null ? reading.hash : hashWithMeaning(reading.hash, swap.meaning),
    network: keys.network,
    chain,
    action: actionOf(intent, effect),
    recipients: cancels ? [] : [{ address: effect.counterparty, amount: effect.figure, contact: facts?.contact ?? null, script: null }],
    amount: leavingFigure(effect, reading),
    fee: feeOf(reading),
    change: [],
    expiry: null,
    note: null,
    message: null,
    swap: swap?.shown ?? null,
    starts: [],
    from: [{ address: own.address, path: own.path }],
    nonce: Number(reading.tx.nonce),
    chainId: reading.chainId,
    checks: checksOf(intent, effect, warnings, swap?.known ?? facts?.known ?? false, swap?.compared ?? effect.action !== 'self'),
    warnings: mostSevere(warnings),
  };
  const remember = swap !== null ? swap.remember : facts !== null && effect.action === 'pay' ? [{ chain, address: effect.counterparty }] : [];
  return { review, signable: { kind: 'evm', chain, tx: reading.tx, key: plan.key, from: own.address }, remember, deposit: swap?.deposit };
}
