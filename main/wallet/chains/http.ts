// HTTP for chain clients: time limit, size limit, no redirects. Node's own http/https, which behaves alike in every runtime we support.

import { request as httpRequest, Agent as HttpAgent } from 'node:http';
import { request as httpsRequest, Agent as HttpsAgent } from 'node:https';
import type { LookupFunction } from 'node:net';
import { AppError } from '../../../shared/errors/app-error';

export interface HttpRequest {
  readonly url: string;
  readonly method?: 'GET' | 'POST';
  readonly body?: string;
  readonly contentType?: string;
  /** Beyond those of every request; names in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly timeoutMs?: number;
  /** Most bytes of an answer that are read; a longer one is refused. */
  readonly maxBytes?: number;
  /** Answers for the name server, so that nothing is reached but what was looked at; the connection is then kept for nothing else. */
  readonly lookup?: LookupFunction;
}
export interface HttpAnswer {
  readonly status: number;
  readonly text: string;
  /** Of the answer, names in lower case; those that came once. */
  readonly headers?: Readonly<Record<string, string>>;
}
/**
 * One request.
 * @throws AppError endpoint/unreachable, endpoint/timeout, endpoint/too-large, endpoint/redirect
 */
export type Http = (request: HttpRequest) => Promise<HttpAnswer>;

const TIMEOUT = 15_000;
const MAX_BYTES = 16_000_000;

export interface NodeHttp {
  readonly http: Http;
  /** Ends kept connections and every open request. */
  close(): void;
}

/** An Http over Node's modules with connections kept between requests. */
export function nodeHttp(): NodeHttp {
  const options = { keepAlive: true, maxSockets: 8, maxFreeSockets: 4 };
  const agents = { http: new HttpAgent(options), https: new HttpsAgent(options) };
  return {
    http: (request) => send(request, agents),
    close() {
      agents.http.destroy();
      agents.https.destroy();
    },
  };
}

function send({ url, method = 'GET', body, contentType = 'application/json', headers: more = {}, timeoutMs = TIMEOUT, maxBytes = MAX_BYTES, lookup }: HttpRequest, agents: { http: HttpAgent; https: HttpsAgent }): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    const target = new URL(url);
    const secure = target.protocol === 'https:';
    const headers: Record<string, string | number> = { accept: 'application/json, text/plain', 'user-agent': 'Fluxkeep', ...more };
    if (body !== undefined) Object.assign(headers, { 'content-type': contentType, 'content-length': Buffer.byteLength(body) });
    const own = lookup ? { agent: false as const, lookup } : null;
    const request = secure ? httpsRequest(target, { method, headers, agent: agents.https, ...own }) : httpRequest(target, { method, headers, agent: agents.http, ...own });
    const fail = (code: string, message: string, cause?: unknown) => {
      clearTimeout(timer);
      reject(new AppError(code, message, cause === undefined ? {} : { cause }));
      request.destroy();
    };
    // One limit for the whole exchange: a server that drips bytes is as slow as one that is silent.
    const timer = setTimeout(() => fail('endpoint/timeout', 'no complete answer in time'), timeoutMs);
    request.on('error', (cause) => fail('endpoint/unreachable', 'the server cannot be reached', cause));
    request.on('response', (response) => {
      const status = response.statusCode ?? 0;
      // A redirect could lead a request with addresses in it to a host that nobody chose.
      if (status >= 300 && status < 400) return fail('endpoint/redirect', 'the server sends elsewhere');
      const parts: Buffer[] = [];
      let size = 0;
      response.on('data', (part: Buffer) => {
        size += part.length;
        if (size > maxBytes) fail('endpoint/too-large', 'the answer is too large');
        else parts.push(part);
      });
      response.on('aborted', () => fail('endpoint/unreachable', 'the answer broke off'));
      response.on('error', (cause) => fail('endpoint/unreachable', 'the answer broke off', cause));
      response.on('end', () => {
        clearTimeout(timer);
        const headers = Object.fromEntries(Object.entries(response.headers).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])));
        resolve({ status, text: Buffer.concat(parts).toString('utf8'), headers });
      });
    });
    request.end(body);
  });
}
