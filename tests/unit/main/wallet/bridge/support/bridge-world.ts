// A bridge in a small world: the real store and outbox rows in memory, a scripted operator, chains as a table. Time stands until a test moves it.
import { createHash } from 'node:crypto';
import { Bridge, type BridgeDeps } from '../../../../../../main/wallet/bridge/bridge';
import type { PayoutLook } from '../../../../../../main/wallet/bridge/payout/look';
import { SwapStore } from '../../../../../../main/wallet/bridge/swap-store';
import { AddressBook } from '../../../../../../main/wallet/accounts/address-book';
import type { DepositPreview, DepositRequest, OutboxEntry, OutboxState } from '../../../../../../main/wallet/plans/ports';
import { WalletDatabase, type Db } from '../../../../../../main/wallet/store/database';
import { migrate } from '../../../../../../main/wallet/store/migrate';
import { OutboxStore } from '../../../../../../main/wallet/store/outbox-store';
import type { ChainId, NetworkId } from '../../../../../../shared/chains/ids';
import type { Client } from '../../../../../../shared/contract/base';
import { bridgeWindowCalls, type Swap, type SwapQuote } from '../../../../../../shared/contract/bridge';
import { zIntent, type Intent } from '../../../../../../shared/contract/money-path';
import { walletMainCalls } from '../../../../../../shared/contract/wallet';
import { AppError } from '../../../../../../shared/errors/app-error';
import type { FusionChain } from '../../../../../../shared/fusion/chains';
import { Keyring } from '../../../../../../main/signer/keyring/keyring';
import { FakeFusion } from './fake-fusion';
import { jestTime, type WorldTime } from './world-time';

export const START = 1_700_000_000_000;
export const FLUX = 100_000_000n;
export const LABEL = '1CbErtneaX2QVyUfwU7JGB7VzvPgrgc3uC';
export const OWN_EVM = '0x00000000000000000000000000000000000000AA';
export const MINUTE = 60_000;
export const EVM_NAMES = ['ethereum', 'bsc', 'polygon', 'avalanche', 'base'] as const;

type SwapIntent = Extract<Intent, { kind: 'swap' }>;
type Calls = Client<typeof bridgeWindowCalls>;

export const keysOf = (name: string, network: NetworkId): Keyring => Keyring.fromSeed(network, new Uint8Array(createHash('sha512').update(name).digest()));

function bookOf(name: string, network: NetworkId, db: Db): AddressBook {
  const book = new AddressBook(db, network);
  const keys = keysOf(name, network);
  book.setAccounts(['flux:44:0', 'evm:44:0'].map((account) => keys.describe(account)), []);
  return book;
}

const others = new Map<NetworkId, readonly string[]>();
/** Two Flux addresses that are not the wallet's. */
function othersOf(network: NetworkId): readonly string[] {
  const known = others.get(network) ?? [0, 1].map((index) => keysOf('others', network).scriptOf({ kind: 'derived', account: 'flux:44:0', change: 0, index }, 'p2pkh', 'flux').address);
  others.set(network, known);
  return known;
}

/** Wraps a database so that the program can be stopped around each write. */
function stepping(db: Db, step: () => (where: string) => void): Db {
  let depth = 0;
  return {
    run: (sql, values) => {
      if (depth > 0) return db.run(sql, values);
      step()('before write');
      const changes = db.run(sql, values);
      step()('after write');
      return changes;
    },
    all: (sql, values) => db.all(sql, values),
    get: (sql, values) => db.get(sql, values),
    exec: (sql) => db.exec(sql),
    transaction(work) {
      if (depth > 0) return db.transaction(work);
      step()('before commit');
      depth += 1;
      try {
        return db.transaction(work);
      } finally {
        depth -= 1;
        step()('after commit');
      }
    },
  };
}

