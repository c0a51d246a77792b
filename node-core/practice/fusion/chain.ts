// What the operator needs of a chain that it holds coins on.
import type { PayoutRecord } from './records';

/** A deposit as it stands in a block. */
export interface Deposit {
  /** 10⁻⁸ FLUX that arrived at the operator in this transaction. */
  readonly amount: bigint;
  /** Whether all of it came from the address that was registered. */
  readonly fromSender: boolean;
  /** 1 in the newest block. */
  readonly depth: number;
}

export interface PayoutOrder {
  readonly key: string;
  readonly to: string;
  /** Base units: 10⁻⁸ FLUX, or of the other token. */
  readonly amount: bigint;
  readonly asset: 'flux' | 'pusd';
}

/** What a chain says of the operator's own addresses. Amounts are 10⁻⁸ FLUX. */
export interface Holdings {
  readonly balance: bigint;
  readonly received: bigint;
  readonly sent: bigint;
  /** In FLUX where fees are paid in FLUX. */
  readonly networkFees: bigint;
}

export interface OperatorChain {
  /** Of the newest block: while it stays, nothing that stands in a block changes. */
  readonly height: number;
  /** The deposit in a block of the chain; null when none of this id paid the operator. */
  deposit(txid: string, sender: string): Promise<Deposit | null>;
  /**
   * Signs a payout from the operator's wallet and broadcasts nothing.
   * @param earlier all payouts that were signed on this chain, in their order
   * @throws AppError `fusion/wallet-empty`
   */
  sign(order: PayoutOrder, earlier: readonly PayoutRecord[]): Promise<PayoutRecord>;
  /** @throws when the chain refuses it or cannot be reached */
  send(raw: string): Promise<void>;
  /** Confirmations; 0 while it waits for a block, null when the chain does not know it. */
  depth(txid: string): Promise<number | null>;
  holdings(): Promise<Holdings>;
}
