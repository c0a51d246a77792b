// Replays a block's FluxNode transactions, spends and the passing of time on the table, in fluxd's order (main.cpp ConnectBlock, fluxnode.cpp, coins.cpp).
import type { Ecc } from '../../shared/crypto/ecc';
import { benchmarkKeyAt, type BenchmarkKey } from '../../shared/flux/benchmark-keys';
import type { Block } from '../../shared/flux/block';
import { confirmFault, fluxNodeFaultBeforePon, fluxNodeFormFault, startSigners } from '../../shared/flux/fluxnode-rules';
import type { FluxNodeConfirm, FluxNodeStart, FluxNodeTransaction } from '../../shared/flux/fluxnode-transaction';
import { hash160 } from '../../shared/crypto/hashes';
import { COLLATERAL_CONFIRMATIONS, expiryHeight, firstUpdateHeight, lastConfirmHeight, nodeTimes, restartTip, type NodeTimes } from '../../shared/flux/node-times';
import type { FluxParams } from '../../shared/flux/params';
import { p2pkhScript, p2shScript } from '../../shared/flux/script-templates';
import type { FluxTier } from '../../shared/flux/subsidy';
import { tierNumber } from '../../shared/flux/tiers';
import { isCoinbase } from '../../shared/flux/transaction';
import { isOneOf, signersOf, type Signers } from './signatures';
import type { NodeTable } from './table';
import { NODE_STATES, outpointKey, type NodeState, type OutpointKey, type TableNode } from './table-node';
import { altered, invalid, type Allowance } from './verdict';

/** A coin of exactly a tier's amount, as far as it was seen. */
export interface CollateralCoin {
  readonly tier: FluxTier | null;
  readonly script: Uint8Array;
  /** Of its block; null when its transaction was served by a stranger, who cannot prove the block. */
  readonly height: number | null;
}

export interface ReplayDeps {
  readonly params: FluxParams;
  readonly benchmarkKeys: readonly BenchmarkKey[];
  readonly ecc: Ecc;
  /** The coin at a collateral's place, null when its transaction is not known. */
  collateral(key: OutpointKey): CollateralCoin | null;
  /** Signers that were worked out ahead, by the transaction's place in the block. */
  readonly ahead?: readonly (Signers | null)[];
  allow(what: Allowance): void;
}

/** fluxd pays the key's P2PKH script, or the P2SH script of the redeem script. */
function payeeOf({ owner }: FluxNodeStart): Uint8Array {
  return owner.kind === 'key' ? p2pkhScript(hash160(owner.publicKey)) : p2shScript(hash160(owner.redeemScript));
}

function upgradeFault(tx: FluxNodeTransaction, height: number, { upgrades }: FluxParams): string | null {
  const active = (at: number | null): boolean => at !== null && height >= at;
  if (!active(upgrades.kamata)) return 'tx-fluxnodes-not-active';
  if (tx.version === 6 && !active(upgrades.p2shNodes)) return 'tx-p2shnodes-not-active';
  return active(upgrades.pon) ? null : fluxNodeFaultBeforePon(tx);
}

function checkStartSignature(tx: FluxNodeStart, { signer }: Signers, table: NodeTable, allow: ReplayDeps['allow']): void {
  if (tx.delegates?.kind !== 'signing') {
    if (!isOneOf(signer, startSigners(tx))) throw altered('a START is not signed by its owner');
    return;
  }
  const delegates = table.delegates(outpointKey(tx.collateral));
  if (delegates === null) allow('unknown-delegate');
  else if (!isOneOf(signer, delegates)) throw altered('a START is not signed by a delegate');
}

function applyStart(tx: FluxNodeStart, height: number, table: NodeTable, signers: Signers, deps: ReplayDeps): void {
  const key = outpointKey(tx.collateral);
  if (table.get(key) !== null) throw invalid('a START of a collateral that has a node');
  checkStartSignature(tx, signers, table, deps.allow);
  const coin = deps.collateral(key);
  if (coin === null || coin.height === null) deps.allow('unseen-collateral');
  if (coin !== null) {
    if (coin.tier === null) throw invalid('a START on a coin of no tier');
    if (coin.height !== null && height - coin.height < COLLATERAL_CONFIRMATIONS) throw invalid('a START on a collateral that is too young');
  }
  table.set({
    state: 'started', collateral: tx.collateral, tier: coin?.tier ?? null, payee: payeeOf(tx), publicKey: tx.nodePublicKey, ip: '', addedHeight: height, confirmedHeight: 0, lastConfirmedHeight: 0, lastPaidHeight: 0,
  });
  if (tx.delegates?.kind === 'update') table.setDelegates(key, tx.delegates.keys);
}

