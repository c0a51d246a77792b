// One peer of the practice Flux node, by fluxd's P2P protocol and with its habits: silence about what it lacks, height 1 for who knows nothing of its chain.
import { parseHeader } from '../../../shared/flux/block-header';
import { ByteWriter } from '../../../shared/crypto/byte-writer';
import { AppError } from '../../../shared/errors/app-error';
import { encodeFrame, FrameDecoder } from '../../../shared/flux/p2p/envelope';
import { frameOf, INV_BLOCK, INV_TX, MAX_HEADERS, parseMessage, type InventoryItem, type Locator, type Message } from '../../../shared/flux/p2p/messages';
import { ipOfText } from '../../../shared/flux/p2p/net-address';
import { PRACTICE_FLUX } from '../flux/parameters';
import type { NodeTable } from '../flux/nodes/table';
import type { UtxoNode } from '../utxo/node';
import { Rejection, type ChainBlock } from '../utxo/types';

const VERSION = 170_021;
const LEAST_VERSION = 170_020;
/** A full node that filters: NODE_NETWORK and NODE_BLOOM. */
const SERVICES = 5n;
const REJECT_OBSOLETE = 0x11;
const REJECT_INVALID = 0x10;
const MOST_ADDRESSES = 1_000;

export interface SessionDeps {
  readonly node: UtxoNode;
  readonly table: NodeTable;
  nowSeconds(): number;
  nonce(): bigint;
  /** Above this height it says nothing: a withheld tip. Null: all. */
  top(): number | null;
  write(bytes: Uint8Array): void;
  end(): void;
}

export class PeerSession {
  readonly #decoder = new FrameDecoder(PRACTICE_FLUX.magic);
  #greeted = false;
  #ready = false;

  constructor(private readonly deps: SessionDeps) {}

  take(bytes: Uint8Array): void {
    try {
      for (const frame of this.#decoder.push(bytes)) {
        const message = parseMessage(frame);
        if (message.command !== 'other') this.#handle(message);
      }
    } catch (thrown) {
      if (!(thrown instanceof AppError)) throw thrown;
      this.deps.end();
    }
  }

  /** Tells of new blocks. */
  announce(hashes: readonly string[]): void {
    const known = hashes.filter((hash) => this.#heightOf(hash) !== null);
    if (this.#ready && known.length > 0) this.#send({ command: 'inv', items: known.map((hash) => ({ type: INV_BLOCK, hash })) });
  }

  get #height(): number {
    return Math.min(this.deps.node.height, this.deps.top() ?? Number.MAX_SAFE_INTEGER);
  }

  #send(message: Message): void {
    this.deps.write(encodeFrame(PRACTICE_FLUX.magic, frameOf(message)));
  }

  #handle(message: Message): void {
    switch (message.command) {
      case 'version': return this.#greet(message.version);
      case 'verack':
        this.#ready = this.#greeted;
        return;
      case 'ping': return this.#send({ command: 'pong', nonce: message.nonce });
      case 'getheaders': return this.#headers(message);
      case 'getdata': return message.items.forEach((item) => this.#serve(item));
      case 'inv': return this.#askFor(message.items);
      case 'tx': return this.#submit(message.raw);
      case 'getaddr': return this.#addresses();
      case 'addr':
      case 'block':
      case 'headers':
      case 'notfound':
      case 'pong':
      case 'reject': return;
    }
  }

  #greet(version: number): void {
    if (version < LEAST_VERSION) {
      this.#send({ command: 'reject', message: 'version', code: REJECT_OBSOLETE, reason: `Version must be ${LEAST_VERSION} or greater`, hash: null });
      return this.deps.end();
    }
    if (this.#greeted) return this.deps.end();
    this.#greeted = true;
    const nobody = { services: 0n, ip: ipOfText(''), port: 0 };
    this.#send({
      command: 'version', version: VERSION, services: SERVICES, time: BigInt(this.deps.nowSeconds()), receiver: nobody, sender: { ...nobody, services: SERVICES }, nonce: this.deps.nonce(),
      userAgent: '/Practice:1.0.0/', startHeight: this.#height, relay: true,
    });
    this.#send({ command: 'verack' });
  }

  #heightOf(hash: string): number | null {
    const height = this.deps.node.state.heightOf(hash);
    return height === null || height > this.#height ? null : height;
  }

  #headers({ locator, stop }: Locator): void {
    const known = locator.map((hash) => this.#heightOf(hash)).find((height) => height !== null) ?? 0;
    const headers = [];
    for (let height = known + 1; height <= this.#height && headers.length < MAX_HEADERS; height += 1) {
      const block = this.deps.node.state.blockAt(height);
      headers.push(parseHeader(block.header));
      if (block.hash === stop) break;
    }
    this.#send({ command: 'headers', headers });
  }

  #serve({ type, hash }: InventoryItem): void {
    if (type === INV_BLOCK) {
      const height = this.#heightOf(hash);
      if (height !== null) this.#send({ command: 'block', raw: rawBlock(this.deps.node.state.blockAt(height)) });
    } else if (type === INV_TX) {
      const entry = this.deps.node.mempool.entry(hash);
      if (entry !== null) this.#send({ command: 'tx', raw: entry.tx.raw });
    }
  }

  #askFor(items: readonly InventoryItem[]): void {
    const wanted = items.filter(({ type, hash }) => type === INV_TX && this.deps.node.transaction(hash) === null);
    if (wanted.length > 0) this.#send({ command: 'getdata', items: wanted });
  }

  #submit(raw: Uint8Array): void {
    let hash: string | null = null;
    try {
      hash = this.deps.node.rules.parseTransaction(raw).txid;
      this.deps.node.submit(raw);
    } catch (thrown) {
      if (!(thrown instanceof Rejection)) throw thrown;
      const [, code, words] = /^(?:(\d{1,3}): )?(.*)$/.exec(thrown.reason) ?? [];
      this.#send({ command: 'reject', message: 'tx', code: code === undefined ? REJECT_INVALID : Number(code), reason: (words ?? '').slice(0, 111), hash });
    }
  }

  #addresses(): void {
    const time = this.deps.nowSeconds();
    const addresses = this.deps.table.list('confirmed').map(({ ip }) => ip).slice(0, MOST_ADDRESSES);
    this.#send({ command: 'addr', addresses: addresses.map((ip) => ({ time, services: SERVICES, ip: ipOfText(ip.split(':')[0] ?? ''), port: PRACTICE_FLUX.p2pPort })) });
  }
}

function rawBlock({ header, transactions, size }: ChainBlock): Uint8Array {
  const writer = new ByteWriter(size).bytes(header);
  return writer.list(transactions, ({ raw }) => writer.bytes(raw)).finish();
}
