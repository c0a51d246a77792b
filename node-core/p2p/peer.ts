// One peer that has shaken hands: what it is asked, what it announces, and what it does wrong.
import { ByteReader } from '../../shared/crypto/byte-reader';
import { AppError, toAppError } from '../../shared/errors/app-error';
import { headerHash, readHeader, type BlockHeader } from '../../shared/flux/block-header';
import { INV_BLOCK, INV_TX, type InventoryItem, type Message, type NetAddress, type VersionMessage } from '../../shared/flux/p2p/messages';
import { isPublic, textOfAddress } from '../../shared/flux/p2p/net-address';
import { MOST_FROM_ONE } from './address-book';
import { PROTOCOL, type Connection, type Timers } from './connection';
import type { PeerFault, PeerId, PeerView } from './peer-source';
import { Requests } from './requests';

const HEADERS_MS = 10_000;
const BLOCK_MS = 8_000;
const PONG_MS = 10_000;
/** An honest node sends a thousand at the most. */
const MOST_ITEMS = 1_000;
/** Addresses that a peer may name in its life, far above what one answer holds. */
const MOST_ADDRESSES = 3_000;
const NO_STOP = '0'.repeat(64);
const HEADERS = 'headers';
/** Own transactions that may be asked for. */
const MOST_OFFERED = 100;

export interface PeerEvents {
  block(hash: string): void;
  addresses(found: readonly string[]): void;
  fault(fault: PeerFault): void;
}

/** What became of a transaction that was offered. */
export type Offered = 'taken' | 'refused' | 'not-asked';

export class Peer {
  readonly #headers: Requests<readonly BlockHeader[]>;
  readonly #blocks: Requests<Uint8Array>;
  readonly #pongs: Requests<null>;
  readonly #asked: Requests<null>;
  readonly #offered = new Map<string, Uint8Array>();
  readonly #refused = new Set<string>();
  #height: number | null;
  #named = 0;
  #nonce = 1n;
  /** Milliseconds that its answers take, smoothed. */
  latency = 1_000;
  score = 0;
  syncing = false;

  constructor(readonly id: PeerId, readonly address: string, private readonly connection: Connection, private readonly version: VersionMessage, private readonly timers: Timers, private readonly events: PeerEvents) {
    this.#headers = new Requests(timers);
    this.#blocks = new Requests(timers);
    this.#pongs = new Requests(timers);
    this.#asked = new Requests(timers);
    this.#height = version.startHeight >= 0 ? version.startHeight : null;
  }

  get view(): PeerView {
    return { id: this.id, address: this.address, agent: this.version.userAgent, height: this.#height, syncing: this.syncing };
  }

  /** Blocks that it was asked for and has not sent. */
  get busy(): number {
    return this.#blocks.size;
  }

  get asksHeaders(): boolean {
    return this.#headers.size > 0;
  }

  reached(height: number): void {
    this.#height = Math.max(this.#height ?? 0, height);
  }

  askAddresses(): void {
    this.connection.send({ command: 'getaddr' });
  }

  /** @throws AppError `peer/timeout` when it stays silent, as a peer in initial download does; `peer/gone` */
  async headers(locator: readonly string[], stop: string | undefined, signal: AbortSignal | undefined): Promise<readonly BlockHeader[]> {
    const answer = this.#headers.ask(HEADERS, HEADERS_MS, signal);
    this.connection.send({ command: 'getheaders', version: PROTOCOL, locator, stop: stop ?? NO_STOP });
    try {
      const headers = await this.#timed(answer);
      this.syncing = false;
      return headers;
    } catch (thrown) {
      if (toAppError(thrown).code === 'peer/timeout') this.syncing = true;
      throw thrown;
    }
  }

  /** @throws AppError `peer/timeout` when it does not have it */
  block(hash: string, signal: AbortSignal | undefined): Promise<Uint8Array> {
    const answer = this.#blocks.ask(hash, BLOCK_MS, signal);
    this.connection.send({ command: 'getdata', items: [{ type: INV_BLOCK, hash }] });
    return this.#timed(answer);
  }

  /** Announces a transaction and serves it when it is asked for. A node works in order: its pong after the transaction comes after a refusal. */
  async offer(txid: string, raw: Uint8Array): Promise<Offered> {
    if (this.#refused.has(txid)) return 'refused';
    const [oldest] = this.#offered.keys();
    if (this.#offered.size >= MOST_OFFERED && oldest !== undefined) this.#offered.delete(oldest);
    this.#offered.set(txid, raw);
    const asked = this.#asked.ask(txid, PONG_MS);
    this.connection.send({ command: 'inv', items: [{ type: INV_TX, hash: txid }] });
    try {
      await asked;
      await this.#ping();
      return this.#refused.has(txid) ? 'refused' : 'taken';
    } catch {
      return this.#refused.has(txid) ? 'refused' : 'not-asked';
    }
  }

  /** The connection ended: whoever waits is told. */
  gone(reason: AppError): void {
    const gone = new AppError('peer/gone', 'the peer went away', { cause: reason });
    for (const requests of [this.#headers, this.#blocks, this.#pongs, this.#asked]) requests.fail(gone);
  }

  take(message: Message): void {
    switch (message.command) {
      case 'headers': return this.#expect(this.#headers.answer(HEADERS, message.headers));
      case 'block': return this.#expect(this.#blocks.answer(hashOf(message.raw), message.raw));
      case 'inv': return this.#announced(message.items);
      case 'getdata': return this.#serve(message.items);
      case 'addr': return this.#addresses(message.addresses);
      case 'pong': return void this.#pongs.answer(String(message.nonce), null);
      case 'reject':
        if (message.message === 'tx' && message.hash !== null && this.#offered.delete(message.hash)) this.#refused.add(message.hash);
        return;
      // What it asks of a full node a light one does not have, and what it lacks is told by silence.
      case 'getheaders':
      case 'getaddr':
      case 'notfound':
      case 'ping':
      case 'version':
      case 'verack': return;
      // Only a transaction that was asked for would be of use, and none is.
      case 'tx': return this.#expect(false);
    }
  }

  #expect(wanted: boolean): void {
    if (!wanted) this.events.fault('protocol');
  }

  #announced(items: readonly InventoryItem[]): void {
    if (items.length > MOST_ITEMS) return this.events.fault('flood');
    for (const { type, hash } of items) if (type === INV_BLOCK) this.events.block(hash);
  }

  #serve(items: readonly InventoryItem[]): void {
    for (const { type, hash } of items) {
      const raw = type === INV_TX ? this.#offered.get(hash) : undefined;
      if (raw === undefined) continue;
      this.connection.send({ command: 'tx', raw });
      this.#asked.answer(hash, null);
    }
  }

  #addresses(found: readonly NetAddress[]): void {
    this.#named += found.length;
    if (this.#named > MOST_ADDRESSES) return this.events.fault('flood');
    this.events.addresses(found.filter((address) => address.port > 0 && isPublic(address)).slice(0, MOST_FROM_ONE).map(textOfAddress));
  }

  async #ping(): Promise<void> {
    const nonce = (this.#nonce += 1n);
    const answer = this.#pongs.ask(String(nonce), PONG_MS);
    this.connection.send({ command: 'ping', nonce });
    await answer;
  }

  async #timed<T>(answer: Promise<T>): Promise<T> {
    const start = this.timers.now();
    const value = await answer;
    this.latency = 0.8 * this.latency + 0.2 * (this.timers.now() - start);
    return value;
  }
}

/** @throws AppError `bytes/…` */
function hashOf(raw: Uint8Array): string {
  return headerHash(readHeader(new ByteReader(raw)));
}
