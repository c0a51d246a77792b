// The coordinator's memory in a JetStream stream of NATS, for a coordinator that has to outlive its machine: NATS keeps copies on several, and
// another machine goes on where this one ended. What one message holds is kept whole or not at all. Each message names the one before it, so
// that two coordinators on one stream do not mix: the later one wins, the earlier one stops at its next write.

import { jetstream, JetStreamApiError, jetstreamManager, type JetStreamClient, type JetStreamManager, type StreamConfig, type StreamInfo } from '@nats-io/jetstream';
import { connect, nanos, type NatsConnection, type TlsOptions } from '@nats-io/transport-node';
import { AppError } from '../../../shared/errors/app-error';
import { randomHex } from '../ident/node-key';
import { readLines } from '../store/journal-lines';
import type { EventLog } from './event-log';
import type { CoordinatorEvent } from './events';
import { GroupCommit, Groups } from './group-commit';

export interface NatsLogOptions {
  /** nats://[user:password@]host:port, several with commas; tls:// for one of them demands an encrypted line of all. */
  readonly servers: string;
  /** Name of the stream: letters, digits, `-` and `_`. */
  readonly stream: string;
  /** Copies that NATS keeps, each on another server of its cluster. */
  readonly replicas?: number;
  /** Milliseconds that a write waits for servers that are away. */
  readonly patienceMs?: number;
}

const PATIENCE_MS = 60_000;
const ASK_MS = 5_000;
/** Milliseconds after which a write that was not answered is sent again. */
const REPEAT_MS = 1_000;
/** Bytes of one message, far below what servers take (1 MiB unless somebody set less). */
const MOST_MESSAGE = 256 * 1024;
/** Time in which a message that is repeated is known to be the same one; longer than any patience. */
const REPEATED_MS = 10 * 60_000;
/** Messages that are asked for at once when the log is read. */
const READ_AT_ONCE = 500;
const NO_STREAM = 10_059;
const WRONG_LAST = 10_071;

export class NatsEventLog implements EventLog {
  private readonly group = new GroupCommit((lines) => this.write(lines));
  private readonly js: JetStreamClient;
  /** Sequence of the last message that is known to be kept. */
  private last = 0;

  private constructor(private readonly connection: NatsConnection, private readonly manager: JetStreamManager, private readonly options: NatsLogOptions) {
    this.js = jetstream(connection, { timeout: ASK_MS });
  }

  /**
   * Connects, and makes the stream where there is none.
   * @throws AppError pouw/nats-away when no server answers, pouw/log-unfit when the stream would lose events by itself
   */
  static async open(options: NatsLogOptions): Promise<NatsEventLog> {
    let connection: NatsConnection;
    try {
      connection = await connect({ ...serversOf(options.servers), name: 'fluxkeep coordinator', timeout: ASK_MS, maxReconnectAttempts: -1, reconnectTimeWait: 250 });
    } catch (cause) {
      throw new AppError('pouw/nats-away', 'no NATS server answers', { cause });
    }
    try {
      const manager = await jetstreamManager(connection, { timeout: ASK_MS });
      const { config } = (await found(manager, options.stream)) ?? (await manager.streams.add(streamOf(options)));
      if (!keepsAll(config)) throw new AppError('pouw/log-unfit', 'this stream forgets messages by itself, a coordinator cannot be kept in it');
      return new NatsEventLog(connection, manager, options);
    } catch (thrown) {
      await connection.close();
      throw thrown instanceof AppError ? thrown : new AppError('pouw/nats-away', 'NATS does not give a stream', { cause: thrown });
    }
  }

