// Coins of exactly a tier's amount that were seen in blocks: what a START's tier and age are read from. Others are served by strangers and checked by their id.
import type { Block } from '../../shared/flux/block';
import { parseTransaction, transactionId } from '../../shared/flux/transaction';
import { tierOfCollateral } from '../../shared/flux/subsidy';
import { AppError } from '../../shared/errors/app-error';
import type { CollateralCoin } from './replay';
import { outpointKey, type OutpointKey } from './table-node';

/** Strangers' transactions that are kept; each is asked for again when it is needed and gone. */
const MOST_SERVED = 2_000;

export class Collaterals {
  readonly #seen = new Map<OutpointKey, CollateralCoin & { readonly height: number }>();
  readonly #served = new Map<OutpointKey, CollateralCoin>();

  get(key: OutpointKey): CollateralCoin | null {
    return this.#seen.get(key) ?? this.#served.get(key) ?? null;
  }

  has(key: OutpointKey): boolean {
    return this.#seen.has(key) || this.#served.has(key);
  }

  all(): readonly (readonly [OutpointKey, CollateralCoin & { readonly height: number }])[] {
    return [...this.#seen];
  }

  restore(coins: readonly (readonly [OutpointKey, CollateralCoin & { readonly height: number }])[]): void {
    for (const [key, coin] of coins) this.#seen.set(key, coin);
  }

  /** Notes a block's coins. Spent ones stay: no START can stand on them, and a block that is taken back gives them back. */
  look(block: Block, height: number): void {
    for (const { tx, txid } of block.transactions) if (tx.kind === 'value') tx.outputs.forEach(({ value, script }, index) => {
      const tier = tierOfCollateral(value);
      if (tier !== null) this.#seen.set(outpointKey({ txid, index }), { tier, script, height });
    });
  }

  takeBack(height: number): void {
    for (const [key, coin] of this.#seen) if (coin.height === height) this.#seen.delete(key);
  }

  /** Takes a transaction that a stranger served. @returns whether it is the one with this id */
  serve(txid: string, raw: Uint8Array): boolean {
    try {
      const tx = parseTransaction(raw);
      if (transactionId(tx) !== txid) return false;
      tx.outputs.forEach(({ value, script }, index) => {
        this.#served.set(outpointKey({ txid, index }), { tier: tierOfCollateral(value), script, height: null });
      });
      for (const [oldest] of this.#served) {
        if (this.#served.size <= MOST_SERVED) break;
        this.#served.delete(oldest);
      }
      return true;
    } catch (thrown) {
      if (thrown instanceof AppError) return false;
      throw thrown;
    }
  }
}
