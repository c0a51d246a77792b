// The next nonce of the EVM account, counted with what the outbox still has on its way.
import type { EvmChain } from '../../../../shared/chains/ids';
import { AppError } from '../../../../shared/errors/app-error';
import type { OutboxEntry } from '../ports';

/** More foreign pending transactions than this are no answer to build on: the payment would wait for ever. */
const MOST_AHEAD = 64;
/** A person's account has not sent that often; a transaction with such a nonce would never be mined. */
const MOST_EVER = 500_000;

/**
 * @param live entries of the outbox that are not at their end
 * @throws AppError evm/absurd-nonce
 */
export function nextNonce(chain: EvmChain, from: string, live: readonly OutboxEntry[], reported: { readonly latest: number; readonly pending: number }): number {
  const own = new Set(live.flatMap((entry) => (entry.chain === chain && entry.nonce !== null && entry.nonce.from.toLowerCase() === from.toLowerCase() ? [entry.nonce.value] : [])));
  if (!Number.isSafeInteger(reported.latest) || reported.latest < 0 || reported.latest > MOST_EVER || reported.pending > reported.latest + own.size + MOST_AHEAD) {
    throw new AppError('evm/absurd-nonce', 'a server reports a number of transactions beyond reason', { context: { chain, latest: reported.latest, pending: reported.pending } });
  }
  let next = reported.latest;
  while (own.has(next)) next += 1;
  // Transactions of the same account that were made elsewhere count too.
  if (next < reported.pending) {
    next = reported.pending;
    while (own.has(next)) next += 1;
  }
  return next;
}
