// Several peers at once: finds them, keeps them, asks the best, leaves those that misbehave. Nothing of strangers is relayed.
import { AppError, toAppError } from '../../shared/errors/app-error';
import type { BlockHeader } from '../../shared/flux/block-header';
import { splitAddress } from '../../shared/flux/p2p/net-address';
import { AddressBook } from './address-book';
import { Connection, type ConnectionDeps, type Timers, type Wire } from './connection';
import { BAN_AT, WEIGHTS } from './faults';
import { Peer } from './peer';
import type { PeerFault, PeerId, PeerSource, PeerView } from './peer-source';
import { Throttle } from './throttle';

/** Blocks that one peer is asked for at a time. */
const MOST_BLOCKS_AT_ONCE = 16;
const BROADCAST_TO = 4;
/** A pool that looks for peers looks again after so long at the latest. */
const LOOK_EVERY_MS = 5_000;

export interface PoolDeps extends Timers, Pick<ConnectionDeps, 'magic' | 'userAgent' | 'networkSeconds' | 'nonce'> {
  /** Opens a socket; what goes wrong is told by its close. */
  dial(host: string, port: number): Wire;
  /** host:port of peers that the person named. With any, no others are looked for unless `discover` says so. */
  readonly given: readonly string[];
  readonly discover: boolean;
  /** Asks the network's seeds by name. */
  seeds(): Promise<readonly string[]>;
  random(): number;
  readonly wanted: number;
  readonly kilobytesPerSecond: number | null;
  log(line: string): void;
}

interface Link {
  readonly connection: Connection;
  peer: Peer | null;
}

export class PeerPool implements PeerSource {
  readonly #book: AddressBook;
  readonly #links = new Map<string, Link>();
  readonly #throttle: Throttle;
  readonly #changeListeners = new Set<() => void>();
  readonly #blockListeners = new Set<(peer: PeerId, hash: string) => void>();
  #nextId: PeerId = 1;
  #running = false;
  #cancelLook: () => void = () => undefined;
  #seeding = false;
  #past = { received: 0, sent: 0 };

  constructor(private readonly deps: PoolDeps) {
    this.#book = new AddressBook(deps.now, deps.random);
    this.#throttle = new Throttle(deps.kilobytesPerSecond === null ? null : deps.kilobytesPerSecond * 1_000, deps.now);
    this.#book.add(deps.given, 'given');
  }

