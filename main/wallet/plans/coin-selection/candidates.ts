// Coins as the search sees them: effective values (value less the fee of spending it), largest first, in plain numbers.
import { fallingOrder } from './falling-order';

/** What the choice needs to know of a coin. All figures in the chain's base units. */
export interface Candidate {
  readonly value: bigint;
  /** Fee that its input costs at the chosen rate, rounded up. */
  readonly fee: number;
  /** Fee that its input would cost at the long-term rate, rounded up. */
  readonly longTermFee: number;
}

/** Sorted view of the coins that are worth more than their own input. */
export interface Ranked {
  /** Positions in the caller's list, by falling effective value. */
  readonly order: Uint32Array;
  /** Effective values in that order. */
  readonly effective: Float64Array;
  /** Fee of each input less its long-term fee: what spending it now wastes. */
  readonly waste: Float64Array;
  /** rest[i] is the sum of effective[i..]. */
  readonly rest: Float64Array;
}

/** Local, because a global looked up in a hot loop is slow wherever the global object is a proxy. */
const toNumber = Number;
const EXACT = Number.MAX_SAFE_INTEGER;

/**
 * Ranks coins. Coins that cost more to spend than they hold are left out.
 * The search computes in plain numbers: should the sum pass 2^53 (90 million whole coins), the smallest coins beyond it are left out.
 */
export function rank(coins: readonly Candidate[]): Ranked {
  const values = new Float64Array(coins.length);
  let used = 0;
  for (let index = 0; index < coins.length; index += 1) {
    const coin = coins[index];
    const value = toNumber(coin?.value ?? 0n);
    const effective = value - (coin?.fee ?? 0);
    if (value > EXACT || effective <= 0) continue;
    values[index] = effective;
    used += 1;
  }
  const sorted = fallingOrder(values);
  let sum = 0;
  let count = 0;
  while (count < used && sum + (values[sorted[count] ?? 0] ?? 0) <= EXACT) {
    sum += values[sorted[count] ?? 0] ?? 0;
    count += 1;
  }
  const order = sorted.subarray(0, count);
  const effective = new Float64Array(count);
  const waste = new Float64Array(count);
  const rest = new Float64Array(count + 1);
  for (let place = count - 1; place >= 0; place -= 1) {
    const index = order[place] ?? 0;
    const coin = coins[index];
    effective[place] = values[index] ?? 0;
    waste[place] = coin === undefined ? 0 : coin.fee - coin.longTermFee;
    rest[place] = (rest[place + 1] ?? 0) + (effective[place] ?? 0);
  }
  return { order, effective, waste, rest };
}
