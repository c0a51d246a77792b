// The door of this folder: the Flux cloud of one open wallet, with its calls and its place before a payment is planned.

import type { ChainId, NetworkId } from '../../../shared/chains/ids';
import type { Handlers, Reading } from '../../../shared/contract/base';
import type { cloudMainCalls, cloudWindowCalls, AppCheck, AppWish } from '../../../shared/contract/cloud';
import type { Intent } from '../../../shared/contract/money-path';
import { AppError, toAppError } from '../../../shared/errors/app-error';
import { zAppSpecification } from '../../../shared/fluxos/specification';
import type { Http } from '../chains/http';
import { verifySigned } from '../messages/verify';
import type { OutboxEntry } from '../plans/ports';
import type { Plans } from '../plans/plans';
import type { Db } from '../store/database';
import type { NodeClient } from './fluxos/client';
import { problemsOfWish, refusalOf, specificationOfWish, textOf } from './apps/draft';
import { AppMessages, deadlineOf } from './apps/messages';
import { OwnApps } from './apps/own-apps';
import { holdPayment, payIntent, type PaymentDeps } from './apps/payment';
import { Gateways } from './gateways';
import { Login, type FluxIdentity } from './login';
import { MessageStore } from './message-store';
import { quoteOf, quoteView, type Quote } from './price';
import { showMessage } from './view';

export interface CloudDeps {
  readonly network: NetworkId;
  readonly db: Db;
  readonly http: Http;
  readonly identity: FluxIdentity;
  readonly outbox: { all(): readonly OutboxEntry[] };
  readonly plans: Plans;
  /** Height of the Flux main chain. */
  readonly height: () => Reading<number>;
  readonly tip: () => number | null;
  /** This computer's clock, and the network's. */
  readonly now: () => number;
  readonly clock: () => number;
  readonly changed: () => void;
}
type CloudCalls = typeof cloudWindowCalls & typeof cloudMainCalls;

export class Cloud {
  readonly handlers: Handlers<CloudCalls>;
  readonly #gateways: Gateways;
  readonly #login: Login;
  readonly #store: MessageStore;
  readonly #apps: OwnApps;
  readonly #messages: AppMessages;
  readonly #payments: PaymentDeps;

  constructor(private readonly deps: CloudDeps) {
    const { network, identity, now, clock, tip } = deps;
    const verify = (address: string, message: string, signature: string): boolean => verifySigned({ scheme: 'bitcoin', address, message, signature }, network).valid;
    this.#gateways = new Gateways(deps.http, now);
    this.#login = new Login({ identity, gateways: this.#gateways, clock, verify });
    this.#store = new MessageStore(deps.db);
    this.#apps = new OwnApps({ network, owner: identity.address, gateways: this.#gateways, now, clock, tip });
    this.#messages = new AppMessages({ network, identity, gateways: this.#gateways, login: this.#login, store: this.#store, clock, tip, verify, previousOf: (name) => this.#apps.previousOf(name) });
    this.#payments = {
      store: this.#store, clock, outbox: () => deps.outbox.all(), preview: deps.plans.handlers['send.preview'],
      quote: (record) => {
        const spec = zAppSpecification.parse(JSON.parse(record.specification));
        return this.#quote(spec, record.type === 'fluxappupdate');
      },
    };
    this.handlers = this.#calls();
  }

  /** @param fluxos gateways, base addresses */
  configure(fluxos: readonly string[]): void {
    if (!this.#gateways.configure(fluxos)) return;
    // Another network of nodes knows nothing of this login.
    this.#login.drop();
    this.#apps.forget();
    this.deps.changed();
  }

  /** A new block: terms are shorter, and payments may be in it. */
  chainMoved(chain: ChainId): void {
    if (chain !== 'flux') return;
    this.#apps.forget();
    this.deps.changed();
  }

  outboxChanged({ intent }: OutboxEntry): void {
    if (intent.kind === 'pay' && intent.note !== null && this.#store.get(intent.note) !== null) this.deps.changed();
  }

  /** @throws AppError cloud/… when a payment is not the one that its message asks for */
  hold(intent: Intent): void {
    holdPayment(intent, this.#payments);
  }

  #quote(spec: ReturnType<typeof specificationOfWish>, update: boolean): Promise<Quote> {
    const tip = this.deps.tip();
    if (tip === null) throw new AppError('cloud/no-tip', 'the height of the Flux chain is not known yet');
    return this.#ask((node) => quoteOf(node, spec, update ? this.#apps.previousOf(spec.name) : null, tip, this.deps.network));
  }

  /** The node of the login where there is one, else any. */
  #ask<T>(work: (client: NodeClient) => Promise<T>): Promise<T> {
    const session = this.#login.session;
    return session === null ? this.#gateways.use(work) : work(this.#gateways.at(session.door.base));
  }

  async #check(wish: AppWish, update: boolean): Promise<AppCheck> {
    const spec = specificationOfWish(wish, this.deps.identity.address);
    const problems = problemsOfWish(spec);
    if (problems.length > 0) return { problems, price: null, refusal: null };
    const [verified, price] = await Promise.all([this.#ask((node) => textOf(node, spec, update)).then(() => null, refusalOf), this.#reading(async () => quoteView(await this.#quote(spec, update)))]);
    return { problems: verified?.problems ?? [], refusal: verified?.refusal ?? null, price };
  }

  async #reading<T>(work: () => Promise<T>): Promise<Reading<T>> {
    try {
      return { state: 'known', value: await work(), source: 'reported', at: Math.floor(this.deps.clock()) };
    } catch (thrown) {
      const { code, message, context } = toAppError(thrown);
      return { state: 'unknown', reason: { code, message, context: { ...context } }, at: Math.floor(this.deps.clock()) };
    }
  }

  #calls(): Handlers<CloudCalls> {
    const { deps } = this;
    const { clock, changed, identity } = deps;
    return {
      'cloud.state': async () => {
        const session = this.#login.session;
        const apps = await this.#apps.reading();
        const outbox = deps.outbox.all();
        return {
          fluxId: identity.address, gateway: this.#gateways.any, height: deps.height(), now: Math.floor(clock()), apps,
          session: session && { node: session.door.name, at: Math.floor(session.at), until: Math.floor(session.until) },
          messages: this.#store.shown().map((record) => showMessage(record, outbox, apps, clock())),
        };
      },
      'cloud.look': async () => {
        this.#apps.forget();
        await this.#messages.settle();
        changed();
      },
      'cloud.login': async () => ({ intent: await this.#login.begin() }),
      'cloud.logout': async () => {
        await this.#login.end().finally(changed);
      },
      'cloud.check': ({ wish, update }) => this.#check(wish, update),
      'cloud.begin': async ({ wish, update }) => ({ intent: await this.#messages.begin(wish, update) }),
      'cloud.pay': async ({ hash }) => ({ intent: await payIntent(hash, this.#payments) }),
      'cloud.forget': ({ hash }) => {
        const record = this.#store.get(hash);
        if (record !== null) this.#store.put({ ...record, hidden: true });
        changed();
        return undefined;
      },
      'cloud.carryOut': async ({ intent, signed }) => {
        if (intent.kind === 'sign-message' && intent.purpose?.kind === 'fluxos-login') {
          const node = await this.#login.carryOut(intent, signed);
          changed();
          return { kind: 'logged-in', node };
        }
        const { record, reason } = await this.#messages.carryOut(intent, signed).finally(changed);
        return { kind: 'app-registered', hash: record.hash, name: record.name, deadline: Math.floor(deadlineOf(record)), reason };
      },
    };
  }
}
