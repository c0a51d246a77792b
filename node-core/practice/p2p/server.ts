// The practice Flux node's P2P door: loopback only, one session a connection; a reset of the world ends them all.
import { randomBytes } from 'node:crypto';
import { createServer, type Server, type Socket } from 'node:net';
import { AppError } from '../../../shared/errors/app-error';
import type { FaultSwitches } from '../http/faults';
import type { World } from '../world';
import { PeerSession } from './session';

const MOST_CONNECTIONS = 32;
const MOST_UNSENT = 16 * 1024 * 1024;
/** Of many blocks made in one go the last ones are announced: who follows asks for what is before. */
const MOST_ANNOUNCED = 8;

export class PeerDoor {
  readonly #sessions = new Map<Socket, PeerSession>();
  #fresh: string[] = [];
  #stopFollowing: () => void = () => undefined;

  private constructor(private readonly server: Server, private readonly world: () => World, private readonly faults: FaultSwitches) {}

  /** @param port 0 for any free one. @throws AppError `practice/port-in-use` */
  static async open(port: number, world: () => World, faults: FaultSwitches): Promise<PeerDoor> {
    const server = createServer();
    const door = new PeerDoor(server, world, faults);
    server.maxConnections = MOST_CONNECTIONS;
    server.on('connection', (socket) => door.#welcome(socket));
    await new Promise<void>((resolve, reject) => {
      server.once('error', (cause) => reject(new AppError('practice/port-in-use', 'a port of the practice network is taken', { context: { port }, cause })));
      server.listen(port, '127.0.0.1', resolve);
    });
    door.follow();
    return door;
  }

  get address(): string {
    const address = this.server.address();
    return `127.0.0.1:${address === null || typeof address === 'string' ? 0 : address.port}`;
  }

  /** Announces the blocks of the world that is there now; who was connected to another one is cut off. */
  follow(): void {
    this.#stopFollowing();
    this.cut();
    const { flux } = this.world();
    this.#stopFollowing = flux.onBlock(() => {
      this.#fresh.push(flux.state.tip.hash);
      if (this.#fresh.length === 1) setImmediate(() => this.#announce());
    });
  }

  cut(): void {
    for (const socket of this.#sessions.keys()) socket.destroy();
  }

  async stop(): Promise<void> {
    this.#stopFollowing();
    const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
    this.cut();
    await closed;
  }

  #announce(): void {
    const hashes = this.#fresh.slice(-MOST_ANNOUNCED);
    this.#fresh = [];
    if (this.faults.has('down')) return this.cut();
    for (const session of this.#sessions.values()) session.announce(hashes);
  }

  #welcome(socket: Socket): void {
    socket.on('error', () => socket.destroy());
    if (this.faults.has('down')) return void socket.destroy();
    const { flux, fluxNodes, clock } = this.world();
    const session = new PeerSession({
      node: flux, table: fluxNodes,
      nowSeconds: () => Math.floor(clock.nowMs() / 1000),
      nonce: () => randomBytes(8).readBigUInt64LE(),
      top: () => this.faults.frozen?.height ?? null,
      write: (bytes) => {
        if (socket.writableLength > MOST_UNSENT) socket.destroy();
        else socket.write(bytes);
      },
      end: () => void socket.end(),
    });
    this.#sessions.set(socket, session);
    socket.on('close', () => this.#sessions.delete(socket));
    socket.on('data', (bytes) => {
      if (this.faults.has('down')) socket.destroy();
      else session.take(bytes);
    });
  }
}
