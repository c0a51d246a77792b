// Activity of an EVM account from blocks, receipts and logs. Amounts and parties are what the server reports.

import { builtInAsset } from '../../../shared/chains/registry';
import { nativeAsset, tokenAsset, type EvmChain } from '../../../shared/chains/ids';
import { fromHex } from '../../../shared/crypto/bytes';
import { encodeAddress } from '../../../shared/evm/address';
import { decodeErc20 } from '../../../shared/evm/erc20';
import type { EvmReceipt, EvmTx } from '../chains/evm/evm-client';
import type { Entry, EntryState } from '../history/entry';
import type { TokenTransfer } from './evm-logs';

const REVERTED: EntryState = { kind: 'failed', reason: { code: 'evm/reverted', message: 'the transaction was mined and reverted', context: {} } };
const shown = (address: string): string => encodeAddress(fromHex(address.slice(2)));

/** A transaction of a block that concerns the account, with its receipt. */
export interface SeenTx {
  readonly tx: EvmTx;
  readonly receipt: EvmReceipt;
  readonly height: number;
  /** Milliseconds. */
  readonly time: number;
}

export function feeOf(receipt: EvmReceipt): bigint | null {
  return receipt.effectiveGasPrice == null ? null : receipt.gasUsed * receipt.effectiveGasPrice + (receipt.l1Fee ?? 0n);
}

/** What a transaction did to the native balance, fee apart. */
export function nativeEffect({ tx, receipt }: SeenTx, me: string): bigint {
  if (receipt.status === 0 || tx.from === tx.to) return 0n;
  return (tx.to === me ? tx.value : 0n) - (tx.from === me ? tx.value : 0n);
}

/** Entry of the transaction itself; null when its logs tell it better (a token transfer) or it does not touch the account. */
export function transactionEntry(chain: EvmChain, seen: SeenTx, me: string, extra: bigint): Entry | null {
  const { tx, receipt, height, time } = seen;
  const mine = tx.from === me;
  const failed = receipt.status === 0;
  const amount = nativeEffect(seen, me) + extra;
  const base = {
    id: `${chain}:${tx.hash}`, chain, txid: tx.hash, asset: nativeAsset(chain), amount, fee: mine ? feeOf(receipt) : null, note: null, time, height,
    state: failed ? REVERTED : { kind: 'mined' } as const, suspicious: false,
  };
  if (!mine) return amount > 0n ? { ...base, kind: 'received', counterparties: [shown(tx.from)] } : null;
  const parties = tx.to == null || tx.to === me ? [] : [shown(tx.to)];
  const call = decodeErc20(fromHex(tx.input.slice(2)));
  if (call?.method === 'approve' && tx.to != null) {
    return { ...base, kind: call.amount === 0n ? 'revoked' : 'approved', asset: tokenAsset(chain, tx.to), amount: 0n, counterparties: [encodeAddress(call.spender)] };
  }
  if (call?.method === 'transfer' && tx.to != null) {
    return failed ? { ...base, kind: 'sent', asset: tokenAsset(chain, tx.to), amount: -call.amount, counterparties: [encodeAddress(call.to)] } : null;
  }
  if (tx.input !== '0x' && tx.input !== '') return { ...base, kind: 'contract', counterparties: parties };
  return { ...base, kind: tx.to === me ? 'self' : 'sent', amount: failed ? -tx.value : amount, counterparties: parties };
}

/** Native coins that came or went without a transaction of ours or to us: a contract moved them. The block's hash stands for the id. */
export function internalEntry(chain: EvmChain, blockHash: string, height: number, time: number, amount: bigint): Entry {
  return {
    id: `${chain}:${blockHash}:internal`, chain, txid: blockHash, kind: 'contract', asset: nativeAsset(chain), amount, fee: null, counterparties: [],
    note: null, time, height, state: { kind: 'mined' }, suspicious: false,
  };
}

/**
 * Entry of a token transfer.
 * @param seen the transaction that made it
 * @param first whether it is the first transfer of that transaction: it takes the transaction's own id when we sent it
 * @param askedFor whether the person has asked for that token: sent it or shown an address for it
 */
export function transferEntry(chain: EvmChain, transfer: TokenTransfer, seen: SeenTx, me: string, first: boolean, askedFor: boolean): Entry {
  const out = transfer.from === me;
  const self = out && transfer.to === me;
  const signedByMe = seen.tx.from === me;
  const asset = tokenAsset(chain, transfer.contract);
  return {
    id: signedByMe && out && first ? `${chain}:${transfer.txid}` : `${chain}:${transfer.txid}:${transfer.logIndex}`,
    chain, txid: transfer.txid, kind: self ? 'self' : out ? 'sent' : 'received', asset,
    amount: self ? 0n : out ? -transfer.amount : transfer.amount,
    fee: signedByMe && first ? feeOf(seen.receipt) : null,
    counterparties: self ? [] : [shown(out ? transfer.to : transfer.from)],
    note: null, time: seen.time, height: transfer.height, state: { kind: 'mined' },
    // A transfer of nothing is how look-alike addresses get into a history; unknown tokens nobody asked for are how links do.
    suspicious: !signedByMe && (transfer.amount === 0n || (builtInAsset(asset) === null && !askedFor)),
  };
}
