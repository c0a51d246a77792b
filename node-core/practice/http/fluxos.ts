// The FluxOS gateway: the Flux daemon's paths over the practice chain, and the practice cloud's logins and apps. Errors come with HTTP 200 too.
import { CACHED, routeOf } from '../cloud/api';
import type { FluxCloud } from '../cloud/cloud';
import { CloudRefusal, refused, success } from '../cloud/reply';
import type { CloudNode } from '../cloud/store';
import { ChainView } from './chain-view';
import type { FaultSwitches } from './faults';
import { NodeLists, type FluxSource } from './node-lists';
import { json, notFound, type ServiceHandler, type ServiceReply, type ServiceRequest } from './server';

const failure = (code: number, name: string, message: string): ServiceReply => json({ status: 'error', data: { code, name, message } });
/** The daemon's code for a parameter that it cannot use. */
const RPC_INVALID_PARAMETER = -8;
/** Practice time that a node's cache keeps an answer. */
const CACHE_MS = 30_000;

interface FluxosParts {
  flux(): FluxSource;
  cloud(): FluxCloud;
  /** Which of the two nodes stands behind this door. */
  readonly node: CloudNode;
  /** A node's port, and whether it can be reached. */
  portOf(node: CloudNode): number;
  isUp(node: CloudNode): boolean;
}

/** Handles /daemon, /id and /apps. Parameters come as path segments or in the query. */
export function fluxosHandler(parts: FluxosParts, faults: FaultSwitches): ServiceHandler {
  const cache = new AnswerCache();
  const balance = balancer(parts);
  return (request) => {
    const [service = '', call = '', argument = ''] = request.path.split('/').filter((part) => part !== '');
    if (service === 'daemon') return request.method === 'GET' ? daemonCall(parts.flux(), faults, call, argument, request) : notFound();
    return cloudCall(parts, cache, balance, `${service}/${call}`, argument, request);
  };
}

function cloudCall(parts: FluxosParts, cache: AnswerCache, balance: () => CloudNode, path: string, argument: string, request: ServiceRequest): ServiceReply | Promise<ServiceReply> {
  const route = routeOf(request.method, path);
  if (route === null) return notFound();
  // FluxOS's JSON parser eats the body before the handler can read it: nobody ever answers.
  if (request.method === 'POST' && String(request.headers['content-type'] ?? '').startsWith('application/json')) return new Promise(() => undefined);
  const cloud = parts.cloud();
  // The gateway hands a question for a phrase to any node behind it; what a client sends itself goes where it sent it.
  const node = /^(id|zelid)\/(loginphrase|emergencyphrase)$/.test(path) ? balance() : parts.node;
  const named = (name: string): string | null => (argument === '' ? request.query.get(name) : argument);
  const work = (): ServiceReply => {
    try {
      return route({ cloud, node, request, argument: named });
    } catch (thrown) {
      if (thrown instanceof CloudRefusal) return refused(thrown);
      throw thrown;
    }
  };
  const reply = CACHED.has(path) ? cache.get(`${request.path}?${request.query.toString()}`, cloud.nowMs(), work) : work();
  const name = cloud.switches.take('badHeader') ?? `server0${node === 'a' ? 1 : 2}_127.0.0.1:${parts.portOf(node)}`;
  return reply.kind === 'json' ? { kind: 'text', status: reply.status, text: JSON.stringify(reply.value), headers: { 'content-type': 'application/json', fluxnode: name } } : reply;
}

/** Takes the nodes in turn and leaves out one that is away. */
function balancer({ node, isUp }: FluxosParts): () => CloudNode {
  let next: CloudNode = node;
  return () => {
    next = next === 'a' ? 'b' : 'a';
    return isUp(next) ? next : node;
  };
}

class AnswerCache {
  readonly #kept = new Map<string, { readonly at: number; readonly reply: ServiceReply }>();

  get(key: string, nowMs: number, work: () => ServiceReply): ServiceReply {
    const kept = this.#kept.get(key);
    if (kept !== undefined && nowMs - kept.at < CACHE_MS) return kept.reply;
    const reply = work();
    if (this.#kept.size > 500) this.#kept.clear();
    this.#kept.set(key, { at: nowMs, reply });
    return reply;
  }
}

function daemonCall({ node, table }: FluxSource, faults: FaultSwitches, call: string, argument: string, { query }: ServiceRequest): ServiceReply {
  const view = new ChainView(node, faults.frozen?.height ?? null);
  const lists = new NodeLists(table, view, faults);
  // The names from before the rebrand are still served.
  switch (call.replace('zelnode', 'fluxnode')) {
    case 'getblockcount': return success(view.height);
    case 'getbestblockhash': return success(view.tip.hash);
    case 'viewdeterministicfluxnodelist':
    case 'listfluxnodes': return nodeList(lists, argument === '' ? query.get('filter') ?? '' : argument, query.get('limit'));
    case 'getfluxnodecount': return success(lists.count());
    case 'getstartlist': return success(lists.started());
    case 'getdoslist': return success(lists.dos());
    case 'fluxnodecurrentwinner': return success(lists.winners());
    case 'getfluxnodestatus': return success(ownStatus(lists));
    default: return notFound();
  }
}

function nodeList(lists: NodeLists, filter: string, limit: string | null): ServiceReply {
  if (limit !== null && !/^\d{1,6}$/.test(limit)) return failure(RPC_INVALID_PARAMETER, 'RPC_INVALID_PARAMETER', 'limit is not a number');
  const found = lists.confirmed().filter((entry) => [entry.txhash, entry.pubkey, entry.ip, entry.payment_address].some((text) => text.includes(filter)));
  return success(limit === null ? found : found.slice(0, Number(limit)));
}

/** The gateway's answer comes from a node behind it, and tells of that one: here the first of the practice network's own. */
function ownStatus(lists: NodeLists): unknown {
  const [node] = lists.confirmed();
  if (node === undefined) return { status: 'expired' };
  const { rank: _, ...fields } = node;
  return { status: 'CONFIRMED', ...fields };
}
