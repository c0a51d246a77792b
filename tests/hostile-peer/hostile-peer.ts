// A scripted peer on a real socket: honest where its script says nothing, and whatever the script says where it does.
import { createServer, type Server, type Socket } from 'node:net';
import type { FluxParams } from '../../shared/flux/params';
import { encodeFrame, FrameDecoder, type Frame } from '../../shared/flux/p2p/envelope';
import { frameOf, parseMessage, type Message, type VersionMessage } from '../../shared/flux/p2p/messages';
import { ipOfText } from '../../shared/flux/p2p/net-address';

export interface Said {
  readonly send: (message: Message) => void;
  readonly sendFrame: (frame: Frame) => void;
  readonly sendBytes: (bytes: Uint8Array) => void;
  readonly end: () => void;
  readonly socket: Socket;
}

export interface Script {
  /** Instead of the honest version message; null: it never greets. */
  readonly version?: Partial<VersionMessage> | null;
  /** When a connection was made, before anything is said. */
  readonly connected?: (said: Said) => void;
  /** When the handshake is done. */
  readonly ready?: (said: Said) => void;
  /** Instead of the honest answer to a command; the honest one is silence, but for version and ping. */
  readonly on?: Partial<{ [K in Message['command']]: (message: Message & { command: K }, said: Said) => void }>;
}

const nobody = { services: 0n, ip: ipOfText(''), port: 0 };

export class HostilePeer {
  /** Connections that were made to it so far. */
  connections = 0;
  readonly #sockets = new Set<Socket>();

  private constructor(private readonly server: Server, private readonly script: Script, private readonly params: FluxParams) {
    server.on('connection', (socket) => this.#welcome(socket));
  }

  static async start(params: FluxParams, script: Script = {}): Promise<HostilePeer> {
    const server = createServer();
    const peer = new HostilePeer(server, script, params);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return peer;
  }

  get address(): string {
    const address = this.server.address();
    return `127.0.0.1:${address === null || typeof address === 'string' ? 0 : address.port}`;
  }

  /** Whether anybody is connected now. */
  get connected(): boolean {
    return this.#sockets.size > 0;
  }

  async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  #welcome(socket: Socket): void {
    this.connections += 1;
    this.#sockets.add(socket);
    socket.on('close', () => this.#sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    const { magic } = this.params;
    const sendBytes = (bytes: Uint8Array): void => void socket.write(bytes);
    const sendFrame = (frame: Frame): void => sendBytes(encodeFrame(magic, frame));
    const said: Said = { sendBytes, sendFrame, send: (message) => sendFrame(frameOf(message)), end: () => void socket.end(), socket };
    this.script.connected?.(said);
    const decoder = new FrameDecoder(magic);
    socket.on('data', (bytes) => {
      for (const frame of decoder.push(bytes)) {
        const message = parseMessage(frame);
        if (message.command !== 'other') this.#answer(message, said);
      }
    });
  }

  #answer(message: Message, said: Said): void {
    const scripted = this.script.on?.[message.command] as ((message: Message, said: Said) => void) | undefined;
    if (scripted) return scripted(message, said);
    if (message.command === 'version' && this.script.version !== null) {
      said.send({
        command: 'version', version: 170_021, services: 5n, time: message.time, receiver: nobody, sender: nobody, nonce: 7n, userAgent: '/Hostile:1/', startHeight: 1_000, relay: true, ...this.script.version,
      });
      said.send({ command: 'verack' });
    } else if (message.command === 'verack') this.script.ready?.(said);
    else if (message.command === 'ping') said.send({ command: 'pong', nonce: message.nonce });
  }
}
