// One connection to a peer: bytes in and out, handshake (fluxd main.cpp ProcessMessage "version"/"verack"), ping, and limits on what it may send.
import { AppError, toAppError } from '../../shared/errors/app-error';
import { encodeFrame, FrameDecoder } from '../../shared/flux/p2p/envelope';
import { frameOf, parseMessage, type Message, type VersionMessage } from '../../shared/flux/p2p/messages';
import { ipOfText } from '../../shared/flux/p2p/net-address';
import type { Throttle } from './throttle';

/** What a light node says it speaks. With it peers answer getheaders with headers, and send no compact ones. */
export const PROTOCOL = 170_020;
/** Peers below this are disconnected by the network itself since Proof of Node. */
const LEAST_PROTOCOL = 170_020;

const HANDSHAKE_MS = 15_000;
const PING_EVERY_MS = 60_000;
/** A peer that answers no ping for so long is gone, whatever its socket says. */
const SILENT_MS = 180_000;
/** Messages in one window of ten seconds: a busy peer sends some tens. */
const MOST_MESSAGES = 1_500;
const FLOOD_WINDOW_MS = 10_000;
/** Bytes that wait to be sent: a peer that reads nothing is no use. */
const MOST_UNSENT = 4 * 1024 * 1024;

/** A socket as node:net makes it, or a test. */
export interface Wire {
  write(bytes: Uint8Array): void;
  /** Bytes that the other side has not taken yet. */
  unsent(): number;
  pause(): void;
  resume(): void;
  destroy(): void;
  onData(listener: (bytes: Uint8Array) => void): void;
  onClose(listener: (error: Error | null) => void): void;
}

export interface Timers {
  now(): number;
  /** @returns takes it back */
  after(ms: number, act: () => void): () => void;
}

export interface ConnectionDeps extends Timers {
  readonly magic: Uint8Array;
  readonly userAgent: string;
  /** host of the other side, for the version message */
  readonly host: string;
  readonly port: number;
  /** Network time, Unix seconds. */
  networkSeconds(): number;
  nonce(): bigint;
  readonly throttle: Throttle;
}

export interface ConnectionEvents {
  /** The handshake is done. */
  ready(version: VersionMessage): void;
  message(message: Message): void;
  /** Always last, once. */
  closed(reason: AppError): void;
}

export class Connection {
  readonly #decoder: FrameDecoder;
  #state: 'shaking' | 'ready' | 'closed' = 'shaking';
  #version: VersionMessage | null = null;
  #verack = false;
  #cancelTimer: () => void;
  #lastHeard: number;
  #windowStart: number;
  #inWindow = 0;
  readonly #ownNonce: bigint;
  sent = 0;
  received = 0;

  constructor(private readonly wire: Wire, private readonly deps: ConnectionDeps, private readonly events: ConnectionEvents) {
    this.#decoder = new FrameDecoder(deps.magic);
    this.#lastHeard = deps.now();
    this.#windowStart = deps.now();
    this.#ownNonce = deps.nonce();
    this.#cancelTimer = deps.after(HANDSHAKE_MS, () => this.close(new AppError('peer/timeout', 'no handshake in time')));
    wire.onData((bytes) => this.#take(bytes));
    wire.onClose((error) => this.close(new AppError('peer/gone', 'the connection ended', error === null ? {} : { cause: error })));
    const unknown = { services: 0n, ip: ipOfText(''), port: 0 };
    this.#write({
      command: 'version', version: PROTOCOL, services: 0n, time: BigInt(deps.networkSeconds()), receiver: { services: 1n, ip: ipOfText(deps.host), port: deps.port }, sender: unknown,
      nonce: this.#ownNonce, userAgent: deps.userAgent, startHeight: 0, relay: false,
    });
  }

  get open(): boolean {
    return this.#state !== 'closed';
  }

  /** Sends a message; to a closed connection nothing. */
  send(message: Message): void {
    if (this.#state === 'ready') this.#write(message);
  }

  close(reason: AppError): void {
    if (this.#state === 'closed') return;
    this.#state = 'closed';
    this.#cancelTimer();
    this.wire.destroy();
    this.events.closed(reason);
  }

  #write(message: Message): void {
    const bytes = encodeFrame(this.deps.magic, frameOf(message));
    this.sent += bytes.length;
    this.wire.write(bytes);
    if (this.wire.unsent() > MOST_UNSENT) this.close(new AppError('peer/stalled', 'the peer takes nothing'));
  }

  #take(bytes: Uint8Array): void {
    if (this.#state === 'closed') return;
    this.received += bytes.length;
    this.#lastHeard = this.deps.now();
    try {
      for (const frame of this.#decoder.push(bytes)) {
        this.#count();
        const message = parseMessage(frame);
        if (message.command !== 'other') this.#handle(message);
        if (!this.open) return;
      }
    } catch (thrown) {
      return this.close(toAppError(thrown));
    }
    const wait = this.deps.throttle.take(bytes.length);
    if (wait <= 0) return;
    this.wire.pause();
    this.deps.after(wait, () => {
      if (this.open) this.wire.resume();
    });
  }

  #count(): void {
    const now = this.deps.now();
    if (now - this.#windowStart > FLOOD_WINDOW_MS) {
      this.#windowStart = now;
      this.#inWindow = 0;
    }
    this.#inWindow += 1;
    if (this.#inWindow > MOST_MESSAGES) throw new AppError('peer/flood', 'more messages than anybody needs');
  }

  #handle(message: Message): void {
    switch (message.command) {
      case 'version':
        return this.#greet(message);
      case 'verack':
        this.#verack = true;
        return this.#shake();
      case 'ping':
        return this.#write({ command: 'pong', nonce: message.nonce });
      default:
        // fluxd sends a few things before the handshake is over; nothing of it is used.
        if (this.#state === 'ready') this.events.message(message);
    }
  }

  #greet(version: VersionMessage): void {
    if (this.#version !== null) throw new AppError('peer/protocol', 'a second version');
    if (version.version < LEAST_PROTOCOL) throw new AppError('peer/too-old', 'the peer speaks a protocol that the network has left', { context: { version: version.version } });
    if (version.nonce === this.#ownNonce) throw new AppError('peer/self', 'connected to itself');
    this.#version = version;
    this.#write({ command: 'verack' });
    this.#shake();
  }

  #shake(): void {
    if (this.#state !== 'shaking' || this.#version === null || !this.#verack) return;
    this.#state = 'ready';
    this.#cancelTimer();
    this.#keepAlive();
    this.events.ready(this.#version);
  }

  #keepAlive(): void {
    this.#cancelTimer = this.deps.after(PING_EVERY_MS, () => {
      if (this.deps.now() - this.#lastHeard > SILENT_MS) return this.close(new AppError('peer/timeout', 'the peer is silent'));
      this.#write({ command: 'ping', nonce: this.deps.nonce() });
      if (this.open) this.#keepAlive();
    });
  }
}
