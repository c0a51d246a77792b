// The table of FluxNodes after each block: started, confirmed and DOS-listed ones, stored delegates, payment queues (fluxd FluxnodeCache). Blocks can be taken back.
import { AppError } from '../../../../shared/errors/app-error';
import { equalBytes } from '../../../../shared/crypto/bytes';
import type { FluxNodeTransaction, Outpoint } from '../../../../shared/flux/fluxnode-transaction';
import { expiryHeight, firstUpdateHeight, lastConfirmHeight, nodeTimes, restartTip, type NodeTimes } from '../../../../shared/flux/node-times';
import type { FluxParams } from '../../../../shared/flux/params';
import { comparePlaces } from '../../../../shared/flux/payment-queue';
import { tierOfCollateral, tierReward, type FluxTier } from '../../../../shared/flux/subsidy';
import { FLUX_TIERS } from '../../../../shared/flux/tiers';
import type { ChainState } from '../../utxo/chain-state';
import type { ChainLedger } from '../../utxo/rules';
import { outpointKey, type ChainBlock, type OutpointKey } from '../../utxo/types';
import { Changes, type Undo } from './changes';
import { startedNode, type FluxNode, type NodeState } from './node';

/** Blocks that can be taken back, or looked back over. No reorganisation is near as deep. */
const KEPT_BLOCKS = 2_000;

export class NodeTable implements ChainLedger {
  readonly #params: FluxParams;
  readonly #builtIn: readonly FluxNode[];
  readonly #nodes = new Map<OutpointKey, FluxNode>();
  /** Keys that may start a node in its owner's place; they outlive the node. */
  readonly #delegates = new Map<OutpointKey, readonly Uint8Array[]>();
  /** How to take each block back, by height. */
  readonly #undo = new Map<number, Undo>();

  /** @param builtIn nodes that are confirmed from the first block on */
  constructor(params: FluxParams, builtIn: readonly FluxNode[] = []) {
    this.#params = params;
    this.#builtIn = builtIn;
  }

  /** The node of a collateral in whatever list it stands, or null. */
  get(collateral: Outpoint): FluxNode | null {
    return this.#nodes.get(outpointKey(collateral)) ?? null;
  }

  delegates(collateral: Outpoint): readonly Uint8Array[] {
    return this.#delegates.get(outpointKey(collateral)) ?? [];
  }

