// The table of FluxNodes as every full node keeps it (fluxd fluxnode/fluxnode.h, coins.cpp): started, confirmed and banned nodes, delegates, whose turn it is; each block's changes with the way back.
import type { FluxTier } from '../../shared/flux/subsidy';
import { PaymentQueues } from './payment-queues';
import { outpointKey, type NodeState, type OutpointKey, type TableNode } from './table-node';

/** Keys that may sign for the owner; null: some may be stored that were never seen here. */
export type Delegates = readonly Uint8Array[] | null;

/** The height that a node's time counts from: a confirmed one's from its last CONFIRM, others' from their START. */
const ageFrom = (node: TableNode): number => (node.state === 'confirmed' ? node.lastConfirmedHeight : node.addedHeight);

type Undo = () => void;

export class NodeTable {
  readonly #nodes = new Map<OutpointKey, TableNode>();
  readonly #delegates = new Map<OutpointKey, readonly Uint8Array[]>();
  #journal: Undo[] | null = null;
  readonly #queues = new PaymentQueues();
  /** Confirmed nodes whose tier nobody knows. */
  readonly #untold = new Map<OutpointKey, TableNode>();
  /** The lowest height that nodes of each state count their time from, or a lower one: while that one's time is not up, nobody's is. */
  readonly #oldest = new Map<NodeState, number>();

  /** @param delegatesKnown whether every delegate that is stored was seen: true on a chain that is followed from its first block */
  constructor(readonly delegatesKnown: boolean) {}

  get(key: OutpointKey): TableNode | null {
    return this.#nodes.get(key) ?? null;
  }

  all(): IterableIterator<TableNode> {
    return this.#nodes.values();
  }

  /**
   * The nodes of a state, with their keys, when the time of any of them may be up; nobody while it cannot be.
   * @param isUp whether the time is up that counts from a height
   */
  whenDue(state: NodeState, isUp: (since: number) => boolean): readonly (readonly [OutpointKey, TableNode])[] {
    if (!isUp(this.#oldest.get(state) ?? Number.POSITIVE_INFINITY)) return [];
    const nodes = [...this.#nodes].filter(([, node]) => node.state === state);
    this.#oldest.set(state, nodes.reduce((oldest, [, node]) => Math.min(oldest, ageFrom(node)), Number.POSITIVE_INFINITY));
    return nodes.filter(([, node]) => isUp(ageFrom(node)));
  }

  delegates(key: OutpointKey): Delegates {
    return this.#delegates.get(key) ?? (this.delegatesKnown ? [] : null);
  }

  allDelegates(): readonly (readonly [OutpointKey, readonly Uint8Array[]])[] {
    return [...this.#delegates];
  }

  counts(): Readonly<Record<FluxTier, number>> {
    return { cumulus: this.#queues.size('cumulus'), nimbus: this.#queues.size('nimbus'), stratus: this.#queues.size('stratus') };
  }

  /** Whose turn it is in the next block: one node of each tier that has any. */
  payees(): TableNode[] {
    return this.#queues.payees();
  }

  /** Confirmed nodes whose tier nobody knows: any of them may be paid. */
  withoutTier(): TableNode[] {
    return [...this.#untold.values()];
  }

  set(node: TableNode): void {
    const key = outpointKey(node.collateral);
    this.#change(key, node);
  }

  remove(key: OutpointKey): void {
    this.#change(key, undefined);
  }

  /** No keys erase what was stored. */
  setDelegates(key: OutpointKey, keys: readonly Uint8Array[]): void {
    const before = this.#delegates.get(key);
    this.#journal?.push(() => void (before === undefined ? this.#delegates.delete(key) : this.#delegates.set(key, before)));
    // An empty list is knowledge too where others are unknown.
    if (keys.length === 0 && this.delegatesKnown) this.#delegates.delete(key);
    else this.#delegates.set(key, keys);
  }

  /** Does `work` as one block. @returns the way back; when `work` throws, everything is as it was */
  block(work: () => void): Undo {
    const journal: Undo[] = [];
    this.#journal = journal;
    const undo = (): void => journal.reverse().forEach((step) => step());
    try {
      work();
    } catch (thrown) {
      this.#journal = null;
      undo();
      throw thrown;
    }
    this.#journal = null;
    return undo;
  }

  #change(key: OutpointKey, node: TableNode | undefined): void {
    const before = this.#nodes.get(key);
    this.#journal?.push(() => this.#put(key, before));
    this.#put(key, node);
  }

  #put(key: OutpointKey, node: TableNode | undefined): void {
    const before = this.#nodes.get(key);
    this.#queues.put(key, before, node);
    this.#untold.delete(key);
    if (node === undefined) this.#nodes.delete(key);
    else {
      this.#nodes.set(key, node);
      if (node.state === 'confirmed' && node.tier === null) this.#untold.set(key, node);
      this.#oldest.set(node.state, Math.min(this.#oldest.get(node.state) ?? Number.POSITIVE_INFINITY, ageFrom(node)));
    }
  }
}
