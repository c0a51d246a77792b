// Coins of watched scripts, found in whole blocks: nobody is asked for them, so nobody learns which they are. Each keeps the branch that proves its transaction.
import { toHex } from '../../shared/crypto/bytes';
import type { Block } from '../../shared/flux/block';
import { serializeHeader } from '../../shared/flux/block-header';
import { merkleBranch } from '../../shared/flux/merkle';
import { isCoinbase } from '../../shared/flux/transaction';
import { outpointKey, type OutpointKey } from './table-node';

export interface BlockPlace {
  readonly height: number;
  readonly hash: string;
  readonly time: number;
}

/** What shows that a transaction stands in a block. The coinbase's own branch fixes how deep the tree is. */
export interface Inclusion {
  readonly header: Uint8Array;
  readonly raw: Uint8Array;
  readonly index: number;
  readonly branch: readonly string[];
  readonly coinbase: Uint8Array;
  readonly coinbaseBranch: readonly string[];
}

export interface WatchedCoin {
  readonly txid: string;
  readonly vout: number;
  readonly value: bigint;
  /** Hex. */
  readonly script: string;
  readonly coinbase: boolean;
  readonly block: BlockPlace;
  readonly inclusion: Inclusion;
  readonly spent: { readonly txid: string; readonly block: BlockPlace } | null;
}

export class Watch {
  #scripts: ReadonlySet<string> = new Set();
  readonly #coins = new Map<OutpointKey, WatchedCoin>();

  get coins(): readonly WatchedCoin[] {
    return [...this.#coins.values()];
  }

  /** Coins of scripts that are not among them are forgotten. @returns those that are new: blocks that are still held must be looked through for them */
  setScripts(scripts: readonly string[]): ReadonlySet<string> {
    const fresh = new Set(scripts.filter((script) => !this.#scripts.has(script)));
    this.#scripts = new Set(scripts);
    for (const [key, coin] of this.#coins) if (!this.#scripts.has(coin.script)) this.#coins.delete(key);
    return fresh;
  }

  /**
   * Looks through a block. @param only scripts to look for; all that are watched when left out
   * @returns whether anything was found
   */
  look(block: Block, height: number, only: ReadonlySet<string> = this.#scripts): boolean {
    const place: BlockPlace = { height, hash: block.hash, time: block.header.time };
    let found = false;
    block.transactions.forEach(({ tx, txid }, index) => {
      if (tx.kind !== 'value') return;
      const coinbase = isCoinbase(tx);
      if (!coinbase) for (const input of tx.inputs) found = this.#spend(outpointKey(input), txid, place) || found;
      if (only.size > 0) tx.outputs.forEach(({ value, script }, vout) => {
        const hex = toHex(script);
        if (!only.has(hex)) return;
        const key = outpointKey({ txid, index: vout });
        // Looked through again for another script, a coin keeps what is known of it.
        if (!this.#coins.has(key)) this.#coins.set(key, { txid, vout, value, script: hex, coinbase, block: place, inclusion: inclusionOf(block, index), spent: null });
        found = true;
      });
    });
    return found;
  }

  /** The block at `height` is taken back. @returns whether that changed anything */
  takeBack(height: number): boolean {
    let changed = false;
    for (const [key, coin] of this.#coins) {
      if (coin.block.height === height) changed = this.#coins.delete(key);
      else if (coin.spent?.block.height === height) {
        this.#coins.set(key, { ...coin, spent: null });
        changed = true;
      }
    }
    return changed;
  }

  #spend(key: OutpointKey, txid: string, block: BlockPlace): boolean {
    const coin = this.#coins.get(key);
    if (coin === undefined) return false;
    this.#coins.set(key, { ...coin, spent: { txid, block } });
    return true;
  }
}

function inclusionOf({ header, transactions }: Block, index: number): Inclusion {
  const txids = transactions.map(({ txid }) => txid);
  const copy = (at: number): Uint8Array => transactions[at]?.raw.slice() ?? new Uint8Array(0);
  return { header: serializeHeader(header), raw: copy(index), index, branch: merkleBranch(txids, index), coinbase: copy(0), coinbaseBranch: merkleBranch(txids, 0) };
}
