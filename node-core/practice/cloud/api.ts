// Calls of a FluxOS node beyond its daemon: logins below /id, apps below /apps (flux-services 3.3, 3.5).
import { plainAmount } from '../../../shared/money/units';
import { PHRASE_LIFE_MS, SESSION_LIFE_MS } from '../../../shared/fluxos/phrase';
import { UNPAID_LIFE_MS, APP_MESSAGE_VERSION, type AppMessageType } from '../../../shared/fluxos/app-message';
import { MOST_INSTANCES } from '../../../shared/fluxos/limits';
import { MONTH_BLOCKS, MOST_BLOCKS, zAppSpecification } from '../../../shared/fluxos/specification';
import type { ServiceReply, ServiceRequest } from '../http/server';
import type { FluxCloud } from './cloud';
import { CloudRefusal, success, unauthorized, warning } from './reply';
import { fieldsOf } from './sessions';
import type { CloudNode, StoredMessage } from './store';
import { CHAIN_PRICES, paymentAddress, priceOf } from './terms';

/** One call: `argument` is the path's last part, or the query's value of `name`. */
export interface CloudCall {
  readonly cloud: FluxCloud;
  readonly node: CloudNode;
  readonly request: ServiceRequest;
  argument(name: string): string | null;
}
type Route = (call: CloudCall) => ServiceReply;

const READS: Readonly<Record<string, Route>> = {
  'id/emergencyphrase': ({ cloud, node }) => success(cloud.sessions.makePhrase(node)),
  'id/loginphrase': loginPhrase,
  'id/checkprivilege': ({ cloud, node, request }) => success({ message: privilegeOf(cloud, node, request) }),
  'id/logoutcurrentsession': logOut,
  'apps/deploymentinformation': deployment,
  'apps/globalappsspecifications': ({ cloud, argument }) => {
    const owner = argument('owner');
    return success(cloud.registry.apps().filter(({ spec }) => owner === null || spec.owner === owner).map(({ spec, hash, height }) => ({ ...spec, hash, height })));
  },
  'apps/location': locations,
  'apps/permanentmessages': ({ cloud, argument }) => {
    const owner = argument('owner');
    const found = cloud.registry.permanent().filter(({ spec }) => owner === null || spec.owner === owner);
    return success(found.map(({ message, txid, height, valueSat }) => ({ ...messageJson(message), txid, height, valueSat: Number(valueSat) })));
  },
  'apps/temporarymessages': ({ cloud, argument }) => {
    const hash = argument('hash');
    return success(cloud.messages.waiting().filter((message) => hash === null || message.hash === hash).map((message) => ({ ...messageJson(message), receivedAt: iso(message.receivedMs), expireAt: iso(message.receivedMs + UNPAID_LIFE_MS) })));
  },
};
const WRITES: Readonly<Record<string, Route>> = {
  'id/verifylogin': logIn,
  'apps/verifyappregistrationspecifications': (call) => verified(call, 'fluxappregister'),
  'apps/verifyappupdatespecifications': (call) => verified(call, 'fluxappupdate'),
  'apps/calculatefiatandfluxprice': price,
  'apps/appregister': (call) => register(call, 'fluxappregister'),
  'apps/appupdate': (call) => register(call, 'fluxappupdate'),
};
/** What a node's cache keeps for half a minute unless the question is another. */
export const CACHED: ReadonlySet<string> = new Set(['apps/deploymentinformation', 'apps/globalappsspecifications', 'apps/location', 'apps/permanentmessages']);

export function routeOf(method: string, path: string): Route | null {
  return (method === 'POST' ? WRITES : method === 'GET' ? READS : {})[path.replace(/^zelid\//, 'id/')] ?? null;
}

const iso = (ms: number): string => new Date(ms).toISOString();
const decimal = (units: bigint): number => Number(plainAmount(units, 8));

function jsonBody({ body }: ServiceRequest): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new CloudRefusal('Unexpected token in JSON', 'SyntaxError');
  }
}

function loginPhrase({ cloud, node }: CloudCall): ServiceReply {
  const trouble = cloud.switches.take('unhealthy');
  if (trouble !== null) throw new CloudRefusal(trouble === 'DOS' ? 'Flux daemon is not synced; node in DOS state' : 'Node does not have sufficient peers', trouble);
  return success(cloud.sessions.makePhrase(node));
}

