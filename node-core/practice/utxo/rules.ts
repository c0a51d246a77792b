// What a coin chain must say about itself for the common node to run it.
import type { ChainState } from './chain-state';
import type { Mempool } from './mempool';
import type { ChainBlock, ChainTransaction } from './types';

/** State that a chain keeps beside its coins, made of its blocks alone. */
export interface ChainLedger {
  /** Called when the block's coins stand in `state`. @throws AppError `practice/state-damaged` */
  connect(block: ChainBlock, state: ChainState): void;
  /** Takes the last block back. */
  disconnect(block: ChainBlock): void;
}

/** What waits, and what it waits for. */
export interface PoolView {
  readonly state: ChainState;
  readonly mempool: Mempool;
}

/** What a broadcast is judged against. */
export interface JudgeContext {
  readonly state: ChainState;
  readonly mempool: Mempool;
  /** Practice time, Unix seconds. */
  readonly nowSeconds: number;
  /** The sender asked to skip the limit on absurd fees. */
  readonly allowAbsurdFees: boolean;
}

export interface Verdict {
  readonly fee: bigint;
  /** Scripts of the coins that it spends. */
  readonly spent: readonly Uint8Array[];
  /** Waiting transactions that it replaces. */
  readonly replaces: readonly string[];
}

export interface BlockTemplate {
  readonly state: ChainState;
  readonly transactions: readonly ChainTransaction[];
  readonly fees: bigint;
  /** Unix seconds. */
  readonly time: number;
  /** Makes a block differ from another at the same height and time (reorganisations). */
  readonly salt: number;
  /** Flux: script that the tiers' rewards go to in place of the nodes whose turn it is; null leaves them theirs. */
  readonly rewardTo: Uint8Array | null;
}

export interface ChainRules {
  readonly name: 'flux' | 'bitcoin';
  /** Practice seconds between blocks. */
  readonly spacingSeconds: number;
  readonly maturity: number;
  readonly genesis: ChainBlock;
  /** @throws Rejection -22 when the bytes are no transaction of this chain */
  parseTransaction(raw: Uint8Array): ChainTransaction;
  /** @throws AppError when the bytes are no block */
  parseBlock(raw: Uint8Array, height: number): ChainBlock;
  /** @throws Rejection with the words of the real node */
  judge(tx: ChainTransaction, context: JudgeContext): Verdict;
  /** Null for a chain of coins alone. */
  readonly ledger: ChainLedger | null;
  /** Whether it may stand in the next block, at this height and time. */
  minable(tx: ChainTransaction, height: number, medianTime: number, view: PoolView): boolean;
  /** Whether no block from `height`, the next one, on can hold it any more. */
  expired(tx: ChainTransaction, height: number, view: PoolView): boolean;
  /** Earliest time (Unix seconds) of the next block: after `notBefore`, on the chain's own grid. */
  nextBlockTime(state: ChainState, notBefore: number): number;
  /** The whole block, or null when nobody can produce one at that time (a slot without a winner). */
  assemble(template: BlockTemplate): Uint8Array | null;
}

/** Final by lock time (Bitcoin IsFinalTx): 0, passed, or every sequence is final. */
export function isFinal(tx: ChainTransaction, height: number, timeSeconds: number): boolean {
  if (tx.lockTime === 0 || tx.lockTime < (tx.lockTime < 500_000_000 ? height : timeSeconds)) return true;
  return tx.inputs.every((input) => input.sequence === 0xffffffff);
}
