// What an own address earned in parallel mining, and what claiming it would bring: the operator's figures. Amounts are 10⁻⁸ FLUX.

import type { NetworkId } from '../../../../shared/chains/ids';
import type { Claims } from '../../../../shared/contract/bridge';
import { AppError } from '../../../../shared/errors/app-error';
import { heldChain, PARALLEL_CHAINS, type ParallelChain } from '../../../../shared/fusion/chains';
import { swapFee } from '../../../../shared/fusion/fee';
import type { FusionClient } from '../fusion/client';
import type { OwnAddresses } from '../recipient';
import type { ClaimStore } from './claim-store';

export interface ClaimFigures extends Pick<Claims, 'isMiner' | 'chains' | 'all'> {
  readonly address: string;
}

/** A payout on the main chain is written with this in front of its id. */
const ON_MAIN = 'flux:';
export const bareTxid = (txid: string): string => (txid.startsWith(ON_MAIN) ? txid.slice(ON_MAIN.length) : txid);
const MOST_PAST = 500;

/** @throws AppError fusion/… */
export async function claimFigures(address: string, client: FusionClient, own: OwnAddresses): Promise<ClaimFigures> {
  const [summary, fees, multi] = await Promise.all([client.summary(address), client.miningFees(), client.multiAvailable(address)]);
  if (summary.address !== address) throw new AppError('fusion/malformed', 'the operator answers about another address', { context: { at: 'address' } });
  const chains = PARALLEL_CHAINS.flatMap((chain) => {
    const entry = summary.chainStatistics.find((one) => one.chain === chain);
    if (!entry) return [];
    const flat = fees.flat[chain];
    const fee = flat === undefined ? null : swapFee(entry.possibleToClaim, flat, fees.percentage);
    return [{
      chain, available: entry.possibleToClaim.toString(), claimed: entry.claimedAmount.toString(), fee: (fee?.total ?? 0n).toString(), arrives: (fee !== null && fee.arrives > 0n ? fee.arrives : 0n).toString(),
      receiver: receiverOn(chain, own), problem: fee === null ? 'claims/no-fee' : entry.possibleToClaim === 0n ? 'claims/nothing' : fee.arrives <= 0n ? 'claims/not-above-fee' : null,
    }];
  });
  return {
    address, isMiner: summary.isMiner, chains,
    all: multi && { gross: (multi.totalReward + multi.totalFee).toString(), fees: multi.totalFee.toString(), arrives: multi.totalReward.toString(), problem: multi.totalReward === 0n ? 'claims/nothing' : null },
  };
}

/** Null where the wallet has no address. */
function receiverOn(chain: ParallelChain, own: OwnAddresses): string | null {
  if (heldChain(chain) === null) return null;
  try {
    return own.ownAddress(chain);
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.code === 'accounts/none') return null;
    throw thrown;
  }
}

/**
 * Past claims as the operator lists them, and own ones that it does not list yet.
 * @throws AppError fusion/…
 */
export async function pastClaims(address: string, client: FusionClient, store: ClaimStore): Promise<Claims['past']> {
  const { transactions } = await client.claimed(address);
  const listed = transactions.map((claim) => ({
    chain: claim.chain, amount: claim.amount.toString(), fee: claim.fee === null ? null : claim.fee.toString(), receiver: (claim.claimedAddress ?? '').slice(0, 128), txid: bareTxid(claim.txid), onMain: claim.txid.startsWith(ON_MAIN),
    at: claim.timestamp ?? phraseTime(claim.message),
  }));
  const known = new Set(listed.map(({ txid }) => txid));
  const own = store.of(address).flatMap((claim): Claims['past'] => {
    const chain = PARALLEL_CHAINS.find((key) => key === claim.target);
    // A claim of everything is listed by the operator chain by chain; until then there is no chain to show it under.
    if (claim.txid === null || chain === undefined || known.has(bareTxid(claim.txid))) return [];
    return [{ chain, amount: claim.arrives.toString(), fee: null, receiver: claim.receiver, txid: bareTxid(claim.txid), onMain: false, at: claim.at }];
  });
  return [...own, ...listed].sort((left, right) => (right.at ?? 0) - (left.at ?? 0)).slice(0, MOST_PAST);
}

/** A phrase starts with the operator's time. */
function phraseTime(message: string | null): number | null {
  const match = message === null ? null : /^(\d{13})[0-9a-z]+$/.exec(message);
  return match ? Number(match[1]) : null;
}

export interface ClaimsDeps {
  readonly network: NetworkId;
  readonly client: () => FusionClient;
  readonly store: ClaimStore;
  readonly own: OwnAddresses;
  readonly clock: () => number;
}
