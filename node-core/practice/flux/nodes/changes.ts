// Changes that one block makes to the table of FluxNodes, with the way back.
import type { Outpoint } from '../../../../shared/flux/fluxnode-transaction';
import { outpointKey, type OutpointKey } from '../../utxo/types';
import type { FluxNode } from './node';

type Nodes = Map<OutpointKey, FluxNode>;
type Delegates = Map<OutpointKey, readonly Uint8Array[]>;

/** Puts back what a block changed. */
export type Undo = (nodes: Nodes, delegates: Delegates) => void;

export class Changes {
  readonly #nodes: Nodes;
  readonly #delegates: Delegates;
  readonly #nodesBefore = new Map<OutpointKey, FluxNode | undefined>();
  readonly #delegatesBefore = new Map<OutpointKey, readonly Uint8Array[] | undefined>();

  constructor(nodes: Nodes, delegates: Delegates) {
    this.#nodes = nodes;
    this.#delegates = delegates;
  }

  set(node: FluxNode): void {
    const key = outpointKey(node.collateral);
    this.#remember(key);
    this.#nodes.set(key, node);
  }

  remove(collateral: Outpoint): void {
    const key = outpointKey(collateral);
    this.#remember(key);
    this.#nodes.delete(key);
  }

  /** No keys erase what was stored. */
  setDelegates(collateral: Outpoint, keys: readonly Uint8Array[]): void {
    const key = outpointKey(collateral);
    if (!this.#delegatesBefore.has(key)) this.#delegatesBefore.set(key, this.#delegates.get(key));
    if (keys.length === 0) this.#delegates.delete(key);
    else this.#delegates.set(key, keys);
  }

  undo(): Undo {
    return (nodes, delegates) => {
      restore(nodes, this.#nodesBefore);
      restore(delegates, this.#delegatesBefore);
    };
  }

  #remember(key: OutpointKey): void {
    if (!this.#nodesBefore.has(key)) this.#nodesBefore.set(key, this.#nodes.get(key));
  }
}

function restore<Value>(target: Map<OutpointKey, Value>, before: ReadonlyMap<OutpointKey, Value | undefined>): void {
  for (const [key, value] of before) {
    if (value === undefined) target.delete(key);
    else target.set(key, value);
  }
}
