// The door of this folder: the bridge of one open wallet, with its calls, what it needs of the person, and its place in the outbox's transactions.

import type { ChainId, NetworkId } from '../../../shared/chains/ids';
import type { Handlers } from '../../../shared/contract/base';
import type { bridgeWindowCalls } from '../../../shared/contract/bridge';
import type { Intent } from '../../../shared/contract/money-path';
import type { Need, walletMainCalls } from '../../../shared/contract/wallet';
import { AppError, toAppError, type ErrorShape } from '../../../shared/errors/app-error';
import { heldChain } from '../../../shared/fusion/chains';
import type { AddressBook } from '../accounts/address-book';
import type { Http } from '../chains/http';
import type { OutboxEntry, SwapDeposit } from '../plans/ports';
import { DueTimer } from '../process/due-timer';
import type { Db } from '../store/database';
import { abandon, begin, holdToRecord, type BeginDeps } from './begin';
import { ClaimStore } from './claims/claim-store';
import { ClaimDesk } from './claims/claims';
import { Deposits } from './deposits';
import { FusionDesk, TYPING_MS } from './desk';
import { OperatorFollower } from './follow/operator-follower';
import { PayoutFollower, type PayoutDeps } from './follow/payout-follower';
import { tempoOf } from './follow/tempo';
import { Troubles } from './follow/trouble';
import { SwapWriter } from './follow/writer';
import { judge, quoteOf, type QuoteDeps, type Wish } from './quote';
import { stepped, type SwapRecord } from './record';
import { SwapStore } from './swap-store';
import { show, supportText, swapNeed, type ViewDeps } from './view';

export interface BridgeDeps extends Omit<QuoteDeps, 'lastDeposit' | 'openSwaps'>, Pick<BeginDeps, 'handedOut' | 'random'> {
  readonly db: Db;
  readonly network: NetworkId;
  readonly http: Http;
  /** The wallet's Flux ID: the label of its swaps with the operator. */
  readonly label: string;
  readonly book: AddressBook;
  readonly outbox: { get(id: string): OutboxEntry | null; deposits(): readonly OutboxEntry[]; rivals(entry: OutboxEntry): readonly OutboxEntry[] };
  readonly tip: (chain: ChainId) => number | null;
  readonly payouts: PayoutDeps['chains'];
  /** Milliseconds by this computer's clock. */
  readonly now: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
  readonly changed: () => void;
  /** Entries of Activity can do something else than before. */
  readonly activityChanged: () => void;
  /** What needs the person is another now. */
  readonly needsChanged: () => void;
  readonly notify: (kind: 'swap-arrived' | 'swap-needs-you', swap: string) => void;
}

type BridgeCalls = typeof bridgeWindowCalls & Pick<typeof walletMainCalls, 'claims.carryOut'>;
/** Refused swaps stay among what needs the person for this long. */
const REFUSED_MS = 30 * 86_400_000;

export class Bridge {
  readonly handlers: Handlers<BridgeCalls>;
  readonly #swaps: SwapStore;
  readonly #deposits: Deposits;
  readonly #desk: FusionDesk;
  readonly #claims: ClaimDesk;
  readonly #operator: OperatorFollower;
  readonly #payouts: PayoutFollower;
  readonly #timers: readonly [DueTimer, DueTimer];
  readonly #troubles: Troubles;
  readonly #view: ViewDeps;
  #started = false;
  #lastNeeds = '[]';

