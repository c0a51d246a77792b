// What both coin chains (Flux, Bitcoin) have in common: transactions, coins, blocks, and how a node says no.
import { AppError } from '../../../shared/errors/app-error';
import type { FluxNodeTransaction } from '../../../shared/flux/fluxnode-transaction';

interface ChainInput {
  /** Display form. */
  readonly txid: string;
  readonly index: number;
  readonly script: Uint8Array;
  readonly sequence: number;
  readonly witness: readonly Uint8Array[];
}

export interface ChainOutput {
  readonly value: bigint;
  readonly script: Uint8Array;
}

export interface ChainTransaction {
  /** Display form. */
  readonly txid: string;
  readonly raw: Uint8Array;
  /** Bytes that fees are counted on: virtual size on Bitcoin, size on Flux. */
  readonly size: number;
  readonly version: number;
  readonly lockTime: number;
  /** Last height it can be mined at; 0 = no end (always on Bitcoin). */
  readonly expiryHeight: number;
  readonly coinbase: boolean;
  readonly inputs: readonly ChainInput[];
  readonly outputs: readonly ChainOutput[];
  /** Flux: the START or CONFIRM that this is; such a transaction has neither inputs nor outputs. */
  readonly fluxNode?: FluxNodeTransaction;
}

export interface Coin {
  readonly txid: string;
  readonly index: number;
  readonly value: bigint;
  readonly script: Uint8Array;
  /** Height of its block; -1 in the mempool. */
  readonly height: number;
  readonly coinbase: boolean;
}

export interface ChainBlock {
  readonly height: number;
  /** Display form. */
  readonly hash: string;
  readonly previousHash: string;
  /** Unix seconds. */
  readonly time: number;
  readonly header: Uint8Array;
  readonly size: number;
  readonly transactions: readonly ChainTransaction[];
}

/** A transaction's place: its block, or the mempool (`height` -1). */
export interface PlacedTransaction {
  readonly tx: ChainTransaction;
  readonly height: number;
  /** Block time, or when it reached the mempool: Unix seconds. */
  readonly time: number;
}

export type OutpointKey = `${string}:${number}`;
export const outpointKey = (outpoint: { readonly txid: string; readonly index: number }): OutpointKey => `${outpoint.txid}:${outpoint.index}`;

/** A broadcast that the chain's rules refuse; `rpcCode` and `reason` are what the real node answers. */
export class Rejection extends AppError {
  readonly rpcCode: number;
  readonly reason: string;

  constructor(rpcCode: number, reason: string) {
    super('practice/rejected', reason, { context: { rpcCode } });
    this.rpcCode = rpcCode;
    this.reason = reason;
  }
}

/** The codes of bitcoind's and fluxd's sendrawtransaction. */
export const RPC_DECODE_FAILED = -22;
export const RPC_ERROR = -25;
export const RPC_REJECTED = -26;
export const RPC_ALREADY_MINED = -27;
