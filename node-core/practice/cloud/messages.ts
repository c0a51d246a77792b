// Messages about apps on their way in: who may send them, what they may say, and how long they wait for their payment.
import { appMessageHash, appMessageText, APP_MESSAGE_TYPES, APP_MESSAGE_VERSION, MESSAGE_AGE_MS, MESSAGE_AHEAD_MS, UNPAID_LIFE_MS, type AppMessageType } from '../../../shared/fluxos/app-message';
import { MOST_INSTANCES, problemsOf, type AppProblem } from '../../../shared/fluxos/limits';
import { canonicalSpecification, MOST_BLOCKS, specificationText, zAppSpecification, type AppSpecification } from '../../../shared/fluxos/specification';
import type { Registry } from './registry';
import { CloudRefusal } from './reply';
import { signedBy } from './sessions';
import type { CloudStore, StoredMessage } from './store';

interface MessageParts {
  readonly store: CloudStore;
  readonly registry: Registry;
  nowMs(): number;
}
/** Names from before the rebrand are taken as well. */
const OLD_NAMES: Readonly<Record<string, AppMessageType>> = { zelappregister: 'fluxappregister', zelappupdate: 'fluxappupdate' };
/** What FluxOS says where its limits are overstepped. */
const WORDS: Readonly<Record<string, string>> = {
  'app/name-characters': 'Flux App name contains special characters. Only a-z, A-Z and 0-9 are allowed', 'app/name-reserved': 'Flux App name can not start with zel or flux',
  'app/instances': `Maximum number of instances is ${MOST_INSTANCES}`, 'app/expire': `Maximum expiration of application is ${MOST_BLOCKS} blocks ~ 1 year`,
  'app/ports-uneven': 'Ports specifications do not match', 'app/port-banned': 'Assigned port is not allowed for Flux Apps', 'app/cpu': 'CPU badly assigned', 'app/ram': 'RAM badly assigned', 'app/hdd': 'SSD badly assigned',
  'app/image': 'Repository is not in valid format namespace/repository:tag', 'app/components-none': 'Flux App does not contain any composition',
};
/** The wallet's own limits, which FluxOS does not have. */
const OURS: readonly AppProblem['code'][] = ['app/too-large'];

export class Messages {
  readonly #parts: MessageParts;

  constructor(parts: MessageParts) {
    this.#parts = parts;
  }

  /** A specification as the network writes it. @throws CloudRefusal */
  format(body: unknown): AppSpecification {
    const parsed = zAppSpecification.safeParse(body);
    if (!parsed.success) throw new CloudRefusal(`Invalid Flux App Specifications: ${parsed.error.issues[0]?.path.join('.') ?? ''}`);
    return canonicalSpecification(parsed.data);
  }

  /** The same, and held against the rules and the names that are taken. @throws CloudRefusal */
  verify(body: unknown, type: AppMessageType): AppSpecification {
    const spec = this.format(body);
    const problem = problemsOf(spec).find(({ code }) => !OURS.includes(code));
    if (problem !== undefined) throw new CloudRefusal(WORDS[problem.code] ?? `Invalid Flux App Specifications: ${problem.field}`);
    if (!/^(1[1-9A-HJ-NP-Za-km-z]{24,33}|0x[0-9a-fA-F]{40})$/.test(spec.owner)) throw new CloudRefusal('Invalid Flux App owner');
    const app = this.#parts.registry.app(spec.name);
    if (type === 'fluxappregister' && app !== null) throw new CloudRefusal(`Flux App ${spec.name} already registered. Flux App has to be registered under different name.`);
    if (type === 'fluxappupdate' && app === null) throw new CloudRefusal('Flux App update received but application does not exists!');
    return spec;
  }

  /** Takes a signed message, to wait for its payment. The same one again is the same. @throws CloudRefusal */
  take(body: unknown, wanted: AppMessageType): StoredMessage {
    const { store, registry, nowMs } = this.#parts;
    const { appSpecification, timestamp, signature, type: typeName, version } = recordOf(body);
    if (!appSpecification || !timestamp || !signature || !typeName || !version) throw new CloudRefusal('Incomplete message received. Check if appSpecification, type, version, timestamp and signature are provided.');
    const type = OLD_NAMES[String(typeName)] ?? APP_MESSAGE_TYPES.find((each) => each === typeName);
    if (type !== wanted) throw new CloudRefusal('Invalid type of message');
    if (Number(version) !== APP_MESSAGE_VERSION) throw new CloudRefusal('Invalid version of message');
    const time = Number(timestamp);
    if (!(time >= nowMs() - MESSAGE_AGE_MS)) throw new CloudRefusal('Message timestamp is over 1 hour old, not valid. Check if your computer clock is synced and restart the registration process.');
    if (time > nowMs() + MESSAGE_AHEAD_MS) throw new CloudRefusal('Message timestamp from future, not valid. Check if your computer clock is synced and restart the registration process.');
    const spec = this.verify(typeof appSpecification === 'string' ? JSON.parse(appSpecification) : appSpecification, type);
    const message = { type, specification: specificationText(spec), timestamp: time };
    const owner = registry.app(spec.name)?.spec.owner ?? spec.owner;
    if (!signedBy(owner, appMessageText(message), String(signature))) throw new CloudRefusal('Received signature is invalid or Flux App specifications are not properly formatted');
    const hash = appMessageHash(message, String(signature));
    const known = store.message(hash);
    if (known !== null) return known;
    const stored = { ...message, signature: String(signature), hash, receivedMs: nowMs() };
    store.write({ t: 'message', message: stored });
    return stored;
  }

  /** Messages that may still be paid. */
  waiting(): StoredMessage[] {
    const paid = new Set(this.#parts.registry.permanent().map(({ message }) => message.hash));
    return this.#parts.store.messages().filter((message) => !paid.has(message.hash) && this.#parts.nowMs() < message.receivedMs + UNPAID_LIFE_MS);
  }
}

function recordOf(body: unknown): Readonly<Record<string, unknown>> {
  return typeof body === 'object' && body !== null ? { ...body } : {};
}
