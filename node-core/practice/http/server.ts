// A local HTTP service: loopback only, its own Host name only, small bodies, JSON or text answers.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { AppError } from '../../../shared/errors/app-error';
import { PRACTICE_INSTANCE_HEADER } from '../../../shared/practice/control-api';

export interface ServiceRequest {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Empty when there is none. */
  readonly body: string;
}

/** What a service answers; `drop` cuts the connection without a word. */
export type ServiceReply =
  | { readonly kind: 'json'; readonly status: number; readonly value: unknown }
  | { readonly kind: 'text'; readonly status: number; readonly text: string; readonly headers?: Readonly<Record<string, string>> }
  | { readonly kind: 'drop' };

export type ServiceHandler = (request: ServiceRequest) => ServiceReply | Promise<ServiceReply>;

export const json = (value: unknown, status = 200): ServiceReply => ({ kind: 'json', status, value });
export const text = (words: string, status = 200): ServiceReply => ({ kind: 'text', status, text: words });
export const notFound = (): ServiceReply => text('Not found', 404);

/** A transaction of 400,000 weight units is 800,000 hex digits at most; a JSON-RPC batch of reads is smaller. */
const MAX_BODY = 4_000_000;

export interface Service {
  readonly port: number;
  stop(): Promise<void>;
}

/**
 * Starts a service on 127.0.0.1.
 * @param port 0 for any free one
 * @param instanceId asked at each answer: a reset changes it
 * @throws AppError `practice/port-in-use`
 */
export async function startService(port: number, instanceId: () => string, handler: ServiceHandler): Promise<Service> {
  const server = createServer((request, response) => {
    void answer(server, request, response, instanceId, handler);
  });
  server.keepAliveTimeout = 30_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) => reject(new AppError('practice/port-in-use', 'a port of the practice network is taken', { context: { port }, cause })));
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    port: portOf(server),
    stop: () => new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }),
  };
}

function portOf(server: Server): number {
  const address = server.address();
  return address === null || typeof address === 'string' ? 0 : address.port;
}

async function answer(server: Server, request: IncomingMessage, response: ServerResponse, instanceId: () => string, handler: ServiceHandler): Promise<void> {
  let reply: ServiceReply;
  try {
    const port = portOf(server);
    // A page in a browser that resolved its own name to 127.0.0.1 sends that name: it is not served.
    if (request.headers.host !== `127.0.0.1:${port}` && request.headers.host !== `localhost:${port}`) reply = text('unknown host', 403);
    else {
      const url = new URL(request.url ?? '/', `http://127.0.0.1:${port}`);
      const body = await readBody(request);
      reply = body === null ? text('body too large', 413) : await handler({ method: request.method ?? 'GET', path: decodeURIComponent(url.pathname), query: url.searchParams, headers: request.headers, body });
    }
  } catch (thrown) {
    reply = thrown instanceof URIError ? text('bad path', 400) : json({ error: thrown instanceof AppError ? thrown.code : 'internal/unexpected', message: 'the practice network failed to answer' }, 500);
  }
  if (reply.kind === 'drop') return void request.socket.destroy();
  const content = reply.kind === 'json' ? JSON.stringify(reply.value) : reply.text;
  response.writeHead(reply.status, {
    'content-type': reply.kind === 'json' ? 'application/json' : 'text/plain; charset=utf-8',
    'cache-control': 'no-store',
    [PRACTICE_INSTANCE_HEADER]: instanceId(),
    ...(reply.kind === 'text' ? reply.headers : {}),
  });
  response.end(content);
}

async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > MAX_BODY) return null;
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
}
