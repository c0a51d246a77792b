// Logins of the practice cloud: a phrase is good for a quarter of an hour on the one node that gave it, a login for a fortnight there.
import * as ecc from 'tiny-secp256k1';
import { decodeBase58Check } from '../../../shared/crypto/base58check';
import { AppError } from '../../../shared/errors/app-error';
import { verifyMessage } from '../../../shared/flux/message';
import { isLoginPhrase, PHRASE_LIFE_MS, phraseTime, SESSION_LIFE_MS } from '../../../shared/fluxos/phrase';
import { CloudRefusal, unauthorized } from './reply';
import type { CloudNode, CloudStore, StoredLogin } from './store';

/** A login that another node gave is taken for so long after its phrase was made. */
const ELSEWHERE_MS = 16 * 3_600_000;
const PHRASE_TAIL = 43;

interface SessionParts {
  readonly store: CloudStore;
  nowMs(): number;
  random(size: number): Uint8Array;
}

/** Whether a Bitcoin-style address of mainnet made the signature (base64 of 65 bytes) with Bitcoin's magic. */
export function signedBy(address: string, message: string, signature: string): boolean {
  if (!/^[A-Za-z0-9+/]{87}=$/.test(signature)) return false;
  try {
    const payload = decodeBase58Check(address);
    return payload.length === 21 && payload[0] === 0 && verifyMessage(message, 'bitcoin', Uint8Array.from(Buffer.from(signature, 'base64')), payload.slice(1), ecc);
  } catch (thrown) {
    if (thrown instanceof AppError) return false;
    throw thrown;
  }
}

export class Sessions {
  readonly #parts: SessionParts;

  constructor(parts: SessionParts) {
    this.#parts = parts;
  }

  makePhrase(node: CloudNode): string {
    const { store, nowMs, random } = this.#parts;
    const madeMs = nowMs();
    const phrase = madeMs.toString().padStart(13, '0') + Array.from(random(PHRASE_TAIL), (byte) => (byte % 36).toString(36)).join('');
    store.write({ t: 'phrase', node, phrase, madeMs });
    return phrase;
  }

  /** @throws CloudRefusal */
  logIn(node: CloudNode, fields: ReadonlyMap<string, string>): StoredLogin {
    const { store, nowMs } = this.#parts;
    const zelid = fields.get('zelid') ?? fields.get('address') ?? '';
    const phrase = fields.get('loginPhrase') ?? fields.get('message') ?? '';
    const signature = fields.get('signature') ?? '';
    if (zelid === '') throw new CloudRefusal('No Flux ID is specified');
    if (!/^1[1-9A-HJ-NP-Za-km-z]{24,33}$/.test(zelid)) throw new CloudRefusal('Flux ID is not valid');
    if (phrase === '') throw new CloudRefusal('No message is specified');
    if (signature === '') throw new CloudRefusal('No signature is specified');
    const madeMs = store.phrase(node, phrase);
    if (!isLoginPhrase(phrase) || madeMs === null || nowMs() - madeMs > PHRASE_LIFE_MS) throw new CloudRefusal('Signed message is no longer valid. Please request a new one.');
    if (!signedBy(zelid, phrase, signature)) throw new CloudRefusal('Invalid signature');
    const login = { node, zelid, phrase, signature, atMs: nowMs() };
    store.write({ t: 'login', login });
    return login;
  }

  logOut(node: CloudNode, auth: unknown): void {
    const { phrase } = this.#require(node, auth);
    this.#parts.store.write({ t: 'logout', node, phrase });
  }

  /** The Flux ID of a request's `zelidauth` header: JSON or a query string. @throws CloudRefusal */
  requireUser(node: CloudNode, auth: unknown): string {
    return this.#require(node, auth).zelid;
  }

  #require(node: CloudNode, auth: unknown): { zelid: string; phrase: string } {
    const { store, nowMs } = this.#parts;
    const fields = typeof auth === 'string' ? fieldsOf(auth) : new Map<string, string>();
    const [zelid = '', phrase = '', signature = ''] = ['zelid', 'loginPhrase', 'signature'].map((name) => fields.get(name));
    if (!isLoginPhrase(phrase) || !signedBy(zelid, phrase, signature)) throw unauthorized();
    const login = store.login(node, phrase);
    const good = login === null ? nowMs() - phraseTime(phrase) < ELSEWHERE_MS : login.zelid === zelid && nowMs() - login.atMs < SESSION_LIFE_MS;
    if (!good) throw unauthorized();
    return { zelid, phrase };
  }
}

/** FluxOS takes JSON text and a query string alike. */
export function fieldsOf(body: string): ReadonlyMap<string, string> {
  try {
    const value: unknown = JSON.parse(body);
    if (typeof value === 'object' && value !== null) return new Map(Object.entries(value).map(([name, each]) => [name, String(each)]));
  } catch {
    // Not JSON: a query string.
  }
  return new Map(new URLSearchParams(body));
}
