// Payouts: signed once, on disk before they are broadcast, sent again until their chain has buried them.
import type { FusionStore } from './store';
import type { OperatorChain, PayoutOrder } from './chain';
import type { PayoutRecord } from './records';
import type { OperatorSwitches } from './switches';
import type { FluxCarrier } from './wallets';

/** Deeper than any reorganisation of the practice network. */
const BURIED = 64;

export type OperatorChains = Readonly<Record<FluxCarrier, OperatorChain>>;

export class Payouts {
  readonly #store: FusionStore;
  readonly #chains: OperatorChains;
  readonly #switches: OperatorSwitches;
  /** By key: where a payout was found, and the chain's height then. Only blocks change what stands in blocks. */
  readonly #mined = new Map<string, { readonly depth: number; readonly height: number }>();
  /** Keys of payouts that were signed while payouts are kept back. */
  readonly #keptBack = new Set<string>();

  constructor(store: FusionStore, chains: OperatorChains, switches: OperatorSwitches) {
    this.#store = store;
    this.#chains = chains;
    this.#switches = switches;
  }

  /** Signs; whoever asked writes it to the journal before anything else happens on that chain. @throws AppError `fusion/wallet-empty` */
  sign(chain: FluxCarrier, order: PayoutOrder): Promise<PayoutRecord> {
    return this.#chains[chain].sign(order, this.#store.payouts().filter((payout) => payout.chain === chain));
  }

  keepBack(key: string): void {
    this.#keptBack.add(key);
  }

  isKeptBack(key: string): boolean {
    if (this.#switches.get('payout') !== 'unsent') this.#keptBack.clear();
    return this.#keptBack.has(key);
  }

  /** Broadcasts unless its chain knows it. @throws when the chain refuses it or cannot be reached */
  async send(payout: PayoutRecord): Promise<void> {
    if ((await this.#depth(payout)) === null) await this.#chains[payout.chain].send(payout.raw);
  }

  async stateOf(payout: PayoutRecord): Promise<'signed' | 'sent' | 'mined'> {
    const depth = await this.#depth(payout);
    return depth === null ? 'signed' : depth === 0 ? 'sent' : 'mined';
  }

  /** Payouts that a reorganisation or a crash could still undo, oldest first: their order is that of their nonces. */
  unburied(): PayoutRecord[] {
    return this.#store.payouts().filter(({ key }) => (this.#mined.get(key)?.depth ?? 0) < BURIED && !this.isKeptBack(key));
  }

  async #depth({ key, chain: id, txid }: PayoutRecord): Promise<number | null> {
    const chain = this.#chains[id];
    const known = this.#mined.get(key);
    if (known !== undefined && known.height === chain.height) return known.depth;
    const { height } = chain;
    const depth = await chain.depth(txid);
    if (depth === null || depth === 0) this.#mined.delete(key);
    else this.#mined.set(key, { depth, height });
    return depth;
  }
}
