// The Flux chain's rules for the common node: fluxd's consensus for transparent transactions, its mempool policy, its slots.
import { PRACTICE_BENCHMARK_KEYS } from '../../../shared/flux/benchmark-keys';
import { slotOfTime } from '../../../shared/flux/pon';
import { COINBASE_MATURITY, MAX_MONEY } from '../../../shared/flux/params';
import { checkCoins, checkShape, findCoins, invalidFlux } from '../utxo/consensus';
import { isFinal, type ChainRules, type JudgeContext, type Verdict } from '../utxo/rules';
import { RPC_ALREADY_MINED, RPC_ERROR, RPC_REJECTED, Rejection, outpointKey, type ChainBlock, type ChainTransaction } from '../utxo/types';
import { FluxBlockMaker } from './blocks';
import { fitsNextBlock, judgeFluxNode, type NodeRules } from './nodes/judge';
import { NodeTable } from './nodes/table';
import { PRACTICE_FLUX } from './parameters';
import { parseFluxBlock, parseFluxTransaction } from './parse';
import { requireSaneFee, requireStandard, requireTimeLeft } from './policy';
import { verifyFluxScripts } from './verify';

const EXPIRY_HEIGHT_THRESHOLD = 500_000_000;

/** Regtest's first block. Its transaction cannot be spent, and nobody asks a node for it. */
const GENESIS: ChainBlock = {
  height: 0, hash: PRACTICE_FLUX.genesisHash, previousHash: '0'.repeat(64), time: PRACTICE_FLUX.genesisTime, header: new Uint8Array(0), size: 0, transactions: [],
};

/** @throws Rejection in the order and with the words of fluxd */
export function judgeFlux(tx: ChainTransaction, { state, mempool, nowSeconds, allowAbsurdFees }: JudgeContext): Verdict {
  const nextHeight = state.height + 1;
  checkShape(tx, MAX_MONEY, invalidFlux);
  if (tx.expiryHeight >= EXPIRY_HEIGHT_THRESHOLD) throw invalidFlux('bad-tx-expiry-height-too-high');
  requireTimeLeft(tx, nextHeight);
  requireStandard(tx);
  if (!isFinal(tx, nextHeight, Math.max(nowSeconds, state.medianTime()))) throw new Rejection(RPC_REJECTED, '64: non-final');
  if (mempool.entry(tx.txid) !== null) throw new Rejection(RPC_REJECTED, '18: txn-already-in-mempool');
  if (state.placed(tx.txid) !== null) throw new Rejection(RPC_ALREADY_MINED, 'transaction already in block chain');
  // fluxd has no replacement: a coin that waits to be spent is taken, and it says so with an empty reason.
  if (tx.inputs.some((input) => mempool.spenderOf(outpointKey(input)) !== null)) throw new Rejection(RPC_ERROR, '');
  const coins = findCoins(tx, state, mempool, new Rejection(RPC_ERROR, 'Missing inputs'));
  const fee = checkCoins(tx, coins, nextHeight, COINBASE_MATURITY, MAX_MONEY, invalidFlux);
  if (!allowAbsurdFees) requireSaneFee(tx, fee);
  verifyFluxScripts(tx, coins, PRACTICE_FLUX.branchId);
  return { fee, spent: coins.map((coin) => coin.script), replaces: [] };
}

/** Start of the first slot that begins at or after `time`. */
function slotStart(time: number): number {
  const { genesisTime, pon } = PRACTICE_FLUX;
  const start = genesisTime + slotOfTime(time, PRACTICE_FLUX) * pon.spacing;
  return start >= time ? start : start + pon.spacing;
}

/** The rules, and the table of FluxNodes that they keep while the chain grows: one chain each. */
export interface FluxRules extends ChainRules {
  readonly ledger: NodeTable;
}

export function fluxRules(seed: string): FluxRules {
  const maker = new FluxBlockMaker(seed);
  const table = new NodeTable(PRACTICE_FLUX, maker.builtInNodes());
  const nodes: NodeRules = { params: PRACTICE_FLUX, benchmarkKeys: PRACTICE_BENCHMARK_KEYS, table };
  return {
    name: 'flux',
    spacingSeconds: PRACTICE_FLUX.pon.spacing,
    maturity: COINBASE_MATURITY,
    genesis: GENESIS,
    parseTransaction: parseFluxTransaction,
    parseBlock: parseFluxBlock,
    judge: (tx, context) => (tx.fluxNode === undefined ? judgeFlux(tx, context) : judgeFluxNode(tx, tx.fluxNode, context, nodes)),
    ledger: table,
    minable: (tx, height, medianTime, view) => {
      if (tx.fluxNode === undefined) return isFinal(tx, height, medianTime) && !isExpired(tx, height);
      // A payment that spends the collateral in the same block would leave a node without one.
      return fitsNextBlock(tx.fluxNode, height, view.state, nodes) && view.mempool.spenderOf(outpointKey(tx.fluxNode.collateral)) === null;
    },
    expired: (tx, height, view) => (tx.fluxNode === undefined ? isExpired(tx, height) : !fitsNextBlock(tx.fluxNode, height, view.state, nodes)),
    nextBlockTime: (state, notBefore) => slotStart(Math.max(notBefore, state.tip.time + 1)),
    assemble: (template) => maker.assemble(template, table.payees(), table.ownDue(template.state.height + 1)),
  };
}

function isExpired(tx: ChainTransaction, height: number): boolean {
  return tx.expiryHeight !== 0 && height > tx.expiryHeight;
}