function applyConfirm(tx: FluxNodeConfirm, height: number, table: NodeTable, { signer, benchmark }: Signers, { params, benchmarkKeys }: ReplayDeps): void {
  const node = table.get(outpointKey(tx.collateral));
  if (node === null || node.state !== (tx.updateType === 0 ? 'started' : 'confirmed')) throw invalid('a CONFIRM of a node that is not in its state');
  if (!isOneOf(signer, [node.publicKey])) throw altered('a CONFIRM is not signed by its node');
  if (!isOneOf(benchmark, [benchmarkKeyAt(benchmarkKeys, tx.benchmarkSigTime)])) throw altered('a CONFIRM is not signed by the benchmark program');
  if (node.tier !== null && tierNumber(node.tier) > tx.benchmarkTier) throw invalid('a CONFIRM of a lower tier than its collateral');
  if (tx.updateType === 1 && height < firstUpdateHeight(node.lastConfirmedHeight, tx.ip !== node.ip, nodeTimes(height, params))) throw invalid('a CONFIRM before its time');
  table.set({ ...node, state: 'confirmed', ip: tx.ip, confirmedHeight: tx.updateType === 0 ? height : node.confirmedHeight, lastConfirmedHeight: height });
}

/** Outpoints that a block's payments spend. */
function spentBy(block: Block): Set<OutpointKey> {
  return new Set(block.transactions.flatMap(({ tx }) => (tx.kind !== 'value' || isCoinbase(tx) ? [] : tx.inputs.map(outpointKey))));
}

/** Whether a node's time is up that counts from a height, by its state. */
const TIME_IS_UP: Readonly<Record<NodeState, (since: number, height: number, times: NodeTimes) => boolean>> = {
  confirmed: (since, height, times) => height >= expiryHeight(since, times),
  started: (since, height, times) => height >= lastConfirmHeight(since, times),
  dos: (since, height, times) => height >= restartTip(since, times),
};

/**
 * Changes the table by one block. Call it inside `table.block`.
 * @param paid nodes whose turn the coinbase used
 * @throws AppError `block/invalid`, `block/altered`
 */
export function replayBlock(block: Block, height: number, table: NodeTable, paid: readonly TableNode[], deps: ReplayDeps): void {
  for (const node of paid) table.set({ ...node, lastPaidHeight: height });
  // What ends in this block is decided by the nodes as they stood before it.
  const times = nodeTimes(height, deps.params);
  const due = NODE_STATES.flatMap((state) => table.whenDue(state, (since) => TIME_IS_UP[state](since, height, times)));
  const ended = [...spentBy(block)].filter((key) => table.get(key)?.state === 'confirmed');
  const touched = new Set<OutpointKey>();
  block.transactions.forEach(({ tx }, place) => {
    if (tx.kind === 'value') return;
    const key = outpointKey(tx.collateral);
    if (touched.has(key)) throw invalid('two FluxNode transactions of one collateral');
    touched.add(key);
    const fault = fluxNodeFormFault(tx, deps.ecc) ?? (tx.kind === 'confirm' ? confirmFault(tx) : null) ?? upgradeFault(tx, height, deps.params);
    if (fault !== null) throw invalid(fault);
    const signers = deps.ahead?.[place] ?? signersOf(tx, deps.ecc);
    if (tx.kind === 'start') applyStart(tx, height, table, signers, deps);
    else applyConfirm(tx, height, table, signers, deps);
  });
  // Only a confirmed node ends with its collateral: a started one is refused its CONFIRM, and runs into the DOS list.
  for (const key of ended) table.remove(key);
  for (const [key, node] of due) {
    if (touched.has(key) || table.get(key) === null) continue;
    if (node.state === 'started') table.set({ ...node, state: 'dos' });
    else table.remove(key);
  }
}
