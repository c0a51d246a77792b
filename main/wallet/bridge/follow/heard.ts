// What a word of the operator does to a swap (flux-services 2.3). Its word alone never ends a swap well.

import { heldChain } from '../../../../shared/fusion/chains';
import type { SwapState } from '../../../../shared/contract/bridge';
import type { FusionSwap } from '../fusion/swap-shapes';
import { stepped, type OperatorWord, type SwapRecord } from '../record';
import { sameAddress, txidKey, txidOn } from '../txid';

/** Network time after which "finished" without a transaction counts as a contradiction. */
const NO_PAYOUT_MS = 60_000;

const ACTIVE: readonly string[] = ['new', 'waiting', 'confirming', 'exchanging'];
/** Words after which nothing happens for a while: the swap is in other hands, or the word is not known here. */
export function isActiveWord(status: string): boolean {
  return ACTIVE.includes(status.toLowerCase()) || status.toLowerCase() === 'finished';
}
export const isHold = (word: OperatorWord | null): boolean => word?.status.toLowerCase() === 'hold';

type WithDeposit = Extract<SwapState, { txid: string }>;

/**
 * The record after the operator was heard: it knows the deposit, whoever told it.
 * @param at network time
 * @returns the same object when nothing changed but the time
 */
export function heard(record: SwapRecord, said: FusionSwap, at: number): SwapRecord {
  const { state } = record;
  // While the operator was asked, another transaction may have become the deposit.
  if (!('txid' in state) || txidKey(state.txid) !== txidKey(said.txidFrom)) return record;
  const word = wordOf(said, at);
  const finishedAt = said.status.toLowerCase() === 'finished' ? record.finishedAt ?? at : null;
  const operatorId = said._id ?? record.operatorId;
  const told = sameWord(record.operator, word) && finishedAt === record.finishedAt && operatorId === record.operatorId ? record : { ...record, told: true, operator: word, operatorId, finishedAt };
  if (state.kind === 'arrived' || state.kind === 'paid-unchecked' || state.kind === 'deposit-failed' || state.kind === 'cancelled') return told;
  const next = nextState({ ...told, finishedAt }, state, said, at);
  return next === null ? told : stepped({ ...told, payout: 'txidTo' in next && told.payout?.txid === next.txidTo ? told.payout : null }, next, at);
}

/** Null: the state stays as it is. */
function nextState(record: SwapRecord, state: WithDeposit, said: FusionSwap, at: number): SwapState | null {
  const { txid } = state;
  const elsewhere = (said.addressTo !== null && !sameAddress(said.addressTo, record.recipient)) || (said.chainTo !== null && said.chainTo !== record.to);
  if (elsewhere) return contradicted(state, said.txidTo, 'wrong-recipient');
  const status = said.status.toLowerCase();
  if (status === 'expired' || status === 'dust') return state.kind === 'refused' && state.how === status ? null : { kind: 'refused', txid, how: status };
  if (status === 'finished') return finished(record, state, said.txidTo, at);
  return state.kind === 'following' ? null : { kind: 'following', txid };
}

function finished(record: SwapRecord, state: WithDeposit, txidTo: string | null, at: number): SwapState | null {
  const { txid } = state;
  const held = heldChain(record.to);
  const waited = record.finishedAt !== null && at - record.finishedAt >= NO_PAYOUT_MS;
  if (txidTo === null) {
    if (!waited) return state.kind === 'following' || state.kind === 'contradicted' || state.kind === 'checking' ? null : { kind: 'following', txid };
    return held === null ? { kind: 'paid-unchecked', txid, txidTo: null } : contradicted(state, null, 'no-payout');
  }
  if (held === null) return { kind: 'paid-unchecked', txid, txidTo };
  const payout = txidOn(held, txidTo);
  if (payout === null) return contradicted(state, txidTo, 'not-found');
  // What the chain said of this very transaction stands until it says something else.
  const known = (state.kind === 'checking' || state.kind === 'contradicted') && state.txidTo === payout;
  return known ? null : { kind: 'checking', txid, txidTo: payout };
}

function contradicted(state: WithDeposit, txidTo: string | null, what: 'no-payout' | 'not-found' | 'wrong-recipient'): SwapState | null {
  return state.kind === 'contradicted' && state.what === what && state.txidTo === txidTo ? null : { kind: 'contradicted', txid: state.txid, txidTo, what };
}

function wordOf(said: FusionSwap, at: number): OperatorWord {
  const text = (units: bigint | null): string | null => (units === null ? null : units.toString());
  return { status: said.status, at, amountFrom: text(said.amountFrom), amountTo: text(said.amountTo), fee: text(said.fee), confirmations: said.confsRequired, txidTo: said.txidTo };
}

function sameWord(left: OperatorWord | null, right: OperatorWord): boolean {
  return left !== null && JSON.stringify({ ...left, at: 0 }) === JSON.stringify({ ...right, at: 0 });
}
