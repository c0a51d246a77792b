// Whose turn it is in each tier, found without looking at every node: a heap by the order of payment. Entries that the table has replaced sink out of it when they come to its top.
import { comparePlaces } from '../../shared/flux/payment-queue';
import type { FluxTier } from '../../shared/flux/subsidy';
import { FLUX_TIERS } from '../../shared/flux/tiers';
import { outpointKey, type OutpointKey, type TableNode } from './table-node';

/** A heap may hold so many replaced entries for each live one before it is built anew. */
const MOST_STALE = 2;
const SMALL = 64;

class Queue {
  readonly #live = new Map<OutpointKey, TableNode>();
  #heap: TableNode[] = [];

  get size(): number {
    return this.#live.size;
  }

  set(key: OutpointKey, node: TableNode): void {
    this.#live.set(key, node);
    this.#push(node);
    if (this.#heap.length > SMALL + (1 + MOST_STALE) * this.#live.size) this.#rebuild();
  }

  delete(key: OutpointKey): void {
    this.#live.delete(key);
  }

  first(): TableNode | null {
    for (;;) {
      const [top] = this.#heap;
      if (top === undefined) return null;
      if (this.#live.get(outpointKey(top.collateral)) === top) return top;
      this.#pop();
    }
  }

  #rebuild(): void {
    this.#heap = [...this.#live.values()].sort(comparePlaces);
  }

  #push(node: TableNode): void {
    const heap = this.#heap;
    let at = heap.push(node) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = heap[parent];
      if (above === undefined || comparePlaces(above, node) <= 0) break;
      heap[at] = above;
      at = parent;
    }
    heap[at] = node;
  }

  #pop(): void {
    const heap = this.#heap;
    const node = heap.pop();
    if (node === undefined || heap.length === 0) return;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      let below = heap[child];
      if (below === undefined) break;
      const other = heap[child + 1];
      if (other !== undefined && comparePlaces(other, below) < 0) {
        child += 1;
        below = other;
      }
      if (comparePlaces(node, below) <= 0) break;
      heap[at] = below;
      at = child;
    }
    heap[at] = node;
  }
}

/** The queues of all tiers. Nodes are told apart by identity: a changed node is a new object. */
export class PaymentQueues {
  readonly #tiers = new Map<FluxTier, Queue>(FLUX_TIERS.map((tier) => [tier, new Queue()]));

  size(tier: FluxTier): number {
    return this.#tiers.get(tier)?.size ?? 0;
  }

  put(key: OutpointKey, before: TableNode | undefined, node: TableNode | undefined): void {
    const left = before?.state === 'confirmed' ? before.tier : null;
    const joined = node?.state === 'confirmed' ? node.tier : null;
    if (left !== null) this.#tiers.get(left)?.delete(key);
    if (joined !== null && node !== undefined) this.#tiers.get(joined)?.set(key, node);
  }

  /** One node of each tier that has any, in the order of the tiers. */
  payees(): TableNode[] {
    return FLUX_TIERS.flatMap((tier) => {
      const first = this.#tiers.get(tier)?.first() ?? null;
      return first === null ? [] : [first];
    });
  }
}
