// Fusion's calls about fees and swaps.
import { z } from 'zod';
import { FUSION_CHAINS, PARALLEL_CHAINS, type FusionChain } from '../../../shared/fusion/chains';
import { plainAmount } from '../../../shared/money/units';
import { ExactNumber, fluxNumber, unitsOf, type JsonOut } from './exact-json';
import type { FusionOperator } from './operator';
import { SWAP_STATUSES, pairSchema, type Reservation, type SwapRecord } from './records';
import { FusionRefusal } from './reply';
import { swapJson } from './swap-json';
import { LADDER, MINING_FEES, type FeeGroup } from './terms';
import { feeOfSwap } from './walk';

/** Zelcore's coin ids, which the description names. */
const COIN_IDS: Readonly<Record<FusionChain, string>> = {
  main: 'zelcash', eth: 'fluxeth', bsc: 'fluxbsc', matic: 'fluxmatic', avax: 'fluxavax', base: 'fluxbase',
  kda: 'fluxkda', trx: 'fluxtrx', sol: 'fluxsol', erg: 'fluxerg', algo: 'fluxalgo',
};
const SHARE_DECIMALS = 9;

const createSchema = pairSchema.extend({ txidFrom: z.string().min(1).max(200), amountFrom: z.instanceof(ExactNumber) });

type JsonObject = { readonly [key: string]: JsonOut | undefined };
const share = (parts: bigint): ExactNumber => new ExactNumber(plainAmount(parts, SHARE_DECIMALS));
const flats = (flat: Readonly<Record<string, bigint>>): JsonObject => Object.fromEntries(Object.entries(flat).map(([chain, units]) => [chain, fluxNumber(units)]));
const swapGroup = (fees: FeeGroup): JsonObject => ({ percentage: share(fees.share), ...flats(fees.flat) });

export function feeTable(operator: FusionOperator): JsonObject {
  const mining = { percentage: share(MINING_FEES.share), ...flats(MINING_FEES.flat) };
  return { snapshot: mining, mining, swap: swapGroup(operator.desk.feesShown()) };
}

export function swapInfo(operator: FusionOperator): JsonObject {
  const chains = operator.desk.openChains();
  const fees = operator.desk.feesShown();
  return {
    chains,
    coins: chains.map((chain) => ({ coin: COIN_IDS[chain], chain })),
    confirmations: LADDER.map(({ confirmations, upTo }) => ({ confirmations, amount: fluxNumber(upTo) })),
    // What the premium rate is for is documented nowhere; here it is the common one.
    fees: { ...feeTable(operator), swap: { ...swapGroup(fees), premiumPercentage: share(fees.share) } },
    swapAddresses: chains.flatMap((chain) => {
      const address = operator.desk.depositAddress(chain);
      return address === null ? [] : [{ chain, address }];
    }),
  };
}

export function reserve(operator: FusionOperator, body: unknown, zelid: string | null): JsonObject {
  return reservationJson(operator.desk.reserve(pairSchema.parse(body), zelid));
}

function reservationJson({ chainFrom, chainTo, addressFrom, addressTo, zelid, createdMs }: Reservation): JsonObject {
  return { chainFrom, chainTo, addressFrom, addressTo, zelid: zelid ?? undefined, createdAt: new Date(createdMs).toISOString() };
}

export function create(operator: FusionOperator, body: unknown, zelid: string | null): JsonObject {
  const { amountFrom, ...registration } = createSchema.parse(body);
  const swap = operator.desk.create({ ...registration, amount: unitsOf(amountFrom) }, zelid);
  operator.wake();
  return swapJson(swap);
}

/** By id or deposit, with the status that clients are told. */
export function detail(operator: FusionOperator, name: string): JsonObject {
  return told(operator, operator.desk.find(name));
}

function told(operator: FusionOperator, swap: SwapRecord): JsonObject {
  return swapJson(swap, operator.switches.take('statusText'));
}

export function userHistory(operator: FusionOperator, zelid: string | null): JsonOut {
  if (zelid === null) throw new FusionRefusal('no-zelid', 'The header zelid is missing.');
  return operator.store.swaps().filter((swap) => swap.zelid === zelid).map((swap) => told(operator, swap));
}

export function swapStats(operator: FusionOperator): JsonObject {
  const swaps = operator.store.swaps();
  const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
  const captured = (list: readonly SwapRecord[]): ExactNumber => fluxNumber(list.filter(({ status }) => status === 'finished').reduce((sum, swap) => sum + feeOfSwap(swap), 0n));
  return {
    totalSwaps: swaps.length,
    ...Object.fromEntries(SWAP_STATUSES.map((status) => [`swaps${capitalised(status)}`, swaps.filter((swap) => swap.status === status).length])),
    ...Object.fromEntries(FUSION_CHAINS.flatMap((chain) => [
      [`swapsTo${capitalised(chain)}`, swaps.filter((swap) => swap.chainTo === chain).length],
      [`swapsFrom${capitalised(chain)}`, swaps.filter((swap) => swap.chainFrom === chain).length],
    ])),
    feeCaptured: captured(swaps),
    ...Object.fromEntries(FUSION_CHAINS.map((chain) => [`${chain}FeeCaptured`, captured(swaps.filter((swap) => swap.chainTo === chain))])),
  };
}

/** For queries whose chain has to be one of a kind. @throws FusionRefusal */
export function requireChain(text: string | null, parallel: boolean): FusionChain {
  const found = (parallel ? PARALLEL_CHAINS : FUSION_CHAINS).find((chain) => chain === text);
  if (found === undefined) throw new FusionRefusal('unknown-chain', `There is no chain ${(text ?? '').slice(0, 20)} here.`);
  return found;
}
