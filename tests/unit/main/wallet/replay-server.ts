// A local HTTP server that answers from a list of documented answers, and records what it was asked.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Reply = { readonly status?: number; readonly body: unknown; readonly headers?: Record<string, string> } | ((request: IncomingMessage, response: ServerResponse, body: string) => void);
export interface ReplayServer {
  readonly url: string;
  readonly asked: { readonly method: string; readonly path: string; readonly body: string }[];
  /** Answers by path (with query) or, for JSON-RPC, by method name. */
  readonly answers: Record<string, Reply>;
  close(): Promise<void>;
}

export async function replayServer(answers: Record<string, Reply> = {}): Promise<ReplayServer> {
  const asked: ReplayServer['asked'] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const body = Buffer.concat(parts).toString();
      const path = request.url ?? '';
      asked.push({ method: request.method ?? '', path, body });
      const rpc = body.startsWith('{"jsonrpc"') ? String(JSON.parse(body).method) : null;
      const reply = answers[rpc ?? path];
      if (typeof reply === 'function') return reply(request, response, body);
      const text = reply === undefined ? 'Not found' : typeof reply.body === 'string' ? reply.body : JSON.stringify(rpc === null ? reply.body : { jsonrpc: '2.0', id: 1, ...(reply.body as object) });
      response.writeHead(reply === undefined ? 404 : reply.status ?? 200, reply && 'headers' in reply ? reply.headers : {}).end(text);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked, answers,
    close: () => new Promise((done) => {
      server.closeAllConnections();
      server.close(() => done());
    }),
  };
}
export const codeOf = async (work: Promise<unknown>): Promise<string> => work.then(() => 'no error', (error: { code?: string }) => error.code ?? String(error));
