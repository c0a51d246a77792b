// What a review leaves behind to be signed: decoded once, checked, and never asked of anybody again.

import type { ChainId, EvmChain } from '../../../shared/chains/ids';
import type { BitcoinTransaction } from '../../../shared/bitcoin/transaction';
import type { KeyRef, ScriptType } from '../../../shared/contract/money-path';
import type { EvmTransaction } from '../../../shared/evm/transaction';
import type { FluxNodeStart } from '../../../shared/flux/fluxnode-transaction';
import type { FluxTransaction } from '../../../shared/flux/transaction';
import type { OwnScript } from '../review/ports';

/** An input with the output that it spends, proven by its previous transaction, and the own key that can spend it. */
export interface SpendableInput {
  readonly txid: string;
  readonly index: number;
  readonly sequence: number;
  /** Base units of the spent output. */
  readonly value: bigint;
  /** Its output script, equal to `own.script`. */
  readonly script: Uint8Array;
  readonly key: KeyRef;
  readonly scriptType: ScriptType;
  readonly own: OwnScript;
}

/** A payment on the Flux main chain. */
export interface FluxSignable {
  readonly kind: 'flux';
  readonly tx: FluxTransaction;
  readonly inputs: readonly SpendableInput[];
}

/** A START without its signature. `funded`: the id in its collateral is filled in with that of the payment, once that is signed. */
export interface StartToSign {
  readonly node: string;
  readonly tx: FluxNodeStart;
  readonly funded: boolean;
  readonly signer: KeyRef;
  readonly signerOwn: OwnScript;
}

export type Signable =
  | FluxSignable
  | { readonly kind: 'bitcoin'; readonly tx: BitcoinTransaction; readonly inputs: readonly SpendableInput[] }
  | { readonly kind: 'evm'; readonly chain: EvmChain; readonly tx: EvmTransaction; readonly key: KeyRef; readonly from: string }
  | { readonly kind: 'message'; readonly scheme: 'flux' | 'bitcoin'; readonly message: string; readonly key: KeyRef; readonly own: OwnScript }
  | { readonly kind: 'starts'; readonly fund: FluxSignable | null; readonly starts: readonly StartToSign[] };

/** Signed bytes of each kind, before they are handed over. */
export type SignedBytes =
  | { readonly kind: 'transaction'; readonly chain: ChainId; readonly raw: Uint8Array; readonly txid: string }
  | { readonly kind: 'message'; readonly signature: string; readonly address: string }
  | {
    readonly kind: 'starts';
    readonly fund: { readonly raw: Uint8Array; readonly txid: string } | null;
    readonly starts: { readonly node: string; readonly raw: Uint8Array; readonly txid: string; readonly collateral: { readonly txid: string; readonly vout: number } }[];
  };