  /** All nodes of a list, in no order. */
  list(state: NodeState): FluxNode[] {
    return [...this.#nodes.values()].filter((node) => node.state === state);
  }

  /** Confirmed nodes of a tier, next payee first. */
  queue(tier: FluxTier): FluxNode[] {
    return this.list('confirmed').filter((node) => node.tier === tier).sort(comparePlaces);
  }

  /** Whom the next block pays: one node of each tier that has any. */
  payees(): FluxNode[] {
    return FLUX_TIERS.flatMap((tier) => {
      const [first, ...others] = this.list('confirmed').filter((node) => node.tier === tier);
      return first === undefined ? [] : [others.reduce((best, node) => (comparePlaces(node, best) < 0 ? node : best), first)];
    });
  }

  /** The network's own nodes that renew themselves in the block at `height`: spread out, so that the list does not renew itself all at once. */
  ownDue(height: number): FluxNode[] {
    const times = nodeTimes(height, this.#params);
    return this.list('confirmed').filter(({ builtIn, lastConfirmedHeight }) => builtIn !== null && height >= firstUpdateHeight(lastConfirmedHeight, false, times) + builtIn);
  }

  /** The table as it was after the block at `height`, or after the oldest block it can go back to. */
  at(height: number): NodeTable {
    const copy = new NodeTable(this.#params, this.#builtIn);
    for (const [key, node] of this.#nodes) copy.#nodes.set(key, node);
    for (const [key, keys] of this.#delegates) copy.#delegates.set(key, keys);
    for (const later of [...this.#undo.keys()].filter((each) => each > height).sort((left, right) => right - left)) {
      this.#undo.get(later)?.(copy.#nodes, copy.#delegates);
    }
    return copy;
  }

  /** @throws AppError `practice/state-damaged` when the block holds a FluxNode transaction that does not fit */
  connect(block: ChainBlock, state: ChainState): void {
    const changes = new Changes(this.#nodes, this.#delegates);
    const { height } = block;
    if (height === 1) for (const node of this.#builtIn) changes.set(node);
    else this.#pay(block, changes);
    // As in fluxd, what ends in this block is decided by the nodes as they stood before it.
    const before = [...this.#nodes.values()];
    const touched = new Set<OutpointKey>();
    for (const { fluxNode } of block.transactions) if (fluxNode !== undefined) {
      this.#apply(fluxNode, height, state, changes);
      touched.add(outpointKey(fluxNode.collateral));
    }
    this.#end(before, height, touched, spentBy(block), changes);
    this.#undo.set(height, changes.undo());
    this.#undo.delete(height - KEPT_BLOCKS);
  }

  disconnect(block: ChainBlock): void {
    this.#undo.get(block.height)?.(this.#nodes, this.#delegates);
    this.#undo.delete(block.height);
  }

  /** A turn is used when the coinbase pays it; rewards that went elsewhere leave the queue as it is. */
  #pay(block: ChainBlock, changes: Changes): void {
    const outputs = block.transactions[0]?.outputs ?? [];
    for (const node of this.payees()) {
      const reward = tierReward(block.height, node.tier, this.#params);
      const isPaid = outputs.some((output) => output.value === reward && equalBytes(output.script, node.payee));
      if (isPaid) changes.set({ ...node, lastPaidHeight: block.height });
    }
  }

  #apply(tx: FluxNodeTransaction, height: number, state: ChainState, changes: Changes): void {
    const node = this.get(tx.collateral);
    if (tx.kind === 'start') {
      const output = state.placed(tx.collateral.txid)?.tx.outputs[tx.collateral.index];
      const tier = output === undefined ? null : tierOfCollateral(output.value);
      if (node !== null || output === undefined || tier === null) throw damaged(height, 'START');
      changes.set(startedNode(tx, height, tier, output.value));
      if (tx.delegates?.kind === 'update') changes.setDelegates(tx.collateral, tx.delegates.keys);
      return;
    }
    if (node?.state !== (tx.updateType === 0 ? 'started' : 'confirmed')) throw damaged(height, 'CONFIRM');
    const confirmedHeight = tx.updateType === 0 ? height : node.confirmedHeight;
    changes.set({ ...node, state: 'confirmed', ip: tx.ip, confirmedHeight, lastConfirmedHeight: height });
  }

  #end(nodes: readonly FluxNode[], height: number, touched: ReadonlySet<OutpointKey>, spent: ReadonlySet<OutpointKey>, changes: Changes): void {
    const times = nodeTimes(height, this.#params);
    for (const node of nodes) {
      const key = outpointKey(node.collateral);
      // Only a confirmed node ends with its collateral: a started one is refused its CONFIRM, and runs into the DOS list.
      if (node.state === 'confirmed' && spent.has(key)) changes.remove(node.collateral);
      else if (!touched.has(key)) this.#age(node, height, times, changes);
    }
  }

  #age(node: FluxNode, height: number, times: NodeTimes, changes: Changes): void {
    if (node.state === 'confirmed') {
      if (height >= expiryHeight(node.lastConfirmedHeight, times)) changes.remove(node.collateral);
    } else if (node.state === 'started') {
      if (height === lastConfirmHeight(node.addedHeight, times)) changes.set({ ...node, state: 'dos' });
    } else if (height >= restartTip(node.addedHeight, times)) changes.remove(node.collateral);
  }
}

function spentBy(block: ChainBlock): ReadonlySet<OutpointKey> {
  return new Set(block.transactions.flatMap((tx) => (tx.coinbase ? [] : tx.inputs.map(outpointKey))));
}

function damaged(height: number, kind: string): AppError {
  return new AppError('practice/state-damaged', 'a block holds a FluxNode transaction that does not fit', { context: { height, kind } });
}
