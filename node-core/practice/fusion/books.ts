// The operator's books: what came in, went out and was kept, by its own records and by what the chains show.
import { FUSION_CHAINS } from '../../../shared/fusion/chains';
import type { FusionBook, FusionStatus, FusionSwapState } from '../../../shared/practice/fusion-control';
import type { OperatorChains, Payouts } from './payouts';
import { swapKey, type ClaimRecord, type SwapRecord } from './records';
import type { FusionStore } from './store';
import { feeOfSwap } from './walk';
import { carrierOf, type FluxCarrier, type OperatorWallet } from './wallets';

export interface BookParts {
  readonly store: FusionStore;
  readonly chains: OperatorChains;
  readonly payouts: Payouts;
  readonly wallets: Readonly<Record<FluxCarrier, OperatorWallet>>;
  funding(carrier: FluxCarrier): bigint;
}

const total = <Entry>(entries: readonly Entry[], amount: (entry: Entry) => bigint): bigint => entries.reduce((sum, entry) => sum + amount(entry), 0n);
const seen = (swaps: readonly SwapRecord[]): SwapRecord[] => swaps.filter(({ amountFrom }) => amountFrom !== null);
const came = (swap: SwapRecord): bigint => BigInt(swap.amountFrom ?? '0');
const paid = (swap: SwapRecord): bigint => BigInt(swap.paid ?? '0');
/** What stays with the operator as its fee; of dust everything does, and that is not a fee. */
const kept = (swap: SwapRecord): bigint => (came(swap) > feeOfSwap(swap) ? feeOfSwap(swap) : 0n);
/** Chain that a claim was paid on. */
const claimChain = (claim: ClaimRecord): string => (claim.txid.startsWith('flux:') ? 'main' : claim.chain);

export async function books(parts: BookParts): Promise<Pick<FusionStatus, 'books' | 'totals'>> {
  const swaps = seen(parts.store.swaps());
  const [deposits, payouts, fees] = [total(swaps, came), total(swaps, paid), total(swaps, kept)];
  return {
    books: await Promise.all(FUSION_CHAINS.map((chain) => book(parts, swaps, chain))),
    totals: { deposits: deposits.toString(), payouts: payouts.toString(), fees: fees.toString(), unpaid: (deposits - payouts - fees).toString() },
  };
}

async function book({ store, chains, wallets, funding }: BookParts, swaps: readonly SwapRecord[], chain: FusionBook['chain']): Promise<FusionBook> {
  const carrier = carrierOf(chain);
  const onChain = carrier === null ? null : await chains[carrier].holdings();
  const claims = store.claims().filter((claim) => claimChain(claim) === chain);
  const to = swaps.filter(({ chainTo }) => chainTo === chain);
  return {
    chain,
    wallet: carrier === null ? null : { address: wallets[carrier].address, otherAddress: wallets[carrier].otherAddress },
    onChain: onChain === null ? null : {
      balance: onChain.balance.toString(), received: onChain.received.toString(), sent: onChain.sent.toString(), networkFees: onChain.networkFees.toString(),
    },
    funding: (carrier === null ? 0n : funding(carrier)).toString(),
    deposits: total(swaps.filter(({ chainFrom }) => chainFrom === chain), came).toString(),
    payouts: total(to, paid).toString(),
    fees: total(to, kept).toString(),
    claims: total(claims, (claim) => BigInt(claim.amount) - BigInt(claim.fee)).toString(),
    claimFees: total(claims, (claim) => BigInt(claim.fee)).toString(),
  };
}

/** Swaps as they truly are, in the order in which they were registered. */
export function swapStates({ store, payouts }: BookParts): Promise<FusionSwapState[]> {
  return Promise.all(store.swaps().map(async (swap) => {
    const { id, chainFrom, chainTo, addressFrom, addressTo, txidFrom, status, held, expected, amountFrom, txidTo } = swap;
    const payout = store.payout(swapKey(swap));
    return {
      id, chainFrom, chainTo, addressFrom, addressTo, txidFrom, status, held, expected, amountFrom, txidTo,
      fee: feeOfSwap(swap).toString(), paid: swap.paid,
      payout: payout === null ? null : { txid: payout.txid, state: await payouts.stateOf(payout) },
    };
  }));
}
