// The Fusion service: every path of its description, errors with HTTP 200 in its envelope.
import { z } from 'zod';
import { claim, claimed, miningStats, multiAvailable, multiClaim, records, snapshotClaim, snapshotInfo, snapshotStats, snapshotsAvailable, summaries, summary } from '../fusion/mining-api';
import { readExact, type JsonOut } from '../fusion/exact-json';
import type { FusionOperator } from '../fusion/operator';
import { FusionRefusal, errorWithoutData, refusal, success } from '../fusion/reply';
import { create, detail, feeTable, reserve, swapInfo, swapStats, userHistory } from '../fusion/swap-api';
import { AppError } from '../../../shared/errors/app-error';
import { json, notFound, type ServiceHandler, type ServiceReply, type ServiceRequest } from './server';

type Answer = JsonOut | Promise<JsonOut>;
type Route = (operator: FusionOperator, request: ServiceRequest) => Answer;

const body = ({ body: text }: ServiceRequest): unknown => readExact(text);
const zelid = ({ headers }: ServiceRequest): string | null => (typeof headers.zelid === 'string' && headers.zelid !== '' ? headers.zelid : null);

const ROUTES: Readonly<Record<string, Route>> = {
  'GET /fees': (operator) => feeTable(operator),
  'GET /messagephrase': (operator) => operator.claims.makePhrase(),
  'GET /swap/activechains': (operator) => operator.desk.openChains(),
  'GET /swap/info': (operator) => swapInfo(operator),
  'POST /swap/reserve': (operator, request) => reserve(operator, body(request), zelid(request)),
  'POST /swap/create': (operator, request) => create(operator, body(request), zelid(request)),
  'GET /swap/detail': (operator, { query }) => detail(operator, query.get('txid') ?? ''),
  'GET /swap/userhistory': (operator, request) => userHistory(operator, zelid(request)),
  'GET /swap/stats': (operator) => swapStats(operator),
  'GET /coinbase/stats': (operator) => miningStats(operator),
  'GET /coinbase/summary': (operator, { query }) => summary(operator, query.get('address')),
  'GET /coinbase/records': (operator, { query }) => records(operator, query.get('address')),
  'GET /coinbase/claimed': (operator, { query }) => claimed(operator, query.get('address'), query.get('chain')),
  'POST /coinbase/available': (operator, request) => summaries(operator, body(request)),
  'POST /coinbase/claim': (operator, request) => claim(operator, body(request)),
  'GET /coinbase/multiavailable': (operator, { query }) => multiAvailable(operator, query.get('address')),
  'POST /coinbase/multiclaim': (operator, request) => multiClaim(operator, body(request)),
  'GET /snapshots/stats': (_, { query }) => snapshotStats(query),
  'GET /snapshots/info': (_, { query }) => snapshotInfo(query),
  'POST /snapshots/available': (_, request) => snapshotsAvailable(body(request)),
  'POST /snapshots/claim': (operator, request) => snapshotClaim(operator, body(request)),
};
/** Paths whose last part is a name. */
const NAMED: Readonly<Record<string, (operator: FusionOperator, name: string) => Answer>> = {
  'GET /swap/detail': detail,
  'GET /coinbase/multiavailable': multiAvailable,
};

export function fusionHandler(operator: () => FusionOperator): ServiceHandler {
  return async (request) => {
    const here = operator();
    const route = routeOf(request);
    if (route === null) return notFound();
    if (here.switches.take('errorWithoutData') !== null) return errorWithoutData();
    const reply = await answer(() => route(here, request));
    const isCreated = request.path === '/swap/create' && reply.created;
    // The swap stands, and the client does not learn it.
    return isCreated && here.switches.take('createLost') !== null ? json({ error: 'bad gateway' }, 502) : reply.reply;
  };
}

function routeOf(request: ServiceRequest): Route | null {
  const { method, path } = request;
  const exact = ROUTES[`${method} ${path}`];
  if (exact !== undefined) return exact;
  const cut = path.lastIndexOf('/');
  const named = NAMED[`${method} ${path.slice(0, cut)}`];
  return named === undefined ? null : (operator) => named(operator, path.slice(cut + 1));
}

async function answer(work: () => Answer): Promise<{ readonly reply: ServiceReply; readonly created: boolean }> {
  const refused = (reply: ServiceReply): { reply: ServiceReply; created: boolean } => ({ reply, created: false });
  try {
    return { reply: success(await work()), created: true };
  } catch (thrown) {
    if (thrown instanceof FusionRefusal) return refused(refusal(thrown.code, thrown.message, thrown.extra));
    if (thrown instanceof SyntaxError) return refused(refusal('fusion/bad-request', 'The body is not JSON.'));
    if (thrown instanceof z.ZodError) return refused(refusal('fusion/bad-request', thrown.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ')));
    if (thrown instanceof AppError) return refused(refusal(thrown.code, thrown.message));
    throw thrown;
  }
}
