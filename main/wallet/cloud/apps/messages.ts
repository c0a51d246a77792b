// Messages that register or change an app: what is signed, how it gets to the network once, and what is known of it.

import type { NetworkId } from '../../../../shared/chains/ids';
import type { AppWish } from '../../../../shared/contract/cloud';
import type { Intent, Signed } from '../../../../shared/contract/money-path';
import { AppError, toAppError, type ErrorShape } from '../../../../shared/errors/app-error';
import { appMessageHash, appMessageText, readAppMessage, UNPAID_LIFE_MS } from '../../../../shared/fluxos/app-message';
import { problemsOf } from '../../../../shared/fluxos/limits';
import type { Previous } from '../../../../shared/fluxos/price';
import type { Gateways } from '../gateways';
import type { FluxIdentity, Login } from '../login';
import type { MessageStore } from '../message-store';
import { quoteOf } from '../price';
import type { MessageRecord } from '../record';
import { specificationOfWish, textOf } from './draft';

export interface MessagesDeps {
  readonly network: NetworkId;
  readonly identity: FluxIdentity;
  readonly gateways: Gateways;
  readonly login: Login;
  readonly store: MessageStore;
  readonly clock: () => number;
  readonly tip: () => number | null;
  readonly previousOf: (name: string) => Previous | null;
  readonly verify: (address: string, message: string, signature: string) => boolean;
}
/** What may have become of a message when no answer came. */
const UNKNOWN: ReadonlySet<string> = new Set(['unreachable', 'timeout', 'server-failed', 'malformed', 'too-large', 'redirect', 'warning', 'try-later'].map((code) => `fluxos/${code}`).concat('cloud/other-hash'));

export const deadlineOf = ({ sentAt }: Pick<MessageRecord, 'sentAt'>): number => sentAt + UNPAID_LIFE_MS;

export class AppMessages {
  constructor(private readonly deps: MessagesDeps) {}

  /** @throws AppError cloud/problems (context.code) | cloud/not-logged-in | cloud/other-specification | cloud/no-tip | fluxos/… */
  async begin(wish: AppWish, update: boolean): Promise<Extract<Intent, { kind: 'sign-message' }>> {
    const { identity, login, clock } = this.deps;
    const spec = specificationOfWish(wish, identity.address);
    const [problem] = problemsOf(spec);
    if (problem !== undefined) throw new AppError('cloud/problems', 'the form has problems', { context: { code: problem.code } });
    const { node } = login.require();
    const specification = await textOf(node, spec, update);
    const message = appMessageText({ type: update ? 'fluxappupdate' : 'fluxappregister', specification, timestamp: Math.floor(clock()) });
    return { kind: 'sign-message', scheme: 'bitcoin', key: identity.key, address: identity.address, message, purpose: { kind: update ? 'app-update' : 'app-register', name: spec.name } };
  }

  /**
   * Stores the signed message and hands it to the network. Called again with the same it is the same.
   * @returns the record, and in `reason` why it is not known whether the network has it
   * @throws AppError cloud/bad-signature | cloud/not-for-cloud | cloud/not-logged-in | cloud/other-address | fluxos/… when it was not taken
   */
  async carryOut(intent: Intent, signed: Signed): Promise<{ record: MessageRecord; reason: ErrorShape | null }> {
    const { identity, login, store, verify } = this.deps;
    const read = intent.kind === 'sign-message' && (intent.purpose?.kind === 'app-register' || intent.purpose?.kind === 'app-update') ? readAppMessage(intent.message) : null;
    if (intent.kind !== 'sign-message' || signed.kind !== 'message' || read === null) throw new AppError('cloud/not-for-cloud', 'this is no signature for an app');
    const { message, spec } = read;
    if (!verify(identity.address, intent.message, signed.signature)) throw new AppError('cloud/bad-signature', 'this signature does not prove the Flux ID');
    const hash = appMessageHash(message, signed.signature);
    const before = store.get(hash);
    if (before !== null && before.state !== 'sending') return { record: before, reason: before.reason };
    const { session, node } = login.require();
    const record: MessageRecord = before ?? await this.#recordOf(hash, message, spec, signed.signature, session.door.name, node);
    store.add(record);
    return this.#send(record, () => node.register(message, signed.signature, session.proof));
  }

  async #recordOf(hash: string, message: { readonly type: MessageRecord['type']; readonly specification: string; readonly timestamp: number }, spec: NonNullable<ReturnType<typeof readAppMessage>>['spec'], signature: string, nodeName: string, node: Parameters<typeof quoteOf>[0]): Promise<MessageRecord> {
    const { network, clock, tip, previousOf } = this.deps;
    const height = tip();
    if (height === null) throw new AppError('cloud/no-tip', 'the height of the Flux chain is not known yet');
    const quote = await quoteOf(node, spec, message.type === 'fluxappupdate' ? previousOf(spec.name) : null, height, network);
    return {
      hash, ...message, signature, name: spec.name, instances: spec.instances, expire: spec.expire, node: nodeName.slice(0, 200), usd: quote.usd.toString(), pay: quote.pay.toString(), payTo: quote.payTo,
      sentAt: clock(), state: 'sending', reason: null, hidden: false,
    };
  }

  async #send(record: MessageRecord, register: () => Promise<string>): Promise<{ record: MessageRecord; reason: ErrorShape | null }> {
    const { store, login } = this.deps;
    try {
      const told = await register();
      // Another name for it would be paid in vain: the hash is the wallet's own.
      if (told !== record.hash) throw new AppError('cloud/other-hash', 'the node names the message by another hash');
      return { record: this.#put({ ...record, state: 'waiting', reason: null }), reason: null };
    } catch (thrown) {
      const error = toAppError(thrown);
      const reason = { code: error.code, message: error.message, context: { ...error.context } };
      if (error.code === 'fluxos/unauthorized') login.drop();
      if (!UNKNOWN.has(error.code)) {
        store.put({ ...record, state: 'refused', reason, hidden: true });
        throw error;
      }
      const kept = this.#put({ ...record, reason });
      return await this.#found(kept) ? { record: this.#put({ ...kept, state: 'waiting', reason: null }), reason: null } : { record: kept, reason };
    }
  }

  /** Asks for messages whose answer was lost: one that the network has waits for its payment. */
  async settle(): Promise<void> {
    const { store, clock } = this.deps;
    for (const record of store.shown().filter(({ state }) => state === 'sending')) {
      if (clock() < deadlineOf(record) && await this.#found(record)) this.#put({ ...record, state: 'waiting', reason: null });
    }
  }

  #put(record: MessageRecord): MessageRecord {
    this.deps.store.put(record);
    return record;
  }

  async #found({ hash }: MessageRecord): Promise<boolean> {
    try {
      return await this.deps.gateways.use((client) => client.waits(hash));
    } catch (thrown) {
      if (/^(fluxos|cloud)\//.test(toAppError(thrown).code)) return false;
      throw thrown;
    }
  }
}
