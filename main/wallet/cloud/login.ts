// Being logged in to one FluxOS node. Kept in memory only: the signature of a login lets its bearer in, so that it ends with the lock.

import type { Intent, KeyRef, Signed } from '../../../shared/contract/money-path';
import { AppError } from '../../../shared/errors/app-error';
import { isLoginPhrase, PHRASE_LIFE_MS, phraseTime, SESSION_LIFE_MS } from '../../../shared/fluxos/phrase';
import type { NodeClient, Proof } from './fluxos/client';
import type { NodeDoor } from './fluxos/door';
import type { Gateways } from './gateways';

export interface FluxIdentity {
  readonly address: string;
  readonly key: KeyRef;
}
export interface Session {
  readonly door: NodeDoor;
  readonly proof: Proof;
  readonly at: number;
  readonly until: number;
}
interface LoginDeps {
  readonly identity: FluxIdentity;
  readonly gateways: Gateways;
  readonly clock: () => number;
  readonly verify: (address: string, message: string, signature: string) => boolean;
}

const MOST_PENDING = 8;
/** Clocks differ by minutes. */
const CLOCKS_MS = 10 * 60_000;

export class Login {
  readonly #pending = new Map<string, NodeDoor>();
  #session: Session | null = null;

  constructor(private readonly deps: LoginDeps) {}

  get session(): Session | null {
    if (this.#session !== null && this.deps.clock() >= this.#session.until) this.#session = null;
    return this.#session;
  }

  /** @throws AppError cloud/not-logged-in */
  require(): { readonly session: Session; readonly node: NodeClient } {
    const session = this.session;
    if (session === null) throw new AppError('cloud/not-logged-in', 'the Flux ID is not logged in');
    return { session, node: this.deps.gateways.at(session.door.base) };
  }

  /** @throws AppError cloud/bad-phrase | cloud/no-gateway | fluxos/… */
  async begin(): Promise<Extract<Intent, { kind: 'sign-message' }>> {
    const { identity, gateways, clock } = this.deps;
    const { phrase, door } = await gateways.use((client) => client.phrase());
    // Nothing but a phrase of now is signed for a node: no other text, however it came by.
    if (!isLoginPhrase(phrase) || Math.abs(clock() - phraseTime(phrase)) > PHRASE_LIFE_MS + CLOCKS_MS) throw new AppError('cloud/bad-phrase', 'what the node wants signed is no phrase of now');
    for (const oldest of [...this.#pending.keys()].slice(0, Math.max(0, this.#pending.size - MOST_PENDING + 1))) this.#pending.delete(oldest);
    this.#pending.set(phrase, door);
    return { kind: 'sign-message', scheme: 'bitcoin', key: identity.key, address: identity.address, message: phrase, purpose: { kind: 'fluxos-login', node: door.name.slice(0, 200) } };
  }

  /** @returns the node's name @throws AppError cloud/bad-signature | cloud/phrase-unknown | fluxos/… */
  async carryOut(intent: Intent, signed: Signed): Promise<string> {
    const { identity, gateways, clock, verify } = this.deps;
    if (intent.kind !== 'sign-message' || intent.purpose?.kind !== 'fluxos-login' || signed.kind !== 'message') throw new AppError('cloud/not-for-cloud', 'this is no signature for a login');
    const { message: phrase } = intent;
    if (this.#session?.proof.phrase === phrase) return this.#session.door.name;
    const door = this.#pending.get(phrase);
    if (door === undefined) throw new AppError('cloud/phrase-unknown', 'the node that gave this phrase is not known any more');
    if (!verify(identity.address, phrase, signed.signature)) throw new AppError('cloud/bad-signature', 'this signature does not prove the Flux ID');
    const proof = { fluxId: identity.address, phrase, signature: signed.signature };
    const said = await gateways.at(door.base).logIn(proof);
    if (said.zelid !== identity.address) throw new AppError('fluxos/malformed', 'the node lets in another Flux ID', { context: { at: 'zelid' } });
    this.#pending.delete(phrase);
    this.#session = { door, proof, at: clock(), until: clock() + SESSION_LIFE_MS };
    return door.name;
  }

  /** The node says that it knows no such login. */
  drop(): void {
    this.#session = null;
  }

  /** Ends it here whatever the node says; what it says is heard. @throws AppError fluxos/… */
  async end(): Promise<void> {
    const session = this.session;
    this.#session = null;
    if (session !== null) await this.deps.gateways.at(session.door.base).logOut(session.proof);
  }
}