  start(): void {
    if (this.#running) return;
    this.#running = true;
    this.#look();
  }

  /** Ends every connection; `start` begins anew. */
  stop(): void {
    this.#running = false;
    this.#cancelLook();
    for (const { connection } of [...this.#links.values()]) connection.close(new AppError('peer/gone', 'the pool stops'));
  }

  set kilobytesPerSecond(limit: number | null) {
    this.#throttle.limit = limit === null ? null : limit * 1_000;
  }

  /** Bytes since the pool was made. */
  get traffic(): { readonly received: number; readonly sent: number } {
    return [...this.#links.values()].reduce((sum, { connection }) => ({ received: sum.received + connection.received, sent: sum.sent + connection.sent }), this.#past);
  }

  get peers(): readonly PeerView[] {
    return this.#sorted().map(({ view }) => view);
  }

  onChange(listener: () => void): () => void {
    this.#changeListeners.add(listener);
    return () => void this.#changeListeners.delete(listener);
  }

  onBlock(listener: (peer: PeerId, hash: string) => void): () => void {
    this.#blockListeners.add(listener);
    return () => void this.#blockListeners.delete(listener);
  }

  async headers(locator: readonly string[], options: { readonly peer?: PeerId; readonly stop?: string; readonly signal?: AbortSignal } = {}): Promise<{ readonly peer: PeerId; readonly headers: readonly BlockHeader[] }> {
    const { peer: wanted, stop, signal } = options;
    const candidates = this.#sorted().filter((peer) => !peer.asksHeaders && (wanted === undefined ? !peer.syncing : peer.id === wanted));
    let last: unknown = new AppError('peer/none', 'no peer to ask');
    for (const peer of candidates) {
      try {
        const headers = await peer.headers(locator, stop, signal);
        const [first] = headers;
        // A node that knows no hash of the locator begins at height 1 without a word: such an answer answers nothing.
        if (first === undefined || locator.includes(first.previousHash)) return { peer: peer.id, headers };
        this.fault(peer.id, 'bad-headers');
        last = new AppError('peer/wrong-start', 'the headers do not follow what was asked', { context: { address: peer.address } });
      } catch (thrown) {
        signal?.throwIfAborted();
        last = thrown;
        this.#changed();
      }
    }
    throw last;
  }

  async block(hash: string, options: { readonly avoid?: ReadonlySet<PeerId>; readonly signal?: AbortSignal } = {}): Promise<{ readonly peer: PeerId; readonly raw: Uint8Array }> {
    const { avoid, signal } = options;
    const tried = new Set<PeerId>(avoid);
    let last: unknown = new AppError('peer/none', 'no peer to ask');
    for (;;) {
      const peer = this.#leastBusy(tried);
      if (peer === undefined) throw last;
      tried.add(peer.id);
      try {
        return { peer: peer.id, raw: await peer.block(hash, signal) };
      } catch (thrown) {
        signal?.throwIfAborted();
        last = thrown;
        // Silence means that it does not have the block; who is often silent is asked less.
        if (toAppError(thrown).code === 'peer/timeout') peer.latency += 2_000;
      }
    }
  }

  async broadcast(raw: Uint8Array, txid: string): Promise<number> {
    const to = this.#sorted().filter(({ syncing }) => !syncing).slice(0, BROADCAST_TO);
    const ends = await Promise.all(to.map((peer) => peer.offer(txid, raw)));
    return ends.filter((end) => end === 'taken').length;
  }

  fault(id: PeerId, fault: PeerFault): void {
    const link = [...this.#links.values()].find(({ peer }) => peer?.id === id);
    if (!link?.peer) return;
    link.peer.score += WEIGHTS[fault];
    this.deps.log(`peer ${link.peer.address}: ${fault}`);
    if (link.peer.score < BAN_AT) return;
    this.#book.ban(link.peer.address);
    link.connection.close(new AppError('peer/banned', 'it misbehaved', { context: { fault } }));
  }

  reached(id: PeerId, height: number): void {
    [...this.#links.values()].find(({ peer }) => peer?.id === id)?.peer?.reached(height);
    this.#changed();
  }

  /** Best first: those that answer, that did nothing wrong, that are quick. */
  #sorted(): Peer[] {
    const peers = [...this.#links.values()].flatMap(({ peer }) => peer ?? []);
    return peers.sort((left, right) => Number(left.syncing) - Number(right.syncing) || left.score - right.score || left.latency - right.latency);
  }

  #leastBusy(tried: ReadonlySet<PeerId>): Peer | undefined {
    const free = this.#sorted().filter((peer) => !tried.has(peer.id) && peer.busy < MOST_BLOCKS_AT_ONCE);
    return free.sort((left, right) => Number(left.syncing) - Number(right.syncing) || (left.busy + 1) * left.latency - (right.busy + 1) * right.latency)[0];
  }

  #changed(): void {
    for (const listener of this.#changeListeners) listener();
  }

  /** Fills up to the wanted number of peers, and comes back when another address may be tried. */
  #look(): void {
    this.#cancelLook();
    if (!this.#running) return;
    while (this.#links.size < this.deps.wanted) {
      const address = this.#book.pick(new Set(this.#links.keys()));
      if (address === null) break;
      this.#connect(address);
    }
    if (this.#links.size < this.deps.wanted) void this.#askSeeds();
    const next = this.#book.nextIn(new Set(this.#links.keys()));
    this.#cancelLook = this.deps.after(Math.min(LOOK_EVERY_MS, Math.max(50, next ?? LOOK_EVERY_MS)), () => this.#look());
  }

  async #askSeeds(): Promise<void> {
    if (!this.deps.discover || this.#seeding) return;
    this.#seeding = true;
    try {
      this.#book.add(await this.deps.seeds(), 'seed');
    } catch (thrown) {
      this.deps.log(`seeds: ${toAppError(thrown).code}`);
    }
    // Not asked again for a while: names do not change so fast.
    this.deps.after(60_000, () => { this.#seeding = false; });
  }

  #connect(address: string): void {
    const { host, port } = splitAddress(address);
    const { magic, userAgent, networkSeconds, nonce, now, after } = this.deps;
    const connection: Connection = new Connection(this.deps.dial(host, port), { magic, userAgent, host, port, networkSeconds, nonce, now, after, throttle: this.#throttle }, {
      ready: (version) => {
        const link = this.#links.get(address);
        if (!link) return;
        this.#book.worked(address);
        const id = this.#nextId++;
        link.peer = new Peer(id, address, connection, version, { now, after }, {
          block: (hash) => this.#blockListeners.forEach((listener) => listener(id, hash)),
          addresses: (found) => {
            if (this.deps.discover) this.#book.add(found, 'peer');
          },
          fault: (fault) => this.fault(id, fault),
        });
        if (this.deps.discover) link.peer.askAddresses();
        this.#changed();
      },
      message: (message) => this.#links.get(address)?.peer?.take(message),
      closed: (reason) => this.#closed(address, reason),
    });
    this.#links.set(address, { connection, peer: null });
  }

  #closed(address: string, reason: AppError): void {
    const link = this.#links.get(address);
    if (!link) return;
    this.#links.delete(address);
    this.#past = { received: this.#past.received + link.connection.received, sent: this.#past.sent + link.connection.sent };
    this.#book.failed(address);
    if (/^(p2p|bytes)\/|^peer\/(flood|protocol)$/.test(reason.code)) this.#book.ban(address);
    this.deps.log(`peer ${address} gone: ${reason.code}`);
    link.peer?.gone(reason);
    this.#changed();
    if (this.#running) this.#cancelAndLookSoon();
  }

  #cancelAndLookSoon(): void {
    this.#cancelLook();
    this.#cancelLook = this.deps.after(0, () => this.#look());
  }
}
