// The FluxOS gateway's paths of the Flux daemon, over the practice chain: {status, data}, errors with HTTP 200 too.
import { ChainView } from './chain-view';
import type { FaultSwitches } from './faults';
import { NodeLists, type FluxSource } from './node-lists';
import { json, notFound, type ServiceHandler, type ServiceReply } from './server';

const success = (data: unknown): ServiceReply => json({ status: 'success', data });
const failure = (code: number, name: string, message: string): ServiceReply => json({ status: 'error', data: { code, name, message } });
/** The daemon's code for a parameter that it cannot use. */
const RPC_INVALID_PARAMETER = -8;

/** Handles everything under /daemon. Parameters come as path segments or in the query. */
export function fluxosHandler(source: () => FluxSource, faults: FaultSwitches): ServiceHandler {
  return ({ method, path, query }) => {
    const [service, call = '', argument = ''] = path.split('/').filter((part) => part !== '');
    if (service !== 'daemon' || method !== 'GET') return notFound();
    const { node, table } = source();
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
  };
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