  constructor(private readonly deps: BridgeDeps) {
    const { db, network, outbox, clock, now, changed } = deps;
    const swaps = new SwapStore(db);
    this.#swaps = swaps;
    this.#deposits = new Deposits({ swaps, outbox, clock, isOwn: ({ to, recipient }) => deps.isOwn(to, recipient) });
    this.#desk = new FusionDesk({ http: deps.http, label: deps.label, now, clock });
    this.#claims = new ClaimDesk({ network, client: () => this.#desk.client, store: new ClaimStore(db), own: deps, clock, book: deps.book, sleep: deps.sleep, changed });
    const troubles = new Troubles(changed);
    this.#troubles = troubles;
    const writer = new SwapWriter({ swaps, changed: () => this.#moved(), abilitiesChanged: deps.activityChanged, notify: deps.notify });
    const common = { swaps, writer, troubles, tempo: tempoOf(network), now, clock };
    this.#operator = new OperatorFollower({ ...common, desk: this.#desk, isOut: (record) => this.#isOut(record) });
    this.#payouts = new PayoutFollower({ ...common, chains: deps.payouts });
    this.#timers = [new DueTimer('bridge', () => this.#operator.turn(), now), new DueTimer('payouts', () => this.#payouts.turn(), now)];
    this.#view = { outbox, tip: deps.tip, trouble: (record) => this.#troubleOf(record), heardAt: (id) => this.#operator.heardAt(id) };
    this.handlers = this.#calls();
  }

  /** Finds every swap where it was left: deposits that the outbox knows, and pairs that never got one. In one transaction of its own. */
  adopt(): void {
    this.deps.db.transaction(() => {
      this.#swaps.setDamagedAside();
      for (const entry of this.deps.outbox.deposits()) if (this.#swaps.ofTransaction(entry.chain, entry.txid) === null) this.#deposits.written(entry);
      for (const record of this.#swaps.reserved()) this.#swaps.put(stepped(record, { kind: 'abandoned' }, this.deps.clock()));
    });
  }

  /** Called inside the transaction that adds or changes an entry of the outbox. */
  written(entry: OutboxEntry): void {
    this.#deposits.written(entry);
  }

  /** Called after such a transaction. */
  outboxChanged({ intent }: OutboxEntry): void {
    if (intent.kind !== 'swap' && intent.kind !== 'replace') return;
    this.#changed();
    this.#timers[0].soon();
  }

  /** A new block on a chain: depths of swaps from it and to it are others now. */
  chainMoved(chain: ChainId): void {
    if (this.#swaps.open().some(({ from, to }) => from === chain || heldChain(to) === chain)) this.deps.changed();
  }

  /** @param base Fusion's address; null: there is none */
  configure(base: string | null): void {
    if (this.#desk.configure(base)) this.#operator.renew();
    this.#wake();
  }

  start(): void {
    this.#started = true;
    this.#wake();
  }

  async stop(): Promise<void> {
    await Promise.all(this.#timers.map((timer) => timer.stop()));
  }

  needs(): Need[] {
    return [...this.#swaps.open(), ...this.#swaps.refused(this.deps.clock() - REFUSED_MS)].flatMap((record) => swapNeed(record) ?? []);
  }

  /** The swap that a transaction belongs to, for Activity: its deposit, what took the deposit's place, its payout. */
  swapOf(chain: ChainId, txid: string): string | null {
    const known = this.#swaps.ofTransaction(chain, txid);
    if (known !== null) return known;
    const entry = this.deps.outbox.get(`${chain}:${txid}`);
    return entry && this.#deposits.swapOf(entry);
  }

  /** What an entry of the outbox is to the bridge, for what may still be done with it. */
  standing(entry: OutboxEntry): SwapDeposit {
    return this.#deposits.standing(entry);
  }

  /** @throws AppError bridge/… when a swap's intent is not the one that was agreed */
  hold(intent: Intent): void {
    if (intent.kind === 'swap') holdToRecord(intent, this.#swaps);
  }

  #wake(): void {
    if (!this.#started) return;
    for (const timer of this.#timers) timer.soon();
  }

  #moved(): void {
    this.#changed();
    this.#timers[1].soon();
  }

  #changed(): void {
    this.deps.changed();
    const needs = JSON.stringify(this.needs());
    if (needs === this.#lastNeeds) return;
    this.#lastNeeds = needs;
    this.deps.needsChanged();
  }

  /** Why the last question went unanswered, and in `next` when it is asked again, in network time. */
  #troubleOf(record: SwapRecord): ErrorShape | null {
    const found = this.#troubles.of(record.id);
    if (!found) return null;
    const { now, clock } = this.deps;
    const due = found.side === 'operator' ? this.#operator.nextAt(record) : this.#payouts.nextAt(record.id);
    return { ...found.error, context: { ...found.error.context, next: clock() + Math.max(0, due - now()) } };
  }

  #isOut({ from, state }: SwapRecord): boolean {
    const entry = 'txid' in state ? this.deps.outbox.get(`${from}:${state.txid}`) : null;
    return 'txid' in state && entry?.state.kind !== 'waiting' && !(entry && this.#deposits.isCancelling(entry));
  }

  #quoteDeps(): QuoteDeps {
    return { ...this.deps, lastDeposit: (chain) => this.#swaps.lastDeposit(chain), openSwaps: () => this.#swaps.countOpen() };
  }

  #find(id: string): SwapRecord {
    const record = this.#swaps.get(id);
    if (!record) throw new AppError('bridge/unknown', 'no such swap');
    return record;
  }

  #calls(): Handlers<BridgeCalls> {
    const { deps } = this;
    return {
      'bridge.service': () => this.#desk.service(),
      'bridge.quote': async ({ from, to, amount, recipient }) => {
        const wish: Wish = { from, to, amount: amount === null || amount === 'all' ? amount : BigInt(amount), recipient };
        const service = await this.#desk.info(TYPING_MS).then(({ info }) => info, (thrown: unknown) => toAppError(thrown));
        const quoting = this.#quoteDeps();
        return quoteOf(wish, await judge(wish, service, quoting), deps.clock(), quoting);
      },
      'bridge.begin': async ({ from, to, amount, recipient, shown }) => {
        const begun = await begin(
          { from, to, amount: BigInt(amount), recipient, shown: { fee: BigInt(shown.fee), arrives: BigInt(shown.arrives), deposit: shown.deposit } },
          { ...this.#quoteDeps(), desk: this.#desk, swaps: this.#swaps, random: deps.random, handedOut: deps.handedOut },
        );
        deps.changed();
        return begun;
      },
      'bridge.abandon': ({ swap }) => {
        if (abandon(swap, this.#swaps, deps.clock())) deps.changed();
        return undefined;
      },
      'bridge.list': ({ offset, limit }) => {
        const { total, records } = this.#swaps.page(offset, limit);
        return { total, swaps: records.map((record) => show(record, this.#view)) };
      },
      'bridge.get': ({ id }) => {
        const record = this.#swaps.get(id);
        return record && show(record, this.#view);
      },
      'bridge.look': async ({ id }) => {
        this.#find(id);
        this.#operator.urge(id);
        this.#payouts.urge(id);
        await Promise.all(this.#timers.map((timer) => timer.now()));
      },
      'bridge.support': ({ id }) => supportText(this.#find(id), deps.label, deps.network, deps.clock(), this.#view),
      'claims.addresses': () => this.#claims.addresses(),
      'claims.get': ({ address }) => this.#claims.get(address),
      'claims.begin': async ({ address, target, receiver }) => ({ intent: await this.#claims.begin(address, target, receiver) }),
      'claims.carryOut': async ({ intent, signed }) => ({ txid: await this.#claims.carryOut(intent, signed) }),
    };
  }
}
