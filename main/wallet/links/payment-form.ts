// What a host is told of a payment (flux-services 3.3, payment hand-over): read from the outbox, never from a window.

import { contractOf, isEvmChain } from '../../../shared/chains/ids';
import { builtInAsset, chainInfo } from '../../../shared/chains/registry';
import { AppError } from '../../../shared/errors/app-error';
import { plainAmount } from '../../../shared/money/units';
import { coinName } from '../../../shared/uri/schemes';
import type { OutboxEntry } from '../plans/ports';

/** @throws AppError links/no-payment | links/not-sent-yet */
export function paymentForm(entry: OutboxEntry | null): Record<string, string> {
  if (entry === null || entry.intent.kind !== 'pay') throw new AppError('links/no-payment', 'there is no such payment');
  const { state, intent, nonce } = entry;
  if (state.kind !== 'pending' && state.kind !== 'mined' && state.kind !== 'confirmed') throw new AppError('links/not-sent-yet', 'no server took the payment yet');
  const asset = builtInAsset(intent.asset);
  return {
    transaction_id: entry.txid,
    coin: coinName(intent.asset) ?? contractOf(intent.asset) ?? chainInfo(entry.chain).native.symbol.toLowerCase(),
    chain: entry.chain,
    amount: asset === null ? intent.amount : plainAmount(BigInt(intent.amount), asset.decimals),
    // Which of the own coins paid is nobody's business where the chain does not need one sender.
    ...(isEvmChain(entry.chain) && nonce ? { from_address: nonce.from } : {}),
    to_address: intent.to,
  };
}
