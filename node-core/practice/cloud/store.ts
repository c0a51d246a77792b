// What the practice cloud's nodes keep on disk: phrases and logins of each node, and the messages about apps that all of them share.
import { join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../../shared/errors/app-error';
import { APP_MESSAGE_TYPES } from '../../../shared/fluxos/app-message';
import { AppendLog } from '../store/append-log';

const node = z.enum(['a', 'b']);
export type CloudNode = z.infer<typeof node>;
const time = z.number().int();

const messageSchema = z.object({
  type: z.enum(APP_MESSAGE_TYPES), /** JSON, as it was signed. */ specification: z.string(), timestamp: time, signature: z.string(), hash: z.string(), /** Practice time. */ receivedMs: time,
});
export type StoredMessage = z.infer<typeof messageSchema>;
const loginSchema = z.object({ node, zelid: z.string(), phrase: z.string(), signature: z.string(), atMs: time });
export type StoredLogin = z.infer<typeof loginSchema>;

const recordSchema = z.discriminatedUnion('t', [
  z.object({ t: z.literal('phrase'), node, phrase: z.string(), madeMs: time }),
  z.object({ t: z.literal('login'), login: loginSchema }),
  z.object({ t: z.literal('logout'), node, phrase: z.string() }),
  z.object({ t: z.literal('message'), message: messageSchema }),
]);
type CloudRecord = z.infer<typeof recordSchema>;

export class CloudStore {
  readonly #log: AppendLog;
  /** When each was made, by node and phrase. */
  readonly #phrases = new Map<string, number>();
  readonly #logins = new Map<string, StoredLogin>();
  readonly #messages = new Map<string, StoredMessage>();

  private constructor(folder: string) {
    this.#log = AppendLog.open(join(folder, 'cloud.log'), (line) => {
      const record = recordSchema.safeParse(line);
      if (!record.success) throw new AppError('practice/state-damaged', 'the saved practice network is damaged; a reset starts a new one', { cause: record.error });
      this.#apply(record.data);
    });
  }

  /** Opens the journal in the world's folder. @throws AppError `practice/state-damaged` */
  static open(folder: string): CloudStore {
    return new CloudStore(folder);
  }

  /** Writes one record; it survives kill -9 and a power cut. @throws AppError `practice/cannot-write` */
  write(record: CloudRecord): void {
    this.#log.append(record);
    this.#log.sync();
    this.#apply(record);
  }

  close(): void {
    this.#log.close();
  }

  /** When a node made a phrase that no login used yet; null when it did not. */
  phrase(at: CloudNode, phrase: string): number | null {
    return this.#phrases.get(`${at} ${phrase}`) ?? null;
  }

  login(at: CloudNode, phrase: string): StoredLogin | null {
    return this.#logins.get(`${at} ${phrase}`) ?? null;
  }

  message(hash: string): StoredMessage | null {
    return this.#messages.get(hash) ?? null;
  }

  /** In the order in which they came. */
  messages(): readonly StoredMessage[] {
    return [...this.#messages.values()];
  }

  #apply(record: CloudRecord): void {
    switch (record.t) {
      case 'phrase':
        this.#phrases.set(`${record.node} ${record.phrase}`, record.madeMs);
        return;
      case 'login':
        this.#phrases.delete(`${record.login.node} ${record.login.phrase}`);
        this.#logins.set(`${record.login.node} ${record.login.phrase}`, record.login);
        return;
      case 'logout':
        this.#logins.delete(`${record.node} ${record.phrase}`);
        return;
      case 'message': this.#messages.set(record.message.hash, record.message);
    }
  }
}