export class BridgeWorld {
  readonly sqlite = new WalletDatabase(':memory:', '/', () => null);
  readonly db: Db = stepping(this.sqlite, () => this.step);
  readonly fusion = new FakeFusion(() => Date.now());
  readonly notified: [kind: string, id: string][] = [];
  readonly payouts = new Map<string, PayoutLook>();
  readonly tips = new Map<ChainId, number>();
  readonly contracts = new Set<string>();
  chainsDown = false;
  looks = 0;
  changes = 0;
  needsChanges = 0;
  activityChanges = 0;
  /** What previews of deposits answer; what is not said is enough of everything. */
  preview: Partial<DepositPreview> = {};
  step: (where: string) => void = () => undefined;
  readonly book: AddressBook;
  readonly ownFlux: string;
  readonly stranger: string;
  readonly swaps = new SwapStore(this.sqlite);
  outbox!: OutboxStore;
  bridge!: Bridge;
  #random = 0;
  #nonce = 0;

  constructor(readonly network: NetworkId = 'mainnet', private readonly time: WorldTime = jestTime) {
    time.begin(START);
    migrate(this.sqlite);
    this.book = bookOf('own', network, this.sqlite);
    this.ownFlux = this.book.list('flux')[0]?.address ?? '';
    const [deposit, stranger] = othersOf(network);
    this.stranger = stranger ?? '';
    const main = this.fusion.info.swapAddresses[0];
    if (main) main.address = deposit ?? '';
    this.start();
  }

  /** Opens the bridge on what is stored: a first start and every later one are the same. */
  start(): void {
    this.outbox = new OutboxStore(this.db, (entry) => this.bridge.written(entry));
    this.bridge = new Bridge(this.#deps());
    this.bridge.adopt();
    this.bridge.configure('https://fusion.test/');
    this.bridge.start();
  }

  /** The program ends wherever it is, and starts again. */
  restart(): void {
    this.step = () => undefined;
    this.fusion.step = () => undefined;
    this.time.clear();
    this.start();
  }

  #deps(): BridgeDeps {
    return {
      db: this.db, network: this.network, http: this.fusion.http, label: LABEL, book: this.book, outbox: this.outbox, now: Date.now, clock: Date.now,
      tip: (chain) => this.tips.get(chain) ?? null,
      sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
      random: (length) => createHash('sha256').update(String(this.#random++)).digest().subarray(0, length),
      changed: () => { this.changes += 1; },
      activityChanged: () => { this.activityChanges += 1; },
      needsChanged: () => { this.needsChanges += 1; },
      notify: (kind, id) => { this.notified.push([kind, id]); },
      deposits: (request) => Promise.resolve(this.#preview(request)),
      gas: () => ({ state: 'known', value: '5', source: 'agreed', at: Date.now() }),
      isContract: (_chain, address) => Promise.resolve(this.contracts.has(address)),
      ownAddress: (chain) => this.#own(chain),
      isOwn: (chain, address) => (chain === 'main' ? this.book.find('flux', address) !== null : address.toLowerCase() === OWN_EVM.toLowerCase()),
      handedOut: () => undefined,
      payouts: {
        tip: (chain) => this.#chain(() => this.tips.get(chain) ?? 1_000),
        look: (_chain, txid) => this.#chain(() => {
          this.looks += 1;
          return this.payouts.get(txid) ?? { kind: 'absent' };
        }),
      },
    };
  }

  #chain<T>(answer: () => T): Promise<T> {
    return this.chainsDown ? Promise.reject(new AppError('endpoint/unreachable', 'down')) : Promise.resolve(answer());
  }

