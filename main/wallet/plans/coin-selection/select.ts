// Chooses coins for a payment: branch and bound, single random draw and largest first compete, the least waste wins.
import { AppError } from '../../../../shared/errors/app-error';
import { branchAndBound } from './branch-and-bound';
import { rank, type Candidate, type Ranked } from './candidates';
import { largestFirst, singleRandomDraw } from './fall-backs';
import { seededBelow } from './prng';

/** More inputs than this do not go into one transaction: signing stays quick and the size far below every limit. */
export const MAX_INPUTS = 2000;

export interface SelectionRequest {
  readonly coins: readonly Candidate[];
  /** What the recipients get. */
  readonly target: bigint;
  /** Fee of the transaction without inputs and without change, rounded up. */
  readonly baseFee: bigint;
  readonly change: {
    /** Fee of the change output at the chosen rate. */
    readonly fee: number;
    /** Fee of spending it one day, at the long-term rate. */
    readonly spendFee: number;
    /** The least it may hold. */
    readonly dust: number;
  };
  readonly maxInputs?: number;
  /** At least 12 random bytes for the draw. */
  readonly seed: Uint8Array;
}

export interface Selection {
  /** Positions in `coins`, without repeats. */
  readonly picked: readonly number[];
  readonly total: bigint;
  /** What is left for change after all fees; null when everything beyond the target goes to the fee. */
  readonly change: bigint | null;
  /** Cost of this choice against spending the same coins at the long-term rate, in base units. */
  readonly waste: number;
  readonly by: 'branch-and-bound' | 'single-random-draw' | 'largest-first';
}

function sumOf(coins: readonly Candidate[], picked: readonly number[]): { total: bigint; fees: number; waste: number } {
  let total = 0n;
  let fees = 0;
  let waste = 0;
  for (const index of picked) {
    const coin = coins[index];
    if (coin === undefined) continue;
    total += coin.value;
    fees += coin.fee;
    waste += coin.fee - coin.longTermFee;
  }
  return { total, fees, waste };
}

function settle(request: SelectionRequest, picked: readonly number[], by: Selection['by'], changeAllowed: boolean): Selection {
  const { total, fees, waste } = sumOf(request.coins, picked);
  const left = total - request.target - request.baseFee - BigInt(fees);
  const change = left - BigInt(request.change.fee);
  if (changeAllowed && change >= BigInt(request.change.dust)) {
    return { picked, total, change, waste: waste + request.change.fee + request.change.spendFee, by };
  }
  return { picked, total, change: null, waste: waste + Number(left), by };
}

/** @throws AppError plan/too-many-coins | plan/not-enough */
function refuse(ranked: Ranked, need: number, baseFee: number, maxInputs: number): never {
  const all = ranked.rest[0] ?? 0;
  if (all >= need && ranked.effective.length > maxInputs) {
    throw new AppError('plan/too-many-coins', 'the amount needs more coins than one transaction may hold: gather coins first', {
      context: { maxInputs, most: String(Math.max(0, all - (ranked.rest[maxInputs] ?? 0) - baseFee)) },
    });
  }
  throw new AppError('plan/not-enough', 'the coins do not cover amount and fee', { context: { missing: String(Math.ceil(need - all)) } });
}

/**
 * Chooses coins that cover target and fees.
 * @throws AppError plan/not-enough (context.missing) | plan/too-many-coins (context.maxInputs, context.most) | selection/bad-target
 */
export function selectCoins(request: SelectionRequest): Selection {
  const { change, seed } = request;
  const maxInputs = request.maxInputs ?? MAX_INPUTS;
  if (request.target <= 0n || request.baseFee < 0n) throw new AppError('selection/bad-target', 'nothing to pay');
  const ranked = rank(request.coins);
  const need = Number(request.target + request.baseFee);
  const settled = (places: readonly number[] | null, by: Selection['by'], changeAllowed: boolean): Selection | null =>
    places === null ? null : settle(request, places.map((place) => ranked.order[place] ?? 0), by, changeAllowed);
  const largest = settled(largestFirst(ranked, need, maxInputs), 'largest-first', true);
  const candidates = [
    largest,
    settled(branchAndBound(ranked, need, change.fee + change.spendFee, maxInputs, largest?.waste)?.places ?? null, 'branch-and-bound', false),
    // The draw aims at a change output that may exist.
    settled(singleRandomDraw(ranked, need + change.fee + change.dust, maxInputs, seededBelow(seed)), 'single-random-draw', true),
  ];
  const best = candidates.reduce((least, next) => (least === null || (next !== null && next.waste < least.waste) ? next : least), null);
  return best ?? refuse(ranked, need, Number(request.baseFee), maxInputs);
}

/**
 * Everything that is worth spending, for "send all" and sweeps.
 * @returns `amount` is what the recipient gets after the fee
 * @throws AppError plan/not-enough when nothing is left after the fee | plan/too-many-coins
 */
export function selectAll(request: Pick<SelectionRequest, 'coins' | 'baseFee' | 'maxInputs'>): { picked: readonly number[]; total: bigint; amount: bigint } {
  const maxInputs = request.maxInputs ?? MAX_INPUTS;
  const picked = request.coins.flatMap((coin, index) => (coin.value > BigInt(coin.fee) ? [index] : []));
  if (picked.length > maxInputs) {
    throw new AppError('plan/too-many-coins', 'everything is more coins than one transaction may hold: gather coins first', { context: { maxInputs, coins: picked.length } });
  }
  const { total, fees } = sumOf(request.coins, picked);
  const amount = total - BigInt(fees) - request.baseFee;
  if (amount <= 0n) throw new AppError('plan/not-enough', 'nothing is left after the fee', { context: { missing: String(1n - amount) } });
  return { picked, total, amount };
}
