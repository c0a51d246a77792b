// One open wallet: its database, addresses, chains, sync, outbox and views, put together; closed as a whole.

import { CHAINS, EVM_CHAINS, type ChainId, type NetworkId } from '../../../shared/chains/ids';
import { allChains } from '../../../shared/chains/registry';
import type { walletMainCalls, Need, SyncState } from '../../../shared/contract/wallet';
import type { z } from 'zod';
import { AddressBook } from '../accounts/address-book';
import type { OwnRow } from '../accounts/own-address';
import type { Seen } from '../../../shared/contract/evidence';
import { Bridge } from '../bridge/bridge';
import { Governance } from '../governance/governance';
import { Cloud } from '../cloud/cloud';
import { Evidence } from '../evidence/evidence';
import { LinkDesk } from '../links/link-desk';
import { Staking } from '../staking/staking';
import { utxoFamily } from '../chains/utxo-family';
import { Chronicle } from '../history/chronicle';
import { EntryStore } from '../history/entry-store';
import { HistoryView } from '../history/view';
import { createPlans, type Plans } from '../plans/plans';
import type { OutboxEntry, UtxoChain } from '../plans/ports';
import { Balances } from '../portfolio/balances';
import { PortfolioView } from '../portfolio/portfolio';
import { chooseProvider } from '../prices/choose';
import { PriceBook } from '../prices/price-book';
import type { PriceProvider } from '../prices/provider';
import { ReceiveDesk } from '../receive/receive';
import { ChainStore } from '../store/chain-store';
import type { WalletDatabase } from '../store/database';
import { openStore, type StoreEvent } from '../store/open';
import { OutboxStore } from '../store/outbox-store';
import { TokenStore } from '../store/token-store';
import { UtxoStore } from '../store/utxo-store';
import type { ChainSync } from '../sync/chain-sync';
import { EvmSync } from '../sync/evm-sync';
import type { Settled } from '../sync/phase';
import { Scheduler } from '../sync/scheduler';
import { UtxoSync } from '../sync/utxo-sync';
import { wantedAccounts } from '../accounts/wanted';
import type { NodeHttp } from '../chains/http';
import { diskNeed, entryNeeds, storeNeeds, syncNeeds } from './needs';
import { bridgeDeps } from './bridge-deps';
import { evidenceDeps } from './evidence-deps';
import { governanceDeps } from './governance-deps';
import { heightReading, stakingDeps } from './staking-deps';
import { ChainNetwork } from './network';
import { DueTimer } from './due-timer';
import { takeAccounts } from './own-accounts';
import { planPorts } from './plan-ports';
import { syncState } from './sync-state';
import { lookbackOf, type WalletWorld } from './world';

export type OpenInput = z.output<(typeof walletMainCalls)['wallet.open']['in']>;
type Accounts = Pick<OpenInput, 'descriptors' | 'imported' | 'nodeKeys'>;
export type ConfigureInput = z.output<(typeof walletMainCalls)['wallet.configure']['in']>;

const PRICES_EVERY = { practice: 20_000, mainnet: 120_000 } as const;
const BAD_ENTRIES_DAYS = 7;

export class OpenWallet {
  readonly network: NetworkId;
  readonly book: AddressBook;
  readonly history: HistoryView;
  readonly portfolio: PortfolioView;
  readonly receive: ReceiveDesk;
  readonly plans: Plans;
  readonly prices: PriceBook;
  readonly bridge: Bridge;
  readonly staking: Staking;
  readonly cloud: Cloud;
  readonly evidence: Evidence;
  readonly governance: Governance;
  readonly links: LinkDesk;
  currency: ConfigureInput['currency'];
  readonly #db: WalletDatabase;
  readonly #events: readonly StoreEvent[];
  readonly #http: NodeHttp;
  readonly #entries: EntryStore;
  readonly #tokens: TokenStore;
  readonly #marks: ChainStore;
  readonly #outbox: OutboxStore;
  readonly #stores: Readonly<Record<UtxoChain, UtxoStore>>;
  readonly #families;
  readonly #chronicle: Chronicle;
  readonly #timer: DueTimer;
  readonly #ageing: DueTimer;
  /** The scripts that main was told of last. */
  #scripts: string;
  readonly #askedFor = new Set<string>();
  readonly #wanted = new Set<string>();
  /** Sources of prices by address. */
  readonly #sources = new Map<string, PriceProvider>();
  #chains: ChainNetwork;
  #syncs: readonly ChainSync[] = [];
  #scheduler: Scheduler;
  #clockOffset: number;
  /** Base address of the vote service. */
  #xdao: string | null;
  #accounts: Accounts;
  #contacts: readonly { chain: ChainId; address: string; name: string }[] = [];
  #priceTimer: NodeJS.Timeout | null = null;
  #pricing: Promise<void> | null = null;
  #closed = false;