function logIn({ cloud, node, request }: CloudCall): ServiceReply {
  const { zelid, phrase, signature, atMs } = cloud.sessions.logIn(node, fieldsOf(request.body));
  return success({ message: 'Successfully logged in', zelid, loginPhrase: phrase, signature, privilage: 'user', createdAt: iso(atMs), expireAt: iso(atMs + SESSION_LIFE_MS) });
}

function requireUser({ cloud, node, request }: CloudCall): string {
  if (cloud.switches.take('sessionsLost') !== null) throw unauthorized();
  return cloud.sessions.requireUser(node, request.headers.zelidauth);
}

function privilegeOf(cloud: FluxCloud, node: CloudNode, { headers }: ServiceRequest): string {
  try {
    cloud.sessions.requireUser(node, headers.zelidauth);
    return 'user';
  } catch (thrown) {
    if (thrown instanceof CloudRefusal) return 'none';
    throw thrown;
  }
}

function logOut({ cloud, node, request }: CloudCall): ServiceReply {
  cloud.sessions.logOut(node, request.headers.zelidauth);
  return success({ message: 'Successfully logged out' });
}

function verified({ cloud, request }: CloudCall, type: AppMessageType): ServiceReply {
  const spec = cloud.messages.verify(jsonBody(request), type);
  return success(cloud.switches.take('otherSpecification') === null ? spec : { ...spec, compose: spec.compose.map((component) => ({ ...component, repotag: 'stranger/miner:latest' })) });
}

function price({ cloud, request }: CloudCall): ServiceReply {
  const spec = cloud.messages.format(jsonBody(request));
  const { usd, flux } = priceOf(spec, cloud.registry.previousOf(spec.name), cloud.seed, cloud.nowMs());
  const factor = cloud.switches.take('priceFactor') ?? 1;
  return success({ usd: decimal(usd), flux: Number((decimal(flux) * factor).toFixed(2)), fluxDiscount: 5 });
}

function deployment({ cloud }: CloudCall): ServiceReply {
  const other = cloud.switches.take('paymentAddress') !== null;
  return success({
    price: CHAIN_PRICES, address: other ? paymentAddress(cloud.seed, 'other') : cloud.registry.address, portMin: 1, portMax: 65_535, maxImageSize: 2_000_000_000,
    minimumInstances: 1, maximumInstances: MOST_INSTANCES, blocksLasting: MONTH_BLOCKS, minBlocksAllowance: 100, maxBlocksAllowance: MOST_BLOCKS, blocksAllowanceInterval: 1, phraseLife: PHRASE_LIFE_MS,
  });
}

function register(call: CloudCall, type: AppMessageType): ServiceReply {
  const { cloud, request } = call;
  requireUser(call);
  const refusal = cloud.switches.take('registerRefused');
  if (refusal !== null) throw new CloudRefusal(refusal);
  const careful = cloud.switches.take('registerWarning');
  if (careful !== null) return warning(careful);
  const { hash } = cloud.messages.take(jsonBody(request), type);
  // The message waits for its payment, and the client does not learn it.
  if (cloud.switches.take('registerLost') !== null) return { kind: 'text', status: 502, text: 'Bad gateway' };
  return success(cloud.switches.take('otherHash') === null ? hash : hash.split('').reverse().join(''));
}

function locations({ cloud, argument }: CloudCall): ServiceReply {
  const app = cloud.registry.app(argument('appname') ?? '');
  if (app === null || cloud.switches.take('noInstances') !== null) return success([]);
  return success(cloud.registry.nodesOf(app).map(({ ip }) => ({
    name: app.spec.name, hash: app.hash, ip, broadcastedAt: iso(cloud.nowMs()), expireAt: iso(cloud.nowMs() + 7_500_000), runningSince: iso(cloud.nowMs()), osUptime: 86_400, staticIp: false,
  })));
}

function messageJson({ type, specification, timestamp, signature, hash }: StoredMessage): object {
  return { type, version: APP_MESSAGE_VERSION, appSpecifications: zAppSpecification.parse(JSON.parse(specification)), hash, timestamp, signature };
}
