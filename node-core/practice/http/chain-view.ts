// What one endpoint of a coin chain shows: everything, or the chain as it was when the endpoint went stale.
import { toHex } from '../../../shared/crypto/bytes';
import type { UtxoNode } from '../utxo/node';
import { outpointKey, type ChainBlock, type ChainOutput, type Coin, type PlacedTransaction } from '../utxo/types';

interface SpentBy {
  readonly txid: string;
  readonly index: number;
  /** -1 while it waits. */
  readonly height: number;
}

export class ChainView {
  readonly #node: UtxoNode;
  readonly #frozenHeight: number | null;

  /** @param frozenHeight null shows all there is */
  constructor(node: UtxoNode, frozenHeight: number | null) {
    this.#node = node;
    this.#frozenHeight = frozenHeight;
  }

  get height(): number {
    return this.#frozenHeight === null ? this.#node.height : Math.min(this.#frozenHeight, this.#node.height);
  }

  get tip(): ChainBlock {
    return this.#node.state.blockAt(this.height);
  }

  blockAt(height: number): ChainBlock | null {
    return Number.isInteger(height) && height >= 0 && height <= this.height ? this.#node.state.blockAt(height) : null;
  }

  blockByHash(hash: string): ChainBlock | null {
    const height = this.#node.state.heightOf(hash);
    return height === null ? null : this.blockAt(height);
  }

  placed(txid: string): PlacedTransaction | null {
    const placed = this.#node.transaction(txid);
    return placed !== null && this.#shows(placed.height) ? placed : null;
  }

  /** The output that an input spends; the transaction that made it is older, so it is always shown. */
  outputOf(outpoint: { readonly txid: string; readonly index: number }): ChainOutput | null {
    return this.#node.transaction(outpoint.txid)?.tx.outputs[outpoint.index] ?? null;
  }

  spentBy(txid: string, index: number): SpentBy | null {
    const key = outpointKey({ txid, index });
    const mined = this.#node.state.spender(key);
    const waiting = this.#node.mempool.spenderOf(key);
    const found = mined ?? (waiting === null ? null : { txid: waiting, index: this.#inputIndex(waiting, key) });
    const placed = found === null ? null : this.placed(found.txid);
    return found === null || placed === null ? null : { ...found, height: placed.height };
  }

  /** Coins of a script that no shown transaction spends. */
  unspent(script: Uint8Array): Coin[] {
    if (this.#frozenHeight === null) return this.#node.unspent(script);
    const wanted = toHex(script);
    return this.history(script).flatMap(({ tx, height }) => tx.outputs.flatMap((output, index) => {
      const mine = toHex(output.script) === wanted && this.spentBy(tx.txid, index) === null;
      return mine ? [{ txid: tx.txid, index, value: output.value, script, height, coinbase: tx.coinbase }] : [];
    }));
  }

  /** Transactions that pay or spend a script: waiting ones first, then the newest blocks first. */
  history(script: Uint8Array): PlacedTransaction[] {
    const mined = this.#node.state.historyOf(script).flatMap((txid) => this.placed(txid) ?? []);
    return [...this.waiting(script), ...mined.reverse()];
  }

  /** Waiting transactions that pay or spend a script, newest first. */
  waiting(script: Uint8Array): PlacedTransaction[] {
    if (this.#frozenHeight !== null) return [];
    return this.#node.mempool.entriesOf(script).flatMap((entry) => this.placed(entry.tx.txid) ?? []).reverse();
  }

  #shows(height: number): boolean {
    return this.#frozenHeight === null || (height >= 0 && height <= this.#frozenHeight);
  }

  #inputIndex(txid: string, key: string): number {
    return this.#node.mempool.entry(txid)?.tx.inputs.findIndex((input) => outpointKey(input) === key) ?? -1;
  }
}
