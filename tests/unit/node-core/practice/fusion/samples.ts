// Swaps and chains made by hand for tests of the operator.
import type { Deposit, Holdings, OperatorChain, PayoutOrder } from '../../../../../node-core/practice/fusion/chain';
import type { PayoutRecord, SwapRecord } from '../../../../../node-core/practice/fusion/records';
import type { FluxCarrier } from '../../../../../node-core/practice/fusion/wallets';

export function swapOf(changes: Partial<SwapRecord> = {}): SwapRecord {
  return {
    id: '0'.repeat(24), chainFrom: 'eth', chainTo: 'base', addressFrom: 'sender', addressTo: 'receiver', txidFrom: '0x01', zelid: null, createdMs: 1_000,
    expected: '10000000000', flat: '100000000', share: '1000000', status: 'new', amountFrom: null, held: null, txidTo: null, paid: null, ...changes,
  };
}

/** A chain that is a list: deposits are put there, payouts end there, and calls fail when they are told to. */
export class ListChain implements OperatorChain {
  height = 100;
  readonly deposits = new Map<string, Deposit>();
  /** Raw payouts that were broadcast. */
  readonly sent: string[] = [];
  readonly #carrier: FluxCarrier;
  #signed = 0;
  /** Called before and after each thing that the operator does; throws when it is to fail there. */
  readonly #trip: () => void;

  constructor(carrier: FluxCarrier, trip: () => void = () => undefined) {
    this.#carrier = carrier;
    this.#trip = trip;
  }

  async deposit(txid: string): Promise<Deposit | null> {
    this.#trip();
    return this.deposits.get(txid) ?? null;
  }

  async sign(order: PayoutOrder, earlier: readonly PayoutRecord[]): Promise<PayoutRecord> {
    this.#trip();
    // Two signatures for the same payout are two payments: on a coin chain they could spend different coins.
    this.#signed += 1;
    const txid = `${this.#carrier}/${earlier.length}/${this.#signed}/${order.key}`;
    return { key: order.key, chain: this.#carrier, to: order.to, amount: order.amount.toString(), asset: order.asset, txid, raw: txid, inputs: [] };
  }

  async send(raw: string): Promise<void> {
    this.#trip();
    this.sent.push(raw);
    this.#trip();
  }

  async depth(txid: string): Promise<number | null> {
    return this.sent.includes(txid) ? 1 : null;
  }

  async holdings(): Promise<Holdings> {
    return { balance: 0n, received: 0n, sent: 0n, networkFees: 0n };
  }
}

export function listChains(trip?: () => void): Record<FluxCarrier, ListChain> {
  const chain = (carrier: FluxCarrier): ListChain => new ListChain(carrier, trip);
  return { flux: chain('flux'), ethereum: chain('ethereum'), bsc: chain('bsc'), polygon: chain('polygon'), avalanche: chain('avalanche'), base: chain('base') };
}
