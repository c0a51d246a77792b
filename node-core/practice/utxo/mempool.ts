// Transactions that wait for a block, with their coins and conflicts.
import { toHex } from '../../../shared/crypto/bytes';
import { outpointKey, type ChainTransaction, type Coin, type OutpointKey, type PlacedTransaction } from './types';

export interface MempoolEntry {
  readonly tx: ChainTransaction;
  readonly fee: bigint;
  /** When it came: Unix seconds. */
  readonly time: number;
  /** Scripts (hex) that it pays or spends. */
  readonly scripts: ReadonlySet<string>;
}

export class Mempool {
  /** In order of arrival; a child always comes after its parents. */
  readonly #entries = new Map<string, MempoolEntry>();
  readonly #spentBy = new Map<OutpointKey, string>();

  get size(): number {
    return this.#entries.size;
  }

  entries(): readonly MempoolEntry[] {
    return [...this.#entries.values()];
  }

  entry(txid: string): MempoolEntry | null {
    return this.#entries.get(txid) ?? null;
  }

  placed(txid: string): PlacedTransaction | null {
    const entry = this.#entries.get(txid);
    return entry === undefined ? null : { tx: entry.tx, height: -1, time: entry.time };
  }

  /** Id of the waiting transaction that spends a coin, or null. */
  spenderOf(key: OutpointKey): string | null {
    return this.#spentBy.get(key) ?? null;
  }

  /** A coin that a waiting transaction makes, whether or not another waiting one spends it. */
  coin(txid: string, index: number): Coin | null {
    const output = this.#entries.get(txid)?.tx.outputs[index];
    return output === undefined ? null : { txid, index, value: output.value, script: output.script, height: -1, coinbase: false };
  }

  /** Entries that touch a script, in order of arrival. */
  entriesOf(script: Uint8Array): MempoolEntry[] {
    const wanted = toHex(script);
    return this.entries().filter((entry) => entry.scripts.has(wanted));
  }

  /** `spent` are the scripts of the coins that it spends. */
  add(tx: ChainTransaction, fee: bigint, time: number, spent: readonly Uint8Array[]): void {
    const scripts = new Set([...spent, ...tx.outputs.map((output) => output.script)].map(toHex));
    this.#entries.set(tx.txid, { tx, fee, time, scripts });
    for (const input of tx.inputs) this.#spentBy.set(outpointKey(input), tx.txid);
  }

  /** The transaction and all that spend its outputs, parents first. */
  withDescendants(txid: string): MempoolEntry[] {
    const ids = new Set([txid]);
    const found: MempoolEntry[] = [];
    for (const entry of this.#entries.values()) {
      if (!ids.has(entry.tx.txid) && !entry.tx.inputs.some((input) => ids.has(input.txid))) continue;
      ids.add(entry.tx.txid);
      found.push(entry);
    }
    return found;
  }

  /** Waiting transactions that this one builds on, itself not counted. */
  ancestorCount(tx: ChainTransaction): number {
    const ids = new Set<string>();
    const visit = (current: ChainTransaction): void => {
      for (const input of current.inputs) {
        const parent = this.#entries.get(input.txid);
        if (parent === undefined || ids.has(input.txid)) continue;
        ids.add(input.txid);
        visit(parent.tx);
      }
    };
    visit(tx);
    return ids.size;
  }

  /** Removes one transaction only (it was mined). */
  remove(txid: string): void {
    const entry = this.#entries.get(txid);
    if (entry === undefined) return;
    this.#entries.delete(txid);
    for (const input of entry.tx.inputs) if (this.#spentBy.get(outpointKey(input)) === txid) this.#spentBy.delete(outpointKey(input));
  }

  /** Removes a transaction with all that build on it; answers what went. */
  evict(txid: string): readonly MempoolEntry[] {
    const gone = this.withDescendants(txid);
    for (const entry of gone) this.remove(entry.tx.txid);
    return gone;
  }

  clear(): void {
    this.#entries.clear();
    this.#spentBy.clear();
  }
}
