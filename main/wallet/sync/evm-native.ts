// Finds the blocks in which the native balance or the nonce of an address changed, without an indexer: bisection over old states.

import { AppError } from '../../../shared/errors/app-error';
import type { EvmClient } from '../chains/evm/evm-client';

export interface AccountPoint {
  readonly balance: bigint;
  readonly nonce: number;
}
export interface NativeScan {
  /** Blocks that changed the account, ascending, with the change of its balance. */
  readonly blocks: readonly { readonly height: number; readonly delta: bigint | null }[];
  /** Up to where it was looked; below the end when the budget ran out. */
  readonly scannedTo: number;
  readonly end: AccountPoint;
}

/** Old states asked for in one round at most. */
const BUDGET = 400;
/** Where a server keeps no old states, this many blocks are read whole instead. */
const WHOLE_BLOCKS = 300;

/**
 * @param start state of the account in block `from`, when it is known
 * @throws AppError evm/no-history when the server keeps no states that old and the range is too long to read every block
 */
export async function scanNative(client: EvmClient, address: string, from: number, to: number, start: AccountPoint | null): Promise<NativeScan> {
  const points = new Map<number, AccountPoint>(start ? [[from, start]] : []);
  let left = BUDGET;
  const at = async (height: number): Promise<AccountPoint> => {
    const known = points.get(height);
    if (known) return known;
    left -= 1;
    const [balance, nonce] = await Promise.all([client.balance(address, height), client.nonce(address, height)]);
    const point = { balance, nonce };
    points.set(height, point);
    return point;
  };
  const same = (one: AccountPoint, other: AccountPoint) => one.balance === other.balance && one.nonce === other.nonce;
  const blocks: { height: number; delta: bigint | null }[] = [];
  let scannedTo = from;

  /** Depth first from the left, so that what was looked through is one range. @returns false when the budget ran out */
  const search = async (low: number, high: number): Promise<boolean> => {
    const [before, after] = [await at(low), await at(high)];
    if (same(before, after)) {
      scannedTo = high;
      return true;
    }
    if (high - low === 1) {
      blocks.push({ height: high, delta: after.balance - before.balance });
      scannedTo = high;
      return true;
    }
    if (left <= 0) return false;
    const middle = Math.floor((low + high) / 2);
    return (await search(low, middle)) && search(middle, high);
  };

  try {
    if (to > from) await search(from, to);
    return { blocks, scannedTo: to > from ? scannedTo : to, end: await at(to > from ? scannedTo : to) };
  } catch (thrown) {
    if (!(thrown instanceof AppError) || thrown.code !== 'evm/no-history' || to - from > WHOLE_BLOCKS) throw thrown;
    const every = Array.from({ length: to - from }, (_, index) => ({ height: from + 1 + index, delta: null }));
    return { blocks: every, scannedTo: to, end: await at(to) };
  }
}