  #own(chain: FusionChain): string {
    return chain === 'main' ? this.ownFlux : OWN_EVM;
  }

  #preview({ chain, amount }: DepositRequest): DepositPreview {
    const address = chain === 'flux' ? this.ownFlux : OWN_EVM;
    const spendable = 50_000n * FLUX;
    return { amount: amount === 'all' ? spendable : amount, fee: 250n, feeLimit: 313n, sender: { address, spendable }, gather: null, problem: null, ...this.preview };
  }

  /** The calls, with input and output parsed as on the wire. */
  readonly calls: Calls = new Proxy({} as Calls, {
    get: (_target, name) => async (input: unknown) => {
      const key = name as keyof Calls;
      const handler = this.bridge.handlers[key] as (value: unknown) => unknown;
      return bridgeWindowCalls[key].out.parse(await handler(bridgeWindowCalls[key].in.parse(input)));
    },
  });

  async carryOutClaim(input: unknown): Promise<{ txid: string }> {
    const call = walletMainCalls['claims.carryOut'];
    return call.out.parse(await this.bridge.handlers['claims.carryOut'](call.in.parse(input)));
  }

  quote(more: Partial<{ from: ChainId; to: FusionChain; amount: bigint | 'all' | null; recipient: string | null }> = {}): Promise<SwapQuote> {
    const { from = 'flux', to = 'eth', amount = 1_000n * FLUX, recipient = null } = more;
    return this.calls['bridge.quote']({ from, to, amount: typeof amount === 'bigint' ? amount.toString() : amount, recipient });
  }

  async begin(more: Parameters<BridgeWorld['quote']>[0] = {}): Promise<{ swap: string; intent: SwapIntent }> {
    const { fee, arrives, deposit, amount } = await this.quote(more);
    if (!fee || arrives === null || !deposit || amount === null) throw new Error('not a whole quote');
    const { swap, intent } = await this.calls['bridge.begin']({ from: more.from ?? 'flux', to: more.to ?? 'eth', amount, recipient: more.recipient ?? null, shown: { fee: fee.total, arrives, deposit: deposit.address } });
    const parsed = zIntent.parse(intent);
    if (parsed.kind !== 'swap') throw new Error('not a swap');
    return { swap, intent: parsed };
  }

  /** The signed deposit of an intent, as the outbox will hold it. */
  entry(intent: Intent, more: Partial<OutboxEntry> = {}): OutboxEntry {
    const chain = intent.kind === 'swap' ? intent.from : intent.kind === 'replace' ? intent.chain : 'flux';
    const hash = createHash('sha256').update(JSON.stringify([intent, more.txid ?? '', more.replaces ?? ''])).digest('hex');
    const txid = more.txid ?? (chain === 'flux' ? hash : `0x${hash}`);
    return {
      id: `${chain}:${txid}`, chain, txid, raw: Uint8Array.of(1), intent, createdAt: Date.now(), spends: chain === 'flux' ? [{ txid: hash, vout: 0 }] : [], ownOutputs: [],
      nonce: chain === 'flux' ? null : { from: OWN_EVM, value: this.#nonce++ }, expiry: null, fee: 250n, replaces: null, state: { kind: 'waiting', attempts: 0, nextAt: 0, reason: null }, ...more,
    };
  }

  /** What the wallet does with a signed deposit: stores it, then a server takes it. */
  deposit(intent: Intent, more: Partial<OutboxEntry> = {}): OutboxEntry {
    const entry = this.entry(intent, more);
    if (!this.outbox.get(entry.id)) this.outbox.add(entry);
    this.bridge.outboxChanged(entry);
    this.set(entry, { kind: 'pending', since: Date.now(), attempts: 0, nextAt: 0 });
    return entry;
  }

  set(entry: OutboxEntry, state: OutboxState): void {
    this.outbox.setState(entry.id, state);
    this.bridge.outboxChanged({ ...entry, state });
  }

  /** A swap whose deposit is out. */
  async swapOut(more: Parameters<BridgeWorld['quote']>[0] = {}): Promise<{ id: string; txid: string; entry: OutboxEntry; intent: SwapIntent }> {
    const { swap, intent } = await this.begin(more);
    const entry = this.deposit(intent);
    return { id: swap, txid: entry.txid, entry, intent };
  }

  /** Lets time pass, timers and answers included. */
  async pass(milliseconds: number): Promise<void> {
    await this.time.pass(milliseconds);
  }

  async swap(id: string): Promise<Swap> {
    const swap = await this.calls['bridge.get']({ id });
    if (!swap) throw new Error('no swap');
    return swap;
  }

  async kind(id: string): Promise<string> {
    return (await this.swap(id)).state.kind;
  }

  /** A transaction in a block that pays some FLUX to the recipient. */
  pays(txid: string, amounts: bigint[], height = 1_000, more: Partial<Extract<PayoutLook, { kind: 'block' }>> = {}): void {
    this.payouts.set(txid, { kind: 'block', height, amounts, fault: null, agreed: true, denied: false, ...more });
  }

  async end(): Promise<void> {
    this.time.clear();
    await this.bridge.stop();
    this.sqlite.close();
    this.time.end();
  }
}

export const payoutId = (seed: string): string => `0x${createHash('sha256').update(seed).digest('hex')}`;
