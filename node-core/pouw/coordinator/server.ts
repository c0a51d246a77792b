// The coordinator's HTTP door: signatures first, then the OpenAPI document, then the coordinator.

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AppError, toAppError } from '../../../shared/errors/app-error';
import { RequestGuard } from '../ident/request-signing';
import { checked } from '../openapi/checks';
import { blobHash } from '../store/blob-cache';
import type { Coordinator } from './coordinator';

const MOST_JSON = 256 * 1024;
const MOST_BLOB = 64 * 1024 * 1024;

interface Asked {
  readonly method: string;
  /** With its query, as it was signed. */
  readonly url: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly body: Uint8Array;
}

type Answer = { readonly json: unknown } | { readonly bytes: Uint8Array; readonly range: { readonly from: number; readonly to: number } | null };
type Route = (coordinator: Coordinator, asked: Asked, id: string, node: () => string) => Answer | Promise<Answer>;

const json = (value: unknown): Answer => ({ json: value });

function bodyOf({ body }: Asked): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString('utf8'));
  } catch (cause) {
    throw new AppError('pouw/bad-message', 'the body is not JSON', { cause });
  }
}

/** By method and path; `*` stands for one part. */
const ROUTES: Readonly<Record<string, Route>> = {
  'GET /v1/health': (coordinator) => json(coordinator.health()),
  'POST /v1/nodes': async (coordinator, asked, _id, node) => json(await coordinator.register(node(), checked('Registration', bodyOf(asked)))),
  'POST /v1/leases': async (coordinator, asked, _id, node) => json(await coordinator.lease(node(), checked('LeaseRequest', bodyOf(asked)))),
  'POST /v1/leases/*/heartbeat': (coordinator, asked, id, node) => {
    checked('Heartbeat', bodyOf(asked));
    return json(coordinator.heartbeat(node(), id));
  },
  'POST /v1/leases/*/commit': async (coordinator, asked, id, node) => json(await coordinator.commit(node(), id, checked('Commit', bodyOf(asked)).commitment)),
  'POST /v1/leases/*/result': async (coordinator, asked, id, node) => json(await coordinator.result(node(), id, checked('Result', bodyOf(asked)))),
  'POST /v1/leases/*/state': async (coordinator, asked, id, node) => {
    const { slices, state } = checked('SliceState', bodyOf(asked));
    return json(await coordinator.handIn(node(), id, slices, state.sha256));
  },
  'PUT /v1/blobs/*': async (coordinator, { body }, id, node) => {
    coordinator.mayStore(node(), body.length);
    if (blobHash(body) !== id) throw new AppError('blob/wrong-hash', 'these bytes have another hash');
    await coordinator.deps.blobs.put(body, id);
    return json({ sha256: id, size: body.length });
  },
  'GET /v1/blobs/*': async (coordinator, { headers }, id) => {
    const bytes = await coordinator.deps.blobs.get(checked('Hash', id));
    if (!bytes) throw new AppError('blob/missing', 'there is no such blob');
    return { bytes, range: rangeOf(headers.range, bytes.length) };
  },
  'POST /v1/batches': async (coordinator, asked, _id, node) => {
    coordinator.known(node());
    return json(await coordinator.submit(node(), checked('BatchRequest', bodyOf(asked))));
  },
  'GET /v1/batches': (coordinator) => json({ batches: coordinator.allBatches() }),
  'GET /v1/batches/*': (coordinator, _asked, id) => json(coordinator.batch(id)),
  'GET /v1/jobs/*': (coordinator, _asked, id) => json(coordinator.job(id)),
  'GET /v1/ledger': (coordinator, { query }) => json(coordinator.ledger(checked('NodeKey', query.get('node')))),
};

/** One range of bytes, as RFC 9110 14.1.2 has it; what else is asked for gets the whole. */
function rangeOf(header: string | undefined, size: number): { from: number; to: number } | null {
  const [, from, to] = /^bytes=(\d{1,9})-(\d{0,9})$/.exec(header ?? '') ?? [];
  if (from === undefined || Number(from) >= size) return null;
  return { from: Number(from), to: Math.min(size - 1, to ? Number(to) : size - 1) };
}

