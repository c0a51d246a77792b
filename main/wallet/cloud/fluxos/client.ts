// FluxOS's calls for logins and apps (flux-services 3.3, 3.5): one method a call, every answer parsed. It never retries by itself.

import { z } from 'zod';
import type { AppMessage } from '../../../../shared/fluxos/app-message';
import { APP_MESSAGE_VERSION } from '../../../../shared/fluxos/app-message';
import { specificationText, type AppSpecification } from '../../../../shared/fluxos/specification';
import type { Http } from '../../chains/http';
import { askNode } from './ask';
import { doorOf, trimmed, type NodeDoor } from './door';
import { zDeployment, zFormatted, zGlobalApp, zHash64, zLocation, zLogin, zPhrase, zPrice, zTemporary, type Deployment, type GlobalApp } from './shapes';

const READ_MS = 12_000;
/** Registering goes round the node's peers before it is answered. */
const REGISTER_MS = 40_000;
const SMALL = 256_000;
const LONG = 8_000_000;
const MOST_APPS = 500;

export interface Proof {
  readonly fluxId: string;
  readonly phrase: string;
  /** Base64 of 65 bytes. */
  readonly signature: string;
}

export interface NodeClient {
  /** A phrase to sign, and the door of the node that knows it. @throws AppError cloud/no-node */
  phrase(): Promise<{ readonly phrase: string; readonly door: NodeDoor }>;
  logIn(proof: Proof): Promise<z.output<typeof zLogin>>;
  logOut(proof: Proof): Promise<void>;
  /** JSON text of the specification as the network writes it. */
  verify(spec: AppSpecification, update: boolean): Promise<string>;
  /** Dollars and FLUX for the whole term, 10⁻⁸. */
  price(spec: AppSpecification): Promise<z.output<typeof zPrice>>;
  deployment(): Promise<Deployment>;
  /** Hash under which the network keeps the message until it is paid. */
  register(message: AppMessage, signature: string, proof: Proof): Promise<string>;
  /** Whether a message waits for its payment. */
  waits(hash: string): Promise<boolean>;
  appsOf(owner: string): Promise<readonly GlobalApp[]>;
  /** Addresses of the nodes that run an app. */
  locations(name: string): Promise<readonly string[]>;
}

/**
 * @param base address of the gateway or of one node
 * @param dummy a value that is another at every call: nodes keep answers for up to a minute
 */
export function nodeClient(base: string, http: Http, dummy: () => string): NodeClient {
  const root = trimmed(base);
  const of = encodeURIComponent;
  const get = async <T extends z.ZodType>(schema: T, path: string, more: { auth?: Proof; maxBytes?: number; exact?: boolean } = {}) =>
    askNode(http, schema, { url: `${root}/${path}${path.includes('?') ? '&' : '?'}fresh=${of(dummy())}`, timeoutMs: READ_MS, maxBytes: more.maxBytes ?? SMALL, exact: more.exact ?? false, ...(more.auth ? { headers: authOf(more.auth) } : {}) });
  const post = async <T extends z.ZodType>(schema: T, path: string, body: string, more: { auth?: Proof; timeoutMs?: number; exact?: boolean } = {}) =>
    askNode(http, schema, { url: `${root}/${path}`, method: 'POST', body, timeoutMs: more.timeoutMs ?? READ_MS, maxBytes: SMALL, exact: more.exact ?? false, ...(more.auth ? { headers: authOf(more.auth) } : {}) });

  return {
    async phrase() {
      const { data, headers } = await get(zPhrase, 'id/loginphrase');
      return { phrase: data, door: doorOf(root, headers.fluxnode) };
    },
    logIn: async (proof) => (await post(zLogin, 'id/verifylogin', formOf(proof))).data,
    async logOut(proof) {
      await get(z.unknown(), 'id/logoutcurrentsession', { auth: proof });
    },
    verify: async (spec, update) => JSON.stringify((await post(zFormatted, `apps/verifyapp${update ? 'update' : 'registration'}specifications`, specificationText(spec))).data),
    price: async (spec) => (await post(zPrice, 'apps/calculatefiatandfluxprice', specificationText(spec), { exact: true })).data,
    deployment: async () => (await get(zDeployment, 'apps/deploymentinformation', { exact: true })).data,
    async register({ type, specification, timestamp }, signature, proof) {
      // The specification goes out letter by letter as it was signed.
      const body = `{"type":${JSON.stringify(type)},"version":${APP_MESSAGE_VERSION},"appSpecification":${specification},"timestamp":${timestamp},"signature":${JSON.stringify(signature)}}`;
      return (await post(zHash64, type === 'fluxappregister' ? 'apps/appregister' : 'apps/appupdate', body, { auth: proof, timeoutMs: REGISTER_MS })).data;
    },
    waits: async (hash) => (await get(z.array(zTemporary), `apps/temporarymessages?hash=${of(hash)}`)).data.some((message) => message.hash === hash),
    appsOf: async (owner) => (await get(z.array(zGlobalApp).max(MOST_APPS), `apps/globalappsspecifications?owner=${of(owner)}`, { maxBytes: LONG })).data,
    locations: async (name) => (await get(z.array(zLocation).max(1_000), `apps/location/${of(name)}`, { maxBytes: LONG })).data.map(({ ip }) => ip),
  };
}

/** A signature has signs in it that mean something else in a form. */
function formOf({ fluxId, phrase, signature }: Proof): string {
  return `zelid=${encodeURIComponent(fluxId)}&signature=${encodeURIComponent(signature)}&loginPhrase=${encodeURIComponent(phrase)}`;
}

function authOf(proof: Proof): Readonly<Record<string, string>> {
  return { zelidauth: formOf(proof) };
}
