// The practice operator: a faithful double of Fusion. It looks at the real practice chains, pays with real transactions, and never pays twice.
import { EVM_CHAINS } from '../../../shared/chains/ids';
import { AppError } from '../../../shared/errors/app-error';
import type { FusionProgress, FusionStatus } from '../../../shared/practice/fusion-control';
import type { PracticeClock } from '../clock';
import type { EvmChain } from '../evm/evm-chain';
import { wordsOf } from '../log';
import { Ticker } from '../ticker';
import type { UtxoNode } from '../utxo/node';
import { books, swapStates, type BookParts } from './books';
import { Claims } from './claims';
import { Desk } from './desk';
import { EvmOperatorChain } from './evm-chain';
import { FluxOperatorChain } from './flux-chain';
import { fundOnEvm, fundOnFlux, fundingOf } from './funding';
import { Mining } from './mining';
import { Payouts, type OperatorChains } from './payouts';
import { FusionStore } from './store';
import { OperatorSwitches } from './switches';
import { operatorWallet, type FluxCarrier, type OperatorWallet } from './wallets';
import { FusionWorker } from './worker';

interface OperatorParts {
  readonly folder: string;
  readonly seed: string;
  readonly clock: PracticeClock;
  readonly flux: UtxoNode;
  evm(chain: (typeof EVM_CHAINS)[number]): EvmChain;
  random(size: number): Uint8Array;
  warn(message: string): void;
}

/** Practice milliseconds between two looks, and real ones at least. */
const PACE_MS = 2_000;
const LEAST_REAL_PACE_MS = 250;
/** Looks in a row while the clock stands; a swap's life has five steps. */
const MOST_LOOKS = 20;

export class FusionOperator {
  readonly store: FusionStore;
  readonly switches = new OperatorSwitches();
  readonly wallets: Readonly<Record<FluxCarrier, OperatorWallet>>;
  readonly desk: Desk;
  readonly mining: Mining;
  readonly claims: Claims;
  readonly #parts: OperatorParts;
  readonly #chains: OperatorChains;
  readonly #payouts: Payouts;
  readonly #worker: FusionWorker;
  readonly #ticker: Ticker;
  readonly #stopListening: readonly (() => void)[];
  /** The last trouble of each swap or payout: told once, not at every look. */
  readonly #troubles = new Map<string, string>();
  /** Looking and claiming run one after another: each signs with the next free coins or nonce. */
  #queue: Promise<unknown> = Promise.resolve();

  private constructor(parts: OperatorParts) {
    const { seed, clock, flux, evm, random } = parts;
    this.#parts = parts;
    this.store = FusionStore.open(parts.folder);
    const wallet = (chain: FluxCarrier): OperatorWallet => operatorWallet(seed, chain);
    this.wallets = { flux: wallet('flux'), ethereum: wallet('ethereum'), bsc: wallet('bsc'), polygon: wallet('polygon'), avalanche: wallet('avalanche'), base: wallet('base') };
    const onEvm = (chain: (typeof EVM_CHAINS)[number]): EvmOperatorChain => new EvmOperatorChain(chain, evm(chain), this.wallets[chain]);
    this.#chains = {
      flux: new FluxOperatorChain(flux, this.wallets.flux),
      ethereum: onEvm('ethereum'), bsc: onEvm('bsc'), polygon: onEvm('polygon'), avalanche: onEvm('avalanche'), base: onEvm('base'),
    };
    const common = { seed, store: this.store, switches: this.switches, nowMs: () => clock.nowMs(), random, onTrouble: (subject: string, thrown: unknown) => this.#trouble(subject, thrown) };
    this.#payouts = new Payouts(this.store, this.#chains, this.switches);
    this.desk = new Desk({ ...common, wallets: this.wallets });
    this.mining = new Mining(flux, this.store);
    this.claims = new Claims({ ...common, mining: this.mining, payouts: this.#payouts });
    this.#worker = new FusionWorker({ ...common, chains: this.#chains, payouts: this.#payouts });
    this.#ticker = new Ticker(clock, () => this.#look(), (thrown) => parts.warn(`fusion: ${wordsOf(thrown)}`));
    this.#stopListening = [flux.onBlock(() => this.wake()), ...EVM_CHAINS.map((chain) => evm(chain).onBlock(() => this.wake()))];
  }

  /** Takes up its work where it was left, on chains that run already. @throws AppError `practice/state-damaged` */
  static async open(parts: OperatorParts): Promise<FusionOperator> {
    fundOnFlux(parts.flux, parts.seed);
    await fundOnEvm((chain) => parts.evm(chain), parts.seed);
    return new FusionOperator(parts);
  }

  /** Looks again now: something was registered, switched or mined. */
  wake(): void {
    this.#ticker.wake();
  }

  /** Runs work that signs, alone. */
  alone<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#queue.then(work);
    this.#queue = turn.catch(() => undefined);
    return turn;
  }

  /** Swaps, switches and books. While the clock stands it first does everything that can be done at this moment. */
  async status(): Promise<FusionStatus> {
    const progress = await this.progress();
    return this.alone(async () => ({ ...progress, ...(await books(this.#books())) }));
  }

  /** The same without the books, which ask every chain. */
  async progress(): Promise<FusionProgress> {
    for (let looks = 0; looks < MOST_LOOKS && this.#parts.clock.rate === 0; looks += 1) {
      if (!(await this.alone(() => this.#worker.pass()))) break;
    }
    return this.alone(async () => ({ switches: this.switches.entries(), swaps: await swapStates(this.#books()) }));
  }

  async stop(): Promise<void> {
    for (const stop of this.#stopListening) stop();
    await this.#ticker.stop();
    await this.#queue;
    this.store.close();
  }

  #books(): BookParts {
    return { store: this.store, chains: this.#chains, payouts: this.#payouts, wallets: this.wallets, funding: fundingOf };
  }

  async #look(): Promise<number> {
    const { clock } = this.#parts;
    const changed = await this.alone(() => this.#worker.pass());
    // With a standing clock only blocks and requests move anything; what can go on at once does.
    if (clock.rate === 0) return changed ? clock.nowMs() : Number.POSITIVE_INFINITY;
    return clock.nowMs() + Math.max(PACE_MS, LEAST_REAL_PACE_MS * clock.rate);
  }

  #trouble(subject: string, thrown: unknown): void {
    const words = thrown instanceof AppError ? `${thrown.code}: ${thrown.message}` : wordsOf(thrown);
    if (this.#troubles.get(subject) === words) return;
    this.#troubles.set(subject, words);
    this.#parts.warn(`fusion: ${subject}: ${words}`);
  }
}
