// The vote service's paths (flux-services 4.1): {status, data}, errors with HTTP 200 too, names in any case, parameters as segments or in the query.
import { z } from 'zod';
import { XdaoRefusal } from '../xdao/desk';
import type { XdaoService } from '../xdao/service';
import { json, notFound, type ServiceHandler, type ServiceReply, type ServiceRequest } from './server';

const success = (data: unknown): ServiceReply => json({ status: 'success', data });
const failure = (message: string): ServiceReply => json({ status: 'error', data: { code: -1, name: 'Error', message } });

/** Like the original it adds what is missing to a text as "undefined", and wants topic and description only. */
const submissionSchema = z.object({ topic: z.string(), description: z.string(), grantValue: z.union([z.number(), z.string()]).default('undefined'), grantAddress: z.string().default('undefined'), nickName: z.string().default('undefined') });
const ballotSchema = z.object({ hash: z.string(), zelid: z.string(), message: z.string(), signature: z.string(), vote: z.boolean() });
/** Practice milliseconds for which the list of proposals is answered from a cache, by its whole address. */
const LIST_CACHE_MS = 60_000;

export function xdaoHandler(service: () => XdaoService, nowMs: () => number): ServiceHandler {
  const lists = new Map<string, { readonly at: number; readonly of: XdaoService; readonly reply: ServiceReply }>();
  return (request) => {
    const here = service();
    const key = request.query.toString();
    const isList = /^\/proposals\/listproposals\/?$/i.test(request.path);
    const cached = isList ? lists.get(key) : undefined;
    if (cached !== undefined && cached.of === here && nowMs() - cached.at < LIST_CACHE_MS) return cached.reply;
    const reply = answer(request, here);
    if (isList) {
      if (lists.size > 100) lists.clear();
      lists.set(key, { at: nowMs(), of: here, reply });
    }
    return reply;
  };
}

function answer(request: ServiceRequest, service: XdaoService): ServiceReply {
  try {
    return route(request, service);
  } catch (thrown) {
    if (thrown instanceof XdaoRefusal) return failure(thrown.message);
    if (thrown instanceof SyntaxError) return failure(thrown.message);
    if (thrown instanceof z.ZodError) return failure('Invalid parameters');
    throw thrown;
  }
}

function route({ method, path, query, body }: ServiceRequest, { desk, store, switches }: XdaoService): ServiceReply {
  const [area = '', call = '', first, second] = path.split('/').filter((part) => part !== '');
  const given = (segment: string | undefined, name: string): string | null => segment ?? query.get(name);
  switch (`${method} ${area}/${call}`.toLowerCase()) {
    case 'get general/messagephrase': return success(desk.phrase());
    case 'get proposals/listproposals': return success(store.proposals().map((proposal) => desk.shown(proposal)));
    case 'get proposals/proposaldetail': {
      const name = given(first, 'hash') ?? '';
      const found = store.proposal(name) ?? store.proposals().find(({ txid }) => txid === name) ?? null;
      return success(found === null ? null : desk.shown(found));
    }
    case 'get proposals/price': return success(desk.price());
    case 'get proposals/voteinformation': {
      const [hash, zelid] = [given(first, 'hash'), given(second, 'zelid')];
      return hash === null && zelid === null ? failure('No proposal or user specified') : success(desk.voteRows(hash, zelid));
    }
    case 'get proposals/votepower': return success(desk.power(given(first, 'zelid'), given(second, 'hash')));
    case 'post proposals/submitproposal': return success(desk.bill(desk.submit(submissionSchema.parse(JSON.parse(body)))));
    case 'post proposals/voteproposal': {
      desk.vote(ballotSchema.parse(JSON.parse(body)));
      return switches.take('voteLost') === null ? success([]) : { kind: 'drop' };
    }
    default: return notFound();
  }
}
