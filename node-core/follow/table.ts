// The table of FluxNodes as every full node keeps it (fluxd fluxnode/fluxnode.h, coins.cpp): started, confirmed and banned nodes, delegates, whose turn it is; each block's changes with the way back.
import type { Outpoint } from '../../shared/flux/fluxnode-transaction';
import { comparePlaces } from '../../shared/flux/payment-queue';
import type { FluxTier } from '../../shared/flux/subsidy';
import { FLUX_TIERS } from '../../shared/flux/tiers';

/** `dos`: it was not confirmed in time, and may not start again yet. */
export type NodeState = 'started' | 'confirmed' | 'dos';

export interface TableNode {
  readonly state: NodeState;
  readonly collateral: Outpoint;
  /** Null: the transaction that made the collateral was not seen, and nobody served it. */
  readonly tier: FluxTier | null;
  /** Script that its rewards go to. */
  readonly payee: Uint8Array;
  /** As its START names it: signs CONFIRMs and blocks. */
  readonly publicKey: Uint8Array;
  readonly ip: string;
  /** Heights of its START, its first CONFIRM, its last one and its last payout; 0 when there was none. */
  readonly addedHeight: number;
  readonly confirmedHeight: number;
  readonly lastConfirmedHeight: number;
  readonly lastPaidHeight: number;
}

export type OutpointKey = string;
export const outpointKey = ({ txid, index }: Outpoint): OutpointKey => `${txid}:${index}`;

/** Keys that may sign for the owner; null: some may be stored that were never seen here. */
export type Delegates = readonly Uint8Array[] | null;

type Undo = () => void;

export class NodeTable {
  readonly #nodes = new Map<OutpointKey, TableNode>();
  readonly #delegates = new Map<OutpointKey, readonly Uint8Array[]>();
  #journal: Undo[] | null = null;
  /** Confirmed nodes by tier: the queue asks for them at every block. */
  readonly #queues = new Map<FluxTier, Map<OutpointKey, TableNode>>(FLUX_TIERS.map((tier) => [tier, new Map()]));

  /** @param delegatesKnown whether every delegate that is stored was seen: true on a chain that is followed from its first block */
  constructor(readonly delegatesKnown: boolean) {}

  get(key: OutpointKey): TableNode | null {
    return this.#nodes.get(key) ?? null;
  }

  all(): IterableIterator<TableNode> {
    return this.#nodes.values();
  }

  /** Nodes with their keys: making a key anew for each node of each block costs more than the rest of a replay. */
  entries(): IterableIterator<[OutpointKey, TableNode]> {
    return this.#nodes.entries();
  }

  delegates(key: OutpointKey): Delegates {
    return this.#delegates.get(key) ?? (this.delegatesKnown ? [] : null);
  }

  allDelegates(): readonly (readonly [OutpointKey, readonly Uint8Array[]])[] {
    return [...this.#delegates];
  }

  counts(): Readonly<Record<FluxTier, number>> {
    return { cumulus: this.#queues.get('cumulus')?.size ?? 0, nimbus: this.#queues.get('nimbus')?.size ?? 0, stratus: this.#queues.get('stratus')?.size ?? 0 };
  }

  /** Whose turn it is in the next block: one node of each tier that has any. */
  payees(): TableNode[] {
    return FLUX_TIERS.flatMap((tier) => {
      let best: TableNode | null = null;
      for (const node of this.#queues.get(tier)?.values() ?? []) if (best === null || comparePlaces(node, best) < 0) best = node;
      return best === null ? [] : [best];
    });
  }

  /** Confirmed nodes whose tier nobody knows: any of them may be paid. */
  withoutTier(): TableNode[] {
    return [...this.#nodes.values()].filter(({ state, tier }) => state === 'confirmed' && tier === null);
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
    if (before?.state === 'confirmed' && before.tier !== null) this.#queues.get(before.tier)?.delete(key);
    if (node === undefined) this.#nodes.delete(key);
    else {
      this.#nodes.set(key, node);
      if (node.state === 'confirmed' && node.tier !== null) this.#queues.get(node.tier)?.set(key, node);
    }
  }
}
