// Relative lock times: BIP68 for transactions, BIP112 for scripts.
import type { ChainState } from '../utxo/chain-state';
import type { ChainTransaction, Coin } from '../utxo/types';

const DISABLED = 0x80000000;
const BY_TIME = 0x00400000;
const MASK = 0x0000ffff;
const TIME_STEP = 512;

/** Whether every input has been in the chain for as long as its sequence asks (BIP68). */
export function sequenceLocksPassed(tx: ChainTransaction, coins: readonly Coin[], state: ChainState): boolean {
  if (tx.version < 2) return true;
  const nextHeight = state.height + 1;
  return tx.inputs.every((input, index) => {
    if ((input.sequence & DISABLED) !== 0) return true;
    const wait = input.sequence & MASK;
    const coin = coins[index];
    const height = coin === undefined || coin.height < 0 ? nextHeight : coin.height;
    if ((input.sequence & BY_TIME) === 0) return nextHeight >= height + wait;
    const since = state.blockAt(Math.max(0, Math.min(height, nextHeight) - 1)).time;
    return state.medianTime() >= since + wait * TIME_STEP;
  });
}

/** OP_CHECKSEQUENCEVERIFY: whether the input's sequence promises at least `wanted` (BIP112). */
export function sequenceReached(version: number, sequence: number, wanted: bigint): boolean {
  if ((wanted & BigInt(DISABLED)) !== 0n) return true;
  if (version < 2 || (sequence & DISABLED) !== 0) return false;
  const kind = BigInt(BY_TIME);
  const mine = BigInt(sequence) & (kind | BigInt(MASK));
  const asked = wanted & (kind | BigInt(MASK));
  return (mine < kind) === (asked < kind) && asked <= mine;
}