const STATUS: Readonly<Record<string, number>> = {
  'pouw/not-signed': 401, 'pouw/clock-off': 401, 'pouw/repeated': 401, 'pouw/not-registered': 403, 'pouw/excluded': 403, 'pouw/bad-delegation': 403,
  'pouw/no-lease': 404, 'pouw/no-batch': 404, 'pouw/no-job': 404, 'blob/missing': 404, 'pouw/no-route': 404,
  'pouw/lapsed': 409, 'pouw/committed': 409, 'pouw/too-early': 409, 'pouw/too-large': 413, 'pouw/log-failed': 503, 'internal/unexpected': 500,
};

export interface CoordinatorDoor {
  readonly url: string;
  stop(): Promise<void>;
}

/** Opens the door. @param host address to listen on; loopback unless somebody says otherwise. @throws AppError pouw/port-taken */
export async function openDoor(coordinator: () => Coordinator, { host = '127.0.0.1', port = 0, now }: { host?: string; port?: number; now(): number }): Promise<CoordinatorDoor> {
  const guard = new RequestGuard(now);
  const server = createServer((request, response) => void serve(coordinator, guard, request, response));
  server.keepAliveTimeout = 30_000;
  server.requestTimeout = 60_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) => reject(new AppError('pouw/port-taken', 'the port of the coordinator is taken', { context: { port }, cause })));
    server.listen(port, host, resolve);
  });
  return { url: `http://${host}:${portOf(server)}`, stop: () => new Promise((resolve) => { server.close(() => resolve()); server.closeAllConnections(); }) };
}

const portOf = (server: Server): number => (server.address() as AddressInfo).port;

async function serve(coordinator: () => Coordinator, guard: RequestGuard, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    const url = request.url ?? '/';
    const { pathname, searchParams } = new URL(url, 'http://coordinator');
    const asked: Asked = { method: request.method ?? 'GET', url, path: pathname, query: searchParams, headers: request.headers, body: await bodyBytes(request, request.method === 'PUT' ? MOST_BLOB : MOST_JSON) };
    const id = /^\/v1\/(?:leases|blobs|batches|jobs)\/([0-9a-f]{32}(?:[0-9a-f]{32})?)(?:\/|$)/.exec(pathname)?.[1] ?? '';
    const route = ROUTES[`${asked.method} ${id === '' ? pathname : pathname.replace(id, '*')}`];
    if (!route) throw new AppError('pouw/no-route', 'there is nothing here');
    let node: string | null = null;
    // A nonce is used up by checking it: once for each request, and for all of them that change something.
    const checkedNode = () => (node ??= guard.check(asked.headers, { method: asked.method, path: asked.url, body: asked.body }));
    send(response, await route(coordinator(), asked, id, checkedNode));
  } catch (thrown) {
    const { code, message } = toAppError(thrown);
    if (!response.headersSent) response.writeHead(STATUS[code] ?? 400, { 'content-type': 'application/json', 'cache-control': 'no-store' });
    response.end(JSON.stringify({ error: code, message: message.slice(0, 400) }));
  }
}

function send(response: ServerResponse, answer: Answer): void {
  if ('json' in answer) {
    response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' });
    response.end(JSON.stringify(answer.json));
    return;
  }
  const { bytes, range } = answer;
  const part = range ? bytes.subarray(range.from, range.to + 1) : bytes;
  response.writeHead(range ? 206 : 200, { 'content-type': 'application/octet-stream', 'content-length': part.length, 'accept-ranges': 'bytes', ...(range ? { 'content-range': `bytes ${range.from}-${range.to}/${bytes.length}` } : {}) });
  response.end(part);
}

async function bodyBytes(request: IncomingMessage, most: number): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).length;
    if (size > most) throw new AppError('pouw/too-large', 'the body is too large');
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}
