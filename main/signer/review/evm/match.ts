// Holds the intent of an EVM payment or replacement against what was read.

import { chainOf, contractOf } from '../../../../shared/chains/ids';
import type { EvmPlan, Intent } from '../../../../shared/contract/money-path';
import { equalBytes } from '../../../../shared/crypto/bytes';
import type { Ecc } from '../../../../shared/crypto/ecc';
import { decodeAddress, encodeAddress } from '../../../../shared/evm/address';
import { maxGasPrice, parseTransaction, senderOf, transactionId, type EvmTransaction } from '../../../../shared/evm/transaction';
import { unitsFromText } from '../../../../shared/money/units';
import { insist, insistMatch, refusal } from '../refusal';
import type { EvmReading } from './reading';

type PayIntent = Extract<Intent, { kind: 'pay' }>;
type ReplaceIntent = Extract<Intent, { kind: 'replace' }>;

/** @throws AppError `review/recipient-address` */
export function recipientBytes(address: string): Uint8Array {
  try {
    return decodeAddress(address);
  } catch (thrown) {
    throw refusal('recipient-address', 'the recipient is not an address of this chain', { address }, thrown);
  }
}

/** @throws AppError `review/fee-above-limit` */
export function checkFeeLimit(reading: EvmReading, feeLimit: string): void {
  const limit = unitsFromText(feeLimit);
  insist(reading.fee <= limit, 'fee-above-limit', 'the fee can rise above the limit that was agreed to', { fee: reading.fee.toString(), limit: limit.toString() });
}

/** @throws AppError `review/...` */
export function matchEvmPay(intent: PayIntent, reading: EvmReading): void {
  insistMatch(chainOf(intent.asset) === reading.chain, 'chain');
  checkFeeLimit(reading, intent.feeLimit);
  insistMatch(intent.note === null, 'note');
  const to = recipientBytes(intent.to);
  insist(to.some((byte) => byte !== 0), 'zero-address', 'what is sent to the zero address is lost');
  const amount = unitsFromText(intent.amount);
  insistMatch(amount > 0n, 'amount');
  const contract = contractOf(intent.asset);
  const { effect } = reading;
  insist(effect.kind !== 'call', 'unknown-call', 'the transaction calls a contract in a way that cannot be read');
  if (contract === null) {
    insistMatch(effect.kind === 'native', 'asset');
    insistMatch(effect.to === encodeAddress(to), 'recipient');
    insistMatch(effect.amount === amount, 'amount');
    return;
  }
  insistMatch(effect.kind === 'token' && effect.contract.toLowerCase() === contract, 'asset');
  insistMatch(effect.call.method === 'transfer', 'call');
  insistMatch(equalBytes(effect.call.to, to), 'recipient');
  insistMatch(effect.call.amount === amount, 'amount');
}

function parseReplaced(plan: EvmPlan, intent: ReplaceIntent, reading: EvmReading, ecc: Ecc): EvmTransaction {
  insist(plan.replaces !== null, 'replaced-transaction', 'the plan comes without the transaction that it replaces');
  insistMatch(transactionId(plan.replaces) === (intent.txid.startsWith('0x') ? intent.txid : `0x${intent.txid}`), 'replaced transaction');
  let sender: string;
  let tx: EvmTransaction;
  try {
    const parsed = parseTransaction(plan.replaces);
    insist(parsed.signature !== null, 'replaced-transaction', 'the transaction to replace is not signed');
    tx = parsed.tx;
    sender = senderOf(parsed.tx, parsed.signature, ecc);
  } catch (thrown) {
    throw refusal('replaced-transaction', 'the transaction to replace cannot be read', {}, thrown);
  }
  insist(sender === reading.own.address, 'wrong-signer', 'the transaction to replace is not from this account', { sender });
  return tx;
}

/** @throws AppError `review/...` */
export function matchEvmReplace(intent: ReplaceIntent, plan: EvmPlan, reading: EvmReading, ecc: Ecc): void {
  insistMatch(intent.chain === reading.chain, 'chain');
  checkFeeLimit(reading, intent.feeLimit);
  const before = parseReplaced(plan, intent, reading, ecc);
  const { tx } = reading;
  insist(before.chainId === tx.chainId && before.nonce === tx.nonce, 'replaced-transaction', 'the new transaction does not take the place of the old one', { nonce: Number(tx.nonce) });
  const tip = (of: EvmTransaction): bigint => (of.type === 2 ? of.maxPriorityFeePerGas : of.gasPrice);
  insist(maxGasPrice(tx) > maxGasPrice(before) && tip(tx) > tip(before), 'replacement-fee', 'a replacement must pay more than what it replaces');
  if (intent.mode === 'cancel') {
    const { effect } = reading;
    insist(effect.kind === 'native' && effect.to === reading.own.address && effect.amount === 0n, 'replacement-outputs', 'a cancellation may do nothing but use up the nonce');
    return;
  }
  const same = tx.to !== null && before.to !== null && equalBytes(tx.to, before.to) && tx.value === before.value && equalBytes(tx.data, before.data);
  insist(same, 'replacement-outputs', 'the new transaction does something else than the old one');
}
