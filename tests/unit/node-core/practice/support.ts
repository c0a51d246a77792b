// Chains made by hand for tests of rules: empty blocks up to a height, coins wherever a test wants them.
import { sha256 } from '../../../../shared/crypto/hashes';
import { fromHex, toHex } from '../../../../shared/crypto/bytes';
import { ChainState } from '../../../../node-core/practice/utxo/chain-state';
import { Mempool } from '../../../../node-core/practice/utxo/mempool';
import type { ChainRules, JudgeContext } from '../../../../node-core/practice/utxo/rules';
import { Rejection, type ChainBlock, type ChainTransaction } from '../../../../node-core/practice/utxo/types';

export interface GivenCoin {
  readonly txid: string;
  readonly index: number;
  readonly value: bigint;
  readonly script: Uint8Array;
  readonly height: number;
  readonly coinbase?: boolean;
}

const START_TIME = 1_700_000_000;
const SPACING = 120;

const blockHash = (height: number): string => (height === 0 ? '0'.repeat(64) : toHex(sha256(Uint8Array.of(height >> 8, height & 0xff))));

/** Transactions that make the coins of one txid; outputs that nobody asked for are worth nothing. */
function makers(coins: readonly GivenCoin[]): ChainTransaction[] {
  const ids = [...new Set(coins.map((coin) => coin.txid))];
  return ids.map((txid) => {
    const mine = coins.filter((coin) => coin.txid === txid);
    const count = Math.max(...mine.map((coin) => coin.index)) + 1;
    const outputs = Array.from({ length: count }, (_, index) => {
      const coin = mine.find((each) => each.index === index);
      return { value: coin?.value ?? 0n, script: coin?.script ?? Uint8Array.of(0x6a) };
    });
    // Marked as coinbase so that its own inputs are not looked for; the coins carry the flag that the test wants.
    return { txid, raw: new Uint8Array(0), size: 100, version: 4, lockTime: 0, expiryHeight: 0, coinbase: true, inputs: [], outputs };
  });
}

/** An empty block at a height, with the transactions given. */
export function blockAt(height: number, transactions: readonly ChainTransaction[]): ChainBlock {
  return { height, hash: blockHash(height), previousHash: blockHash(height - 1), time: START_TIME + height * SPACING, header: new Uint8Array(0), size: 0, transactions };
}

/** A chain of `height` blocks that holds the coins, each in the block it names. */
export function chainWith(height: number, coins: readonly GivenCoin[]): ChainState {
  const state = new ChainState(blockAt(0, []));
  for (let at = 1; at <= height; at += 1) {
    const here = coins.filter((coin) => coin.height === at);
    const plain = makers(here.filter((coin) => coin.coinbase !== true)).map((tx) => ({ ...tx, coinbase: false }));
    state.connect(blockAt(at, [...makers(here.filter((coin) => coin.coinbase === true)), ...plain]));
  }
  return state;
}

export function contextOf(state: ChainState, mempool = new Mempool()): JudgeContext {
  return { state, mempool, nowSeconds: state.tip.time, allowAbsurdFees: false };
}

export type Verdict = { readonly accepted: string } | { readonly rejected: string; readonly code: number };

/** What the chain says to a raw transaction; what it takes waits in the context's mempool afterwards. */
export function submit(rules: Pick<ChainRules, 'parseTransaction' | 'judge'>, hex: string, context: JudgeContext): Verdict {
  try {
    const tx = rules.parseTransaction(fromHex(hex));
    const { fee, spent, replaces } = rules.judge(tx, context);
    for (const txid of replaces) context.mempool.evict(txid);
    context.mempool.add(tx, fee, context.nowSeconds, spent);
    return { accepted: tx.txid };
  } catch (thrown) {
    if (thrown instanceof Rejection) return { rejected: thrown.reason, code: thrown.rpcCode };
    throw thrown;
  }
}