  /** @throws AppError pouw/log-damaged when messages are missing or are not what was written, pouw/nats-away when the servers end in between */
  async replay(take: (event: CoordinatorEvent) => void): Promise<void> {
    const { state } = await this.manager.streams.info(this.options.stream);
    if (state.messages !== state.last_seq) throw damaged('messages of the log are missing');
    if (state.messages > 0) {
      const groups = new Groups();
      const consumer = await this.js.consumers.get(this.options.stream);
      while (this.last < state.last_seq) {
        const before = this.last;
        for await (const { seq, data } of await consumer.fetch({ max_messages: Math.min(READ_AT_ONCE, state.last_seq - this.last), expires: ASK_MS })) {
          if (seq !== this.last + 1) throw damaged('messages of the log are missing');
          const { values, bytes, damaged: lines } = readLines(data);
          if (lines > 0 || bytes !== data.length) throw damaged('a message of the log is not what was written');
          for (const value of values) groups.take(value).forEach(take);
          this.last = seq;
        }
        if (this.last === before) throw new AppError('pouw/nats-away', 'the log could not be read to its end');
      }
      await consumer.delete();
    }
  }

  append(events: readonly CoordinatorEvent[]): Promise<void> {
    return this.group.append(events);
  }

  async close(): Promise<void> {
    await this.group.settled();
    await this.connection.close();
  }

  private async write(lines: readonly Uint8Array[]): Promise<void> {
    for (const message of messagesOf(lines)) await this.publish(message);
  }

  /** Repeats until it is kept: a name of its own makes it the same message however often it is sent. */
  private async publish(message: Uint8Array): Promise<void> {
    const msgID = randomHex(16);
    const { stream, patienceMs = PATIENCE_MS } = this.options;
    for (const since = Date.now(); ; ) {
      try {
        this.last = (await this.js.publish(subjectOf(stream), message, { msgID, expect: { lastSequence: this.last, streamName: stream }, timeout: REPEAT_MS, retries: 0 })).seq;
        return;
      } catch (thrown) {
        if (thrown instanceof JetStreamApiError && thrown.code === WRONG_LAST) {
          // It may be this very message that stands there, when its answer was lost.
          const there = await this.manager.streams.getMessage(stream, { seq: this.last + 1 });
          if (there?.header.get('Nats-Msg-Id') !== msgID) throw new AppError('pouw/log-taken', 'another coordinator writes to this stream', { cause: thrown });
          this.last += 1;
          return;
        }
        if (Date.now() - since >= patienceMs) throw thrown;
        await new Promise((resolve) => { setTimeout(resolve, 200); });
      }
    }
  }
}

const damaged = (message: string): AppError => new AppError('pouw/log-damaged', message);
const subjectOf = (stream: string): string => `pouw.${stream}.events`;

function serversOf(text: string): { servers: string[]; tls?: TlsOptions; user?: string; pass?: string } {
  const urls = text.split(',').map((part) => new URL(part.includes('://') ? part : `nats://${part}`));
  const [first] = urls;
  return { servers: urls.map(({ host }) => host), ...(urls.some(({ protocol }) => protocol === 'tls:') ? { tls: {} } : {}), ...(first?.username ? { user: decodeURIComponent(first.username), pass: decodeURIComponent(first.password) } : {}) };
}

const streamOf = ({ stream, replicas = 1 }: NatsLogOptions): Partial<StreamConfig> & { name: string } => ({
  name: stream, subjects: [subjectOf(stream)], storage: 'file', retention: 'limits', discard: 'new', num_replicas: replicas,
  duplicate_window: nanos(REPEATED_MS), deny_delete: true, deny_purge: true,
});

const keepsAll = ({ retention, max_age: age, max_msgs: messages, max_bytes: bytes, max_msgs_per_subject: each, storage }: StreamConfig): boolean =>
  retention === 'limits' && age === 0 && messages === -1 && bytes === -1 && each === -1 && storage === 'file';

async function found(manager: JetStreamManager, stream: string): Promise<StreamInfo | null> {
  try {
    return await manager.streams.info(stream);
  } catch (thrown) {
    if (thrown instanceof JetStreamApiError && thrown.code === NO_STREAM) return null;
    throw thrown;
  }
}

function messagesOf(lines: readonly Uint8Array[]): Uint8Array[] {
  const messages: Uint8Array[][] = [];
  let size = Number.POSITIVE_INFINITY;
  for (const line of lines) {
    if (size + line.length > MOST_MESSAGE) {
      messages.push([]);
      size = 0;
    }
    messages.at(-1)?.push(line);
    size += line.length;
  }
  return messages.map((parts) => Buffer.concat(parts));
}
