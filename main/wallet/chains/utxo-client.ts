// What a server of a Bitcoin-like chain answers; Insight (Flux) and Esplora (Bitcoin) implement it. Heights and lists are the server's word.

import type { BroadcastAnswer } from '../plans/ports';

export interface TipBlock {
  readonly height: number;
  readonly hash: string;
}
/** A transaction of an address, as a server lists it. Null height: in the mempool. */
export interface ListedTx {
  readonly txid: string;
  readonly height: number | null;
  readonly blockHash: string | null;
  /** Milliseconds since 1970: of the block, or when the server first saw it. Null when it does not say. */
  readonly time: number | null;
}
/** An unspent output as a server lists it. */
export interface ListedCoin {
  readonly txid: string;
  readonly vout: number;
  readonly value: bigint;
  /** Insight names the address of each coin; Esplora is asked for one address at a time. */
  readonly address: string;
  readonly script: Uint8Array | null;
  readonly height: number | null;
}

/** Tells when a list of transactions is long enough: everything further down is known and too deep to change. */
export type EnoughKnown = (page: readonly ListedTx[]) => boolean;

/** Every method throws AppError `endpoint/…` when there is no usable answer. */
export interface UtxoClient {
  tip(): Promise<TipBlock>;
  /** @returns null when the chain has no such height yet */
  blockHash(height: number): Promise<string | null>;
  /**
   * A short text per address that changes when the address's transactions do; null where the server has none (Insight), so that
   * the history itself has to be read.
   */
  fingerprint(address: string): Promise<string | null>;
  /** Transactions that touch any of the addresses, newest first, until `enough` says stop or the list ends. */
  history(addresses: readonly string[], enough: EnoughKnown): Promise<ListedTx[]>;
  coins(addresses: readonly string[]): Promise<ListedCoin[]>;
  /** @returns null when the server does not know it */
  raw(txid: string): Promise<Uint8Array | null>;
  /** @returns null when the server does not know it */
  status(txid: string): Promise<{ readonly height: number | null } | null>;
  spender(txid: string, vout: number): Promise<{ readonly txid: string; readonly height: number | null } | null>;
  /** Satoshi a virtual byte by number of blocks; null where the chain has no estimates. */
  feeEstimates(): Promise<ReadonlyMap<number, number> | null>;
  send(raw: Uint8Array): Promise<BroadcastAnswer>;
}
