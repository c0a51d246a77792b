// What the chains themselves say at the end of a conservation run, against the wallet's records and the operator's books. All amounts are 10⁻⁸ FLUX.
import { z } from 'zod';
import type { Swap } from '../../../shared/contract/bridge';
import type { FusionStatus, FusionSwapState } from '../../../shared/practice/fusion-control';
import { CARRIERS, tokenOf, type Carrier } from '../practice/fusion-kit';
import { getJson, type PracticeProcess } from '../practice/practice-process';

const TRANSFER = '0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef';
const zLogs = z.array(z.object({ transactionHash: z.string(), data: z.string() }));
const zPage = z.object({
  totalItems: z.number(),
  items: z.array(z.object({ txid: z.string(), fees: z.number().optional(), vin: z.array(z.looseObject({ addr: z.string().optional() })), vout: z.array(z.looseObject({ value: z.string(), scriptPubKey: z.looseObject({ addresses: z.array(z.string()).optional() }) })) })),
});
type Page = z.infer<typeof zPage>;
const PAGE = 50;

/** A deposit as a chain shows it. */
export interface Seen {
  readonly txid: string;
  readonly amount: bigint;
}

/** States in which a swap is left once everything that can be done for it is done. */
export const AT_REST: readonly Swap['state']['kind'][] = ['arrived', 'contradicted', 'refused', 'deposit-failed', 'cancelled'];
export const CHAIN_KEYS = Object.keys(CARRIERS) as Carrier[];
const units = (decimal: string): bigint => BigInt(Math.round(Number(decimal) * 1e8));
const sum = (values: readonly bigint[]): bigint => values.reduce((total, value) => total + value, 0n);

/** What a chain itself shows of the wallet: its payments to the operator, and what all of its transactions cost in FLUX (nothing where another coin pays for them). */
export async function seenOn(network: PracticeProcess, chain: Carrier, own: readonly string[], operator: readonly string[]): Promise<Pick<ChainSums, 'deposits' | 'fees'>> {
  return chain === 'main' ? seenOnFlux(network, own, operator) : { deposits: await evmDeposits(network, chain, own, operator), fees: 0n };
}

async function evmDeposits(network: PracticeProcess, chain: Exclude<Carrier, 'main'>, own: readonly string[], operator: readonly string[]): Promise<Seen[]> {
  const topic = (address: string): string => `0x${address.slice(2).toLowerCase().padStart(64, '0')}`;
  const logs = zLogs.parse(await network.rpc(CARRIERS[chain], 'eth_getLogs', [{ address: tokenOf(chain), topics: [TRANSFER, own.map(topic), operator.map(topic)], fromBlock: '0x0', toBlock: 'latest' }]));
  return logs.map(({ transactionHash, data }) => ({ txid: transactionHash, amount: BigInt(data) }));
}

/** Own transactions pay nobody but the operator and the wallet itself: what else they pay is change, on addresses that no window lists. */
async function seenOnFlux(network: PracticeProcess, own: readonly string[], operator: readonly string[]): Promise<Pick<ChainSums, 'deposits' | 'fees'>> {
  const spent = (await historyOf(network, own)).filter(({ vin }) => vin.some(({ addr }) => addr !== undefined && own.includes(addr)));
  const paying = (vout: Page['items'][number]['vout'], to: readonly string[]) => vout.filter(({ scriptPubKey }) => scriptPubKey.addresses?.some((address) => to.includes(address)));
  const change = spent.flatMap(({ vout }) => vout.flatMap(({ scriptPubKey }) => scriptPubKey.addresses ?? [])).filter((address) => !own.includes(address) && !operator.includes(address));
  if (change.length > 0) return seenOnFlux(network, [...new Set([...own, ...change])], operator);
  const paid = spent.map(({ txid, vout }) => ({ txid, amount: sum(paying(vout, operator).map(({ value }) => units(value))) }));
  return { deposits: paid.filter(({ amount }) => amount > 0n), fees: sum(spent.map(({ fees }) => units(String(fees ?? 0)))) };
}

async function historyOf(network: PracticeProcess, addresses: readonly string[]): Promise<Page['items']> {
  const found: Page['items'] = [];
  for (let from = 0, total = 1; from < total; from += PAGE) {
    const page = zPage.parse(await getJson(`${network.ready.endpoints.flux.a}/addrs/${addresses.join()}/txs?from=${from}&to=${from + PAGE}`));
    total = page.totalItems;
    found.push(...page.items);
  }
  return found;
}

const txidOf = ({ state }: Swap): string | null => ('txid' in state && state.kind !== 'deposit-failed' && state.kind !== 'cancelled' ? state.txid : null);

/** How a swap ended, in words. */
const endOf = ({ state }: Swap): string => (state.kind === 'contradicted' ? `contradicted: ${state.what}` : state.kind === 'refused' ? `refused: ${state.how}` : state.kind);

