// Judges FluxNode transactions for the mempool and for blocks, in the order and with the words of fluxd (main.cpp AcceptToMemoryPool and what it calls).
import * as ecc from 'tiny-secp256k1';
import { benchmarkKeyAt, type BenchmarkKey } from '../../../../shared/flux/benchmark-keys';
import { confirmFault, fluxNodeAgeFault, fluxNodeFaultBeforePon, fluxNodeFormFault, isBenchmarkSigned, isFluxNodeSigned, startSigners } from '../../../../shared/flux/fluxnode-rules';
import type { FluxNodeConfirm, FluxNodeStart, FluxNodeTransaction, Outpoint } from '../../../../shared/flux/fluxnode-transaction';
import { firstUpdateHeight, nodeTimes } from '../../../../shared/flux/node-times';
import type { FluxParams } from '../../../../shared/flux/params';
import { tierNumber } from '../../../../shared/flux/tiers';
import { invalidFlux } from '../../utxo/consensus';
import type { ChainState } from '../../utxo/chain-state';
import type { Mempool } from '../../utxo/mempool';
import type { JudgeContext, Verdict } from '../../utxo/rules';
import { RPC_ERROR, RPC_REJECTED, Rejection, outpointKey, type ChainTransaction } from '../../utxo/types';
import { collateralCoinFault, startCollateralFault } from './collateral';
import type { NodeTable } from './table';

/** What the verdict depends on beside the chain. */
export interface NodeRules {
  readonly params: FluxParams;
  readonly benchmarkKeys: readonly BenchmarkKey[];
  readonly table: NodeTable;
}

/** fluxd drops some transactions without a word. */
const silent = (): Rejection => new Rejection(RPC_ERROR, '');
/** REJECT_DUPLICATE, by which fluxd also means old. */
const outdated = (reason: string): Rejection => new Rejection(RPC_REJECTED, `18: ${reason}`);

function isSigned(tx: FluxNodeTransaction, { table, benchmarkKeys }: NodeRules): boolean {
  if (tx.kind === 'start') return isFluxNodeSigned(tx, tx.delegates?.kind === 'signing' ? table.delegates(tx.collateral) : startSigners(tx), ecc);
  const node = table.get(tx.collateral);
  // Without a node there is no key to ask; that it is missing comes out later.
  if (node !== null && !isFluxNodeSigned(tx, [node.publicKey], ecc)) return false;
  return isBenchmarkSigned(tx, benchmarkKeyAt(benchmarkKeys, tx.benchmarkSigTime), ecc);
}

function isUpdateDue(tx: FluxNodeConfirm, height: number, { table, params }: NodeRules): boolean {
  const node = table.get(tx.collateral);
  return node?.state === 'confirmed' && height >= firstUpdateHeight(node.lastConfirmedHeight, tx.ip !== node.ip, nodeTimes(height, params));
}

function upgradeFault(tx: FluxNodeTransaction, height: number, { upgrades }: FluxParams): string | null {
  const active = (at: number | null): boolean => at !== null && height >= at;
  if (!active(upgrades.kamata)) return 'tx-fluxnodes-not-active';
  if (tx.version === 6 && !active(upgrades.p2shNodes)) return 'tx-p2shnodes-not-active';
  return active(upgrades.pon) ? null : fluxNodeFaultBeforePon(tx);
}

function startFault(tx: FluxNodeStart, state: ChainState, table: NodeTable): string | null {
  const node = table.get(tx.collateral);
  if (node?.state === 'confirmed') return 'fluxnode-tx-already-in-confirm-chain';
  return node === null ? startCollateralFault(tx, state) : 'fluxnode-tx-already-in-chain-or-waiting-for-dos-unban';
}

/** @throws Rejection when the chain does not know the node, of which fluxd says nothing */
function confirmStateFault(tx: FluxNodeConfirm, table: NodeTable): string | null {
  const node = table.get(tx.collateral);
  if (node === null) throw silent();
  if (tierNumber(node.tier) > tx.benchmarkTier) return 'fluxnode-tx-benchmark-tier-to-low-for-collateral';
  return tx.updateType === 0 && node.state !== 'started' ? 'fluxnode-tx-invalid-confirm-outpoint-not-started' : null;
}

/** The waiting FluxNode transaction of a collateral: there is one at most. */
export function waitingFor(collateral: Outpoint, mempool: Mempool): ChainTransaction | null {
  const key = outpointKey(collateral);
  return mempool.entries().find(({ tx }) => tx.fluxNode !== undefined && outpointKey(tx.fluxNode.collateral) === key)?.tx ?? null;
}

/** @throws Rejection in the order and with the words of fluxd */
export function judgeFluxNode(chainTx: ChainTransaction, tx: FluxNodeTransaction, { state, mempool, nowSeconds }: JudgeContext, rules: NodeRules): Verdict {
  const height = state.height + 1;
  if (state.placed(chainTx.txid) !== null) throw silent();
  if (mempool.entry(chainTx.txid) !== null) throw outdated('txn-already-in-mempool');
  if (tx.kind === 'confirm' && tx.updateType === 1 && !isUpdateDue(tx, height, rules)) throw silent();
  const fault = fluxNodeFormFault(tx, ecc)
    ?? (isSigned(tx, rules) ? null : 'bad-txns-fluxnode-tx-invalid-signature')
    ?? (tx.kind === 'confirm' ? confirmFault(tx) : null)
    ?? upgradeFault(tx, height, rules.params)
    ?? (tx.kind === 'start' ? startFault(tx, state, rules.table) : confirmStateFault(tx, rules.table));
  if (fault !== null) throw invalidFlux(fault);
  const waiting = waitingFor(tx.collateral, mempool);
  if (waiting?.fluxNode !== undefined && tx.sigTime <= waiting.fluxNode.sigTime) throw outdated('fluxnode-tx-outpoint-sigTime-older-cant-replace');
  const age = fluxNodeAgeFault(tx, nowSeconds);
  if (age !== null) throw outdated(age);
  const coin = collateralCoinFault(tx.collateral, height, state);
  if (coin !== null) throw invalidFlux(coin);
  return { fee: 0n, spent: [], replaces: waiting === null ? [] : [waiting.txid] };
}

/** Whether the block at `height`, the next one, may hold a transaction that the mempool took earlier. */
export function fitsNextBlock(tx: FluxNodeTransaction, height: number, state: ChainState, { table, params, benchmarkKeys }: NodeRules): boolean {
  if (collateralCoinFault(tx.collateral, height, state) !== null) return false;
  if (tx.kind === 'start') return startFault(tx, state, table) === null;
  if (tx.updateType === 1) return isUpdateDue(tx, height, { table, params, benchmarkKeys });
  return table.get(tx.collateral)?.state === 'started';
}