  /** @throws AppError store/… */
  constructor(input: OpenInput, private readonly world: WalletWorld) {
    this.network = input.network;
    this.currency = input.currency;
    this.#clockOffset = input.clockOffset;
    this.#xdao = input.xdao;
    const opened = openStore({ dir: input.dir, network: input.network, instance: input.instance, now: world.now() });
    this.#db = opened.db;
    this.#events = opened.events;
    const db = this.#db;
    this.book = new AddressBook(db, input.network);
    this.#entries = new EntryStore(db);
    this.#tokens = new TokenStore(db);
    this.#marks = new ChainStore(db);
    this.#stores = { flux: new UtxoStore(db, 'flux'), bitcoin: new UtxoStore(db, 'bitcoin') };
    this.#families = { flux: utxoFamily('flux', input.network), bitcoin: utxoFamily('bitcoin', input.network) };
    this.#outbox = new OutboxStore(db, (entry) => {
      this.#chronicle.outboxEntry(entry);
      this.bridge.written(entry);
    });
    this.#chronicle = new Chronicle({ entries: this.#entries, tokens: this.#tokens, book: this.book, outbox: this.#outbox, notify: (kind, about) => world.emit('notify', { kind, about }) });
    this.#http = world.http();
    const clock = () => this.clock();
    this.evidence = new Evidence(evidenceDeps({ book: this.book, store: this.#stores.flux, outbox: this.#outbox, marks: this.#marks, clock, world }));
    this.#ageing = new DueTimer('evidence', () => Promise.resolve(this.evidence.tick()), clock);
    const settled = (chain: ChainId) => this.#scheduler.phase(chain).last;
    this.receive = new ReceiveDesk({ db, book: this.book, stores: this.#stores, settled, clock, takenByOutbox: (row) => this.#paidByOutbox(row) || (row.chain === 'flux' && this.staking.reserves(row.address)) });
    this.#accounts = input;
    this.#takeAccounts(input);
    this.#scripts = this.evidence.scripts().fingerprint;
    const ports = planPorts({
      network: input.network, chains: () => this.#chains, book: this.book, outbox: this.#outbox, tokens: this.#tokens, stores: this.#stores, families: this.#families, settled, clock,
      taken: (row) => this.receive.taken(row), random: world.random, changed: (entry) => this.#outboxChanged(entry), offered: (raw) => world.emit('wallet.offered', { raw }), deposit: (entry) => this.bridge.standing(entry),
      released: (intent) => this.staking.released(intent),
    });
    this.plans = createPlans(ports);
    this.#timer = new DueTimer('outbox', () => this.plans.outbox.tick(), clock);
    this.prices = new PriceBook({ db, clock, coins: [...new Set(allChains().flatMap((chain) => [chain.native, ...chain.tokens]).flatMap((asset) => asset.priceId ?? []))], changed: () => world.emit('portfolio.changed', undefined) });
    const balances = new Balances({
      settled, tokens: this.#tokens, stores: this.#stores, live: () => this.#outbox.live(), released: () => this.staking.released(null),
      scriptType: (chain, address) => this.book.find(chain, address)?.scriptType ?? 'p2pkh',
      proven: (coins) => this.evidence.proven(coins),
    });
    this.portfolio = new PortfolioView({ balances, prices: this.prices, tokens: this.#tokens, entries: this.#entries, clock, needs: () => this.#needs() });
    this.history = new HistoryView({
      entries: this.#entries, chronicle: this.#chronicle, tokens: this.#tokens, prices: this.prices, outbox: this.#outbox,
      tip: (chain) => this.#marks.mark(chain)?.height ?? null, contactAddresses: (text) => this.#contactAddresses(text), swapOf: (chain, txid) => this.bridge.swapOf(chain, txid), deposit: (entry) => this.bridge.standing(entry),
    });
    this.bridge = new Bridge(bridgeDeps({
      network: input.network, label: input.fluxId.address, db, book: this.book, outbox: this.#outbox, families: this.#families, balances, http: this.#http.http, world, clock,
      chains: () => this.#chains, plans: this.plans, tip: (chain) => this.#marks.mark(chain)?.height ?? null, taken: (row) => this.receive.taken(row),
    }));
    this.staking = new Staking(stakingDeps({
      network: input.network, dir: input.dir, db, book: this.book, store: this.#stores.flux, outbox: this.#outbox, balances, plans: this.plans, previous: ports.coins.previous, coins: () => ports.coinsNow('flux'),
      chains: () => this.#chains, settled: () => settled('flux'), tip: () => this.#marks.mark('flux')?.height ?? null, taken: (row) => this.receive.taken(row), http: this.#http.http, world, clock,
      nodeKeys: () => this.#accounts.nodeKeys,
    }));
    this.governance = new Governance(governanceDeps({ network: input.network, fluxId: input.fluxId, db, http: this.#http.http, service: () => this.#xdao, staking: this.staking, outbox: this.#outbox, plans: this.plans, world, clock }));
    this.links = new LinkDesk({
      network: input.network, db, http: this.#http.http, resolve: world.resolve, clock, changed: () => world.emit('links.changed', undefined),
      isOwn: (chain, address) => this.book.find(chain, address) !== null, payment: (id) => this.#outbox.get(id),
    });
    this.cloud = new Cloud({
      network: input.network, db, http: this.#http.http, identity: input.fluxId, outbox: this.#outbox, plans: this.plans, height: () => heightReading(settled('flux')), tip: () => this.#marks.mark('flux')?.height ?? null,
      now: world.now, clock, changed: () => world.emit('cloud.changed', undefined),
    });
    this.#adoptOutbox();
    this.#configurePrices(input);
    this.bridge.configure(input.fusion);
    this.staking.configure({ fluxos: input.fluxos, insight: input.endpoints.flux ?? [] });
    this.cloud.configure(input.fluxos);
    this.#chains = this.#newNetwork(input.endpoints);
    this.#scheduler = this.#newScheduler();
  }

  /** Milliseconds by the network's clock. */
  clock(): number {
    return this.world.now() + this.#clockOffset;
  }

  start(): void {
    this.#scheduler.start();
    this.#timer.soon();
    this.bridge.start();
    this.staking.start();
    void this.#refreshPrices();
  }

  #newNetwork(endpoints: OpenInput['endpoints']): ChainNetwork {
    return new ChainNetwork(endpoints, this.network, this.#http.http, this.world, () => this.world.emit('sync.changed', undefined), (claim) => this.evidence.hear(claim));
  }

  /** What the light node saw; null when it is off. */
  seen(seen: Seen | null): void {
    this.evidence.take(seen);
    this.#ageing.soon();
  }

  /** The light node is to look for other scripts when addresses came or went. */
  #tellScripts(): void {
    const { fingerprint } = this.evidence.scripts();
    if (fingerprint === this.#scripts) return;
    this.#scripts = fingerprint;
    this.world.emit('wallet.scripts', undefined);
  }

  #newScheduler(): Scheduler {
    const transaction = <T>(work: () => T): T => this.#db.transaction(work);
    const clock = () => this.clock();
    const common = { book: this.book, marks: this.#marks, chronicle: this.#chronicle, clock, transaction };
    const utxo = (['flux', 'bitcoin'] as const).map((chain) => new UtxoSync({ ...common, family: this.#families[chain], endpoints: this.#chains.utxo[chain], store: this.#stores[chain] }));
    const evm = EVM_CHAINS.map((chain) => new EvmSync({
      ...common, chain, endpoints: this.#chains.evm[chain], tokens: this.#tokens, entries: this.#entries, outbox: this.#outbox, lookback: lookbackOf(this.network), checkClock: this.network === 'mainnet',
      askedFor: (asset) => this.#askedFor.has(asset) || this.#entries.hasSent(asset), notify: (kind, about) => this.world.emit('notify', { kind, about }),
    }));
    this.#syncs = [...utxo, ...evm];
    return new Scheduler(this.#syncs, {
      now: clock, random: this.world.chance, pollMs: (chain) => this.world.pollMs(chain, this.network),
      moved: (chain, changed) => this.#moved(chain, changed), followed: () => this.#timer.now(), remembered: (chain) => this.#remembered(chain),
    });
  }

  #remembered(chain: ChainId): Settled {
    const mark = this.#marks.mark(chain);
    return mark ? { kind: 'good', height: mark.height, source: mark.source, at: mark.at } : { kind: 'never' };
  }

  #moved(chain: ChainId, changed: boolean): void {
    this.world.emit('sync.changed', undefined);
    if (!changed) return;
    this.#tellScripts();
    for (const event of ['portfolio.changed', 'activity.changed', 'receive.changed'] as const) this.world.emit(event, undefined);
    this.bridge.chainMoved(chain);
    this.staking.chainMoved(chain);
    this.cloud.chainMoved(chain);
    for (const want of wantedAccounts(this.book, chain)) {
      const key = `${want.family}:${want.index}`;
      if (this.#wanted.has(key)) continue;
      this.#wanted.add(key);
      this.world.emit('wallet.wantsAccount', want);
    }
  }

  /** Entries of Activity and swaps for own transactions that were saved from a damaged file. */
  #adoptOutbox(): void {
    this.#db.transaction(() => {
      for (const entry of this.#outbox.all()) if (!this.#entries.get(entry.id)) this.#chronicle.outboxEntry(entry);
    });
    this.bridge.adopt();
    this.staking.adopt();
  }

  #outboxChanged(entry: OutboxEntry): void {
    this.world.emit('activity.changed', undefined);
    this.world.emit('portfolio.changed', undefined);
    if (entry.state.kind === 'expired' || entry.state.kind === 'failed' || entry.state.kind === 'replaced') this.world.emit('notify', { kind: entry.state.kind, about: entry.id });
    this.bridge.outboxChanged(entry);
    this.staking.outboxChanged(entry);
    this.cloud.outboxChanged(entry);
    if (entry.state.kind === 'waiting' || entry.state.kind === 'pending') this.#timer.soon();
  }

  #paidByOutbox(row: OwnRow): boolean {
    return this.#outbox.paid(row.chain).has(row.address);
  }

  #needs(): Need[] {
    const since = this.clock() - BAD_ENTRIES_DAYS * 86_400_000;
    const contradiction: Need[] = this.prices.contradicted ? [{ id: 'disagree:prices', kind: 'servers-disagree', level: 'warn', context: { what: 'prices' } }] : [];
    const full = CHAINS.some((chain) => {
      const { last } = this.#scheduler.phase(chain);
      return last.kind === 'bad' && last.reason.code === 'store/disk-full';
    });
    return [...(full ? [diskNeed] : []), ...storeNeeds(this.#events), ...this.bridge.needs(), ...this.staking.needs(), ...this.evidence.needs(), ...syncNeeds(this.#syncs), ...contradiction, ...entryNeeds(this.#entries.endedBadly(since))].filter((need, index, all) => all.findIndex(({ id }) => id === need.id) === index);
  }

  #contactAddresses(text: string): string[] {
    const wanted = text.toLowerCase();
    return this.#contacts.filter(({ name }) => name.toLowerCase().includes(wanted)).map(({ address }) => address);
  }

  setContacts(contacts: readonly { chain: ChainId; address: string; name: string }[]): void {
    this.#contacts = contacts;
  }

  /** Other accounts or imported keys: addresses that came are looked at next, those that went are forgotten. */
  async setAccounts(accounts: Accounts): Promise<void> {
    this.#accounts = accounts;
    // A look that runs has asked for addresses that are about to go: what it finds must not be taken for a server's lie.
    for (let round = this.#roundOf(accounts); round !== null; round = this.#roundOf(accounts)) await round;
    // The last word counts, also when an earlier one had to wait longer.
    if (this.#closed || this.#accounts !== accounts) return;
    this.#takeAccounts(accounts);
    this.#tellScripts();
    for (const chain of CHAINS) void this.#scheduler.now(chain);
    for (const event of ['portfolio.changed', 'activity.changed', 'receive.changed'] as const) this.world.emit(event, undefined);
  }

  /** A running round of a chain that loses addresses if these are the imported keys. */
  #roundOf({ imported }: Accounts): Promise<void> | null {
    return this.book.losing(imported).map((chain) => this.#scheduler.running(chain)).find((round) => round !== null) ?? null;
  }

  #takeAccounts({ descriptors, imported }: Accounts): void {
    takeAccounts({ book: this.book, stores: this.#stores, families: this.#families, chronicle: this.#chronicle, marks: this.#marks, receive: this.receive, live: () => this.#outbox.live(), transaction: (work) => this.#db.transaction(work) }, descriptors, imported);
  }

  /** Remembers that the person showed an address for a token: transfers of it are expected. */
  askFor(asset: string): void {
    this.#askedFor.add(asset);
  }

  async configure({ endpoints, prices, fusion, fluxos, xdao, currency, clockOffset }: ConfigureInput): Promise<void> {
    this.#clockOffset = clockOffset;
    this.currency = currency;
    this.#configurePrices({ prices, currency });
    this.bridge.configure(fusion);
    this.staking.configure({ fluxos, insight: endpoints.flux ?? [] });
    if (this.#xdao !== xdao) this.governance.renew();
    this.#xdao = xdao;
    this.cloud.configure(fluxos);
    if (!sameEndpoints(endpoints, this.#chains)) {
      await this.#scheduler.stop();
      if (this.#closed) return;
      this.#chains = this.#newNetwork(endpoints);
      this.evidence.useServers(endpoints.flux ?? []);
      this.#scheduler = this.#newScheduler();
      this.#scheduler.start();
    }
    await this.#refreshPrices();
  }

  #configurePrices({ prices, currency }: Pick<ConfigureInput, 'prices' | 'currency'>): void {
    const of = (url: string): PriceProvider => {
      const provider = this.#sources.get(url) ?? chooseProvider(url, this.network, this.#http.http, this.world.now);
      this.#sources.set(url, provider);
      return provider;
    };
    this.prices.configure(prices.map(of), currency);
  }

  async syncNow(): Promise<void> {
    await Promise.all([...CHAINS.map((chain) => this.#scheduler.now(chain)), this.#refreshPrices()]);
  }

  async deeper(chain: ChainId, gap: number): Promise<void> {
    this.book.widen(chain, gap);
    this.#tellScripts();
    await this.#scheduler.now(chain);
  }

  testEndpoint(chain: ChainId, url: string) {
    return this.#chains.test(chain, url);
  }

  syncStates(): SyncState[] {
    return this.#syncs.map((sync) => syncState(sync, this.#scheduler.phase(sync.chain), this.#marks.mark(sync.chain)?.height ?? null, () => this.book.list(sync.chain).filter((row) => row.used).length));
  }

  /** One refresh at a time; the next one is due a while after it ended. */
  #refreshPrices(): Promise<void> {
    if (this.#priceTimer) clearTimeout(this.#priceTimer);
    this.#pricing ??= this.prices.refresh().catch(reportPrices).finally(() => {
      this.#pricing = null;
      if (!this.#closed) this.#priceTimer = setTimeout(() => void this.#refreshPrices(), PRICES_EVERY[this.network]);
    });
    return this.#pricing;
  }

  /** Stops everything and closes the file; all is on disk when this resolves. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    if (this.#priceTimer) clearTimeout(this.#priceTimer);
    this.#http.close();
    await Promise.all([this.#scheduler.stop(), this.#timer.stop(), this.#ageing.stop(), this.bridge.stop(), this.staking.stop(), this.#pricing]);
    this.#db.close();
  }
}

function sameEndpoints(urls: OpenInput['endpoints'], chains: ChainNetwork): boolean {
  const current = (chain: ChainId) => (chain === 'flux' || chain === 'bitcoin' ? chains.utxo[chain] : chains.evm[chain]).list.map(({ url }) => url);
  return CHAINS.every((chain) => JSON.stringify(urls[chain] ?? []) === JSON.stringify(current(chain)));
}

function reportPrices(thrown: unknown): void {
  process.stderr.write(`wallet: prices: ${thrown instanceof Error && 'code' in thrown ? String(thrown.code) : 'failed'}\n`);
}