/** Whether what the operator really paid is what the wallet found out for itself. */
function rightly({ state, arrives }: Swap, paid: bigint): boolean {
  if (state.kind === 'arrived') return paid === BigInt(state.amount) && paid >= BigInt(arrives);
  if (state.kind !== 'contradicted') return paid === 0n;
  if (state.what === 'wrong-amount') return paid > 0n && paid < BigInt(arrives);
  return state.what === 'wrong-recipient' ? paid > 0n : paid === 0n;
}

/** Each deposit has one swap with the wallet and one with the operator, and both say the same of its end. @returns pairs */
function matched(swaps: readonly Swap[], deposits: readonly Seen[], status: FusionStatus): { swap: Swap; theirs: FusionSwapState }[] {
  const ids = swaps.flatMap((swap) => txidOf(swap) ?? []).sort();
  expect(ids).toEqual(deposits.map(({ txid }) => txid).sort());
  expect(status.swaps.map(({ txidFrom }) => txidFrom).sort()).toEqual(ids);
  return swaps.filter((swap) => txidOf(swap) !== null).map((swap) => {
    const theirs = status.swaps.find(({ txidFrom }) => txidFrom === txidOf(swap));
    if (!theirs) throw new Error('no such swap');
    expect(deposits.find(({ txid }) => txid === theirs.txidFrom)?.amount).toBe(BigInt(swap.amount));
    expect([swap.id, theirs.status, swap.state.kind]).toEqual([swap.id, swap.state.kind === 'refused' ? swap.state.how : 'finished', swap.state.kind]);
    expect([swap.id, endOf(swap), rightly(swap, BigInt(theirs.paid ?? '0'))]).toEqual([swap.id, endOf(swap), true]);
    return { swap, theirs };
  });
}

export interface ChainSums {
  readonly chain: Carrier;
  /** From the faucet. */
  readonly given: bigint;
  /** What the wallet shows as its own. */
  readonly shown: bigint;
  readonly deposits: readonly Seen[];
  /** What the wallet's own transactions cost, in FLUX. */
  readonly fees: bigint;
}

/** All that the check looks at, when nothing moves any more. */
export interface Evidence {
  /** Every swap that has begun, as the wallet knows it under its name; null: it does not. */
  readonly begun: readonly { readonly id: string; readonly swap: Swap | null }[];
  /** The wallet's list of swaps. */
  readonly swaps: readonly Swap[];
  readonly chains: readonly ChainSums[];
  readonly status: FusionStatus;
}

/** Per chain: what is in the wallet, with the operator, with strangers and in fees is what was put in, to the unit. */
function balance({ chain, given, shown, deposits, fees }: ChainSums, pairs: ReturnType<typeof matched>, { books }: FusionStatus): void {
  const book = books.find((one) => one.chain === chain);
  if (!book?.onChain) throw new Error(`no book of ${chain}`);
  const { onChain } = book;
  const hither = pairs.filter(({ swap }) => swap.to === chain);
  const paid = (chosen: typeof hither): bigint => sum(chosen.map(({ theirs }) => BigInt(theirs.paid ?? '0')));
  const strangers = hither.filter(({ swap: { own, state } }) => !own || (state.kind === 'contradicted' && state.what === 'wrong-recipient'));
  // What the wallet found itself, and payouts that were too small.
  const found = sum(hither.filter(({ swap }) => swap.own).map(({ swap: { state }, theirs }) => (state.kind === 'arrived' ? BigInt(state.amount) : state.kind === 'contradicted' && state.what === 'wrong-amount' ? BigInt(theirs.paid ?? '0') : 0n)));
  const [sent, funding] = [sum(deposits.map(({ amount }) => amount)), BigInt(book.funding)];
  expect({ chain, wallet: shown }).toEqual({ chain, wallet: given - sent - fees + found });
  expect({ chain, received: BigInt(onChain.received) - funding }).toEqual({ chain, received: sent });
  expect({ chain, sent: BigInt(onChain.sent), payouts: BigInt(book.payouts) }).toEqual({ chain, sent: paid(hither), payouts: paid(hither) });
  expect({ chain, all: shown + BigInt(onChain.balance) + BigInt(onChain.networkFees) + fees + paid(strangers) }).toEqual({ chain, all: given + funding });
}

/** What has begun is kept under its name, whatever became of it; what was given up has no deposit. @returns swaps by their end */
function endsOf({ begun, swaps }: Evidence): Record<string, number> {
  const ends: Record<string, number> = {};
  for (const { id, swap } of begun) {
    if (!swap) throw new Error(`swap ${id} is forgotten`);
    if (swap.state.kind === 'abandoned') expect(txidOf(swap)).toBeNull();
    else expect(AT_REST).toContain(swap.state.kind);
    ends[endOf(swap)] = (ends[endOf(swap)] ?? 0) + 1;
  }
  expect(swaps.filter(({ id }) => !begun.some((one) => one.id === id))).toEqual([]);
  return ends;
}

/**
 * The conservation check. @returns swaps by their end
 * @throws what does not add up
 */
export function account(evidence: Evidence): Record<string, number> {
  const { swaps, chains, status } = evidence;
  const pairs = matched(swaps, chains.flatMap(({ deposits }) => deposits), status);
  for (const sums of chains) balance(sums, pairs, status);
  return endsOf(evidence);
}
