// Before the starting table: lists of nodes name no keys of started and banned nodes, whose blocks count all the same. They are learnt from the blocks of the last 720 heights.
import { hash160 } from '../../shared/crypto/hashes';
import { AppError } from '../../shared/errors/app-error';
import type { Block } from '../../shared/flux/block';
import { nodeTimes } from '../../shared/flux/node-times';
import type { FluxParams } from '../../shared/flux/params';
import { p2pkhScript, p2shScript } from '../../shared/flux/script-templates';
import { equalBytes } from '../../shared/crypto/bytes';
import { tierReward } from '../../shared/flux/subsidy';
import { coinbaseOutputs } from './coinbase';
import { Collaterals } from './collaterals';
import { NodeTable } from './table';
import { outpointKey, type OutpointKey, type TableNode } from './table-node';

/** The block from which replay has to begin for a table of a height. */
export function learnFrom(height: number, params: FluxParams): number {
  return Math.max(1, height - nodeTimes(height, params).dosFor + 1);
}

export class Learner {
  readonly collaterals = new Collaterals();
  readonly #started = new Map<OutpointKey, TableNode>();
  readonly #delegates = new Map<OutpointKey, readonly Uint8Array[]>();
  #last: { readonly block: Block; readonly height: number } | null = null;

  /** Blocks in order, the last one that of the table. Who made them is not judged: nothing that is proven rests on them. */
  look(block: Block, height: number): void {
    for (const { tx } of block.transactions) {
      if (tx.kind === 'value') continue;
      const key = outpointKey(tx.collateral);
      if (tx.kind === 'confirm') {
        this.#started.delete(key);
        continue;
      }
      const payee = tx.owner.kind === 'key' ? p2pkhScript(hash160(tx.owner.publicKey)) : p2shScript(hash160(tx.owner.redeemScript));
      this.#started.set(key, {
        state: 'started', collateral: tx.collateral, tier: this.collaterals.get(key)?.tier ?? null, payee, publicKey: tx.nodePublicKey, ip: '', addedHeight: height, confirmedHeight: 0, lastConfirmedHeight: 0, lastPaidHeight: 0,
      });
      if (tx.delegates?.kind === 'update') this.#delegates.set(key, tx.delegates.keys);
    }
    this.collaterals.look(block, height);
    this.#last = { block, height };
  }

  /** Ids of transactions that would tell the tier of a started node. */
  unseen(): readonly string[] {
    return [...new Set([...this.#started.values()].flatMap(({ collateral, tier }) => (tier === null ? [collateral.txid] : [])))];
  }

  /**
   * The table after the last block that was looked at.
   * @param confirmed the list's nodes, of that height
   * @param fromFirst whether every block of the chain was looked at
   * @throws AppError `table/not-paid` when that block does not pay the nodes that the list marks as paid by it
   */
  table(confirmed: readonly TableNode[], fromFirst: boolean, params: FluxParams): NodeTable {
    if (this.#last === null) throw new AppError('table/not-paid', 'no block was looked at');
    const { block, height } = this.#last;
    const outputs = coinbaseOutputs(block.transactions, height);
    for (const node of confirmed) {
      if (node.lastPaidHeight !== height || node.tier === null) continue;
      const amount = tierReward(height, node.tier, params);
      if (!outputs.some(({ value, script }) => value === amount && equalBytes(script, node.payee))) {
        throw new AppError('table/not-paid', 'the list says that a block paid a node, and the block did not', { context: { height, collateral: outpointKey(node.collateral) } });
      }
    }
    const table = new NodeTable(fromFirst);
    const times = nodeTimes(height, params);
    for (const [key, keys] of this.#delegates) table.setDelegates(key, keys);
    for (const [key, node] of this.#started) {
      const age = height - node.addedHeight;
      const tier = node.tier ?? this.collaterals.get(key)?.tier ?? null;
      if (age < times.confirmWithin) table.set({ ...node, tier });
      else if (age < times.dosFor) table.set({ ...node, tier, state: 'dos' });
    }
    // The list wins: a node that it shows was confirmed after its START.
    for (const node of confirmed) table.set(node);
    return table;
  }
}

