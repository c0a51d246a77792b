// The operator's worker: looks at every open swap by the real chains, walks it on, and pays.
import type { Deposit } from './chain';
import type { FusionStore } from './store';
import { inventedTxid } from './foreign';
import type { OperatorChains, Payouts } from './payouts';
import { swapKey, type PayoutRecord, type SwapRecord } from './records';
import type { OperatorSwitches } from './switches';
import { EXPIRE_AFTER_MS } from './terms';
import { feeOfSwap, isOpen, walk, type WalkFaults } from './walk';
import { carrierOf, strangerAddress, type FluxCarrier } from './wallets';

interface WorkerParts {
  readonly seed: string;
  readonly store: FusionStore;
  readonly chains: OperatorChains;
  readonly payouts: Payouts;
  readonly switches: OperatorSwitches;
  nowMs(): number;
  /** Hears what stands in the way of one swap or payout. */
  onTrouble(subject: string, thrown: unknown): void;
}

export class FusionWorker {
  readonly #parts: WorkerParts;
  /** By deposit: what its chain showed, and the height then. */
  readonly #sights = new Map<string, { readonly deposit: Deposit | null; readonly height: number }>();

  constructor(parts: WorkerParts) {
    this.#parts = parts;
  }

  /** Looks at everything once; answers whether anything changed. One at a time: signing counts on it. */
  async pass(): Promise<boolean> {
    const { store, payouts, onTrouble } = this.#parts;
    for (const payout of payouts.unburied()) {
      await payouts.send(payout).catch((thrown: unknown) => onTrouble(payout.key, thrown));
    }
    let changed = false;
    for (const swap of store.swaps().filter(isOpen)) {
      const moved = await this.#step(swap).catch((thrown: unknown) => {
        onTrouble(swapKey(swap), thrown);
        return false;
      });
      changed ||= moved;
    }
    return changed;
  }

  async #step(swap: SwapRecord): Promise<boolean> {
    const { store, switches, nowMs } = this.#parts;
    const signed = store.payout(swapKey(swap));
    if (signed !== null) return this.#finish(swap, signed);
    const deposit = await this.#deposit(swap);
    const { swap: next, used } = walk(swap, deposit, { nowMs: nowMs(), expireAfterMs: switches.get('expireAfterMs') ?? EXPIRE_AFTER_MS, faults: this.#faults() });
    if (used !== null) switches.take(used);
    if (next !== swap) store.write({ t: 'swap', swap: next });
    else if (swap.status === 'exchanging') return this.#pay(swap);
    return next !== swap;
  }

  async #deposit({ chainFrom, txidFrom, addressFrom }: SwapRecord): Promise<Deposit | null> {
    const carrier = carrierOf(chainFrom);
    if (carrier === null) return null;
    const chain = this.#parts.chains[carrier];
    const known = this.#sights.get(txidFrom);
    if (known !== undefined && known.height === chain.height) return known.deposit;
    const { height } = chain;
    const deposit = await chain.deposit(txidFrom, addressFrom);
    this.#sights.set(txidFrom, { deposit, height });
    return deposit;
  }

  #faults(): WalkFaults {
    const { switches } = this.#parts;
    return {
      late: switches.get('slowConfirmations') ?? 0,
      hold: switches.get('hold') !== null,
      dust: switches.get('dust') !== null,
      expired: switches.get('expired') !== null,
      holdOther: switches.get('otherAmount') !== null,
    };
  }

  async #pay(swap: SwapRecord): Promise<boolean> {
    const { seed, store, switches, payouts } = this.#parts;
    if (switches.get('maintenance')?.includes(swap.chainTo) === true) return false;
    const due = BigInt(swap.amountFrom ?? '0') - feeOfSwap(swap);
    const carrier = carrierOf(swap.chainTo);
    const fault = switches.get('payout');
    const done = (txidTo: string | null, paid: bigint): boolean => {
      store.write({ t: 'swap', swap: { ...swap, status: 'finished', txidTo, paid: paid.toString() } });
      return true;
    };
    if (fault === 'none' || fault === 'invented') {
      switches.take('payout');
      return done(fault === 'none' ? null : inventedTxid(seed, swap.chainTo, `${swap.id}/never`), 0n);
    }
    // No such chain runs here: that it was paid can only be said.
    if (carrier === null) return done(inventedTxid(seed, swap.chainTo, swap.id), due);
    const order = this.#order(swap, carrier, due);
    const payout = await payouts.sign(carrier, { key: swapKey(swap), ...order });
    if (fault === 'unsent') payouts.keepBack(payout.key);
    else if (fault !== null) switches.take('payout');
    store.write({ t: 'pay', payout, swap: { ...swap, paid: order.asset === 'flux' ? order.amount.toString() : '0' } });
    await this.#finish(swap, payout);
    return true;
  }

  #order(swap: SwapRecord, carrier: FluxCarrier, due: bigint): { readonly to: string; readonly amount: bigint; readonly asset: 'flux' | 'pusd' } {
    const honest = { to: swap.addressTo, amount: due, asset: 'flux' } as const;
    switch (this.#parts.switches.get('payout')) {
      case 'less': return { ...honest, amount: due / 2n };
      case 'more': return { ...honest, amount: due * 2n };
      case 'elsewhere': return { ...honest, to: strangerAddress(this.#parts.seed, carrier) };
      // The main chain has no other token.
      case 'otherToken': return carrier === 'flux' ? honest : { ...honest, asset: 'pusd' };
      default: return honest;
    }
  }

  async #finish(swap: SwapRecord, payout: PayoutRecord): Promise<boolean> {
    const { store, payouts } = this.#parts;
    if (payouts.isKeptBack(payout.key)) return false;
    await payouts.send(payout);
    const now = store.swapOfDeposit(swap.txidFrom) ?? swap;
    store.write({ t: 'swap', swap: { ...now, status: 'finished', txidTo: payout.txid } });
    return true;
  }
}
