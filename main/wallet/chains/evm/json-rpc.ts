// JSON-RPC 2.0 over HTTP POST, one call a request.

import { z } from 'zod';
import { AppError } from '../../../../shared/errors/app-error';
import { parseAnswer, parseExactJson, plainText } from '../exact-json';
import type { Http } from '../http';

const zReply = z.union([
  z.object({ error: z.object({ code: z.number().int(), message: z.string(), data: z.unknown().optional() }) }),
  z.object({ result: z.unknown() }),
]);

/**
 * A call. A JSON-RPC error object becomes AppError `rpc/refused` (context.rpc, context.said): the server answered, and its answer
 * is no. The caller decides whether that is its own fault or the server's.
 */
export type Rpc = (method: string, params: readonly unknown[]) => Promise<unknown>;

export function jsonRpc(url: string, http: Http): Rpc {
  let next = 1;
  return async (method, params) => {
    const body = JSON.stringify({ jsonrpc: '2.0', id: next++, method, params });
    const answer = await http({ url, method: 'POST', body });
    if (answer.status === 429) throw new AppError('endpoint/rate-limited', 'too many requests for this server');
    const reply = parseReply(answer.text, answer.status);
    if ('error' in reply) {
      const { code, message } = reply.error;
      if (code === -32005 && /rate|too many requests/i.test(message)) throw new AppError('endpoint/rate-limited', 'too many requests for this server');
      throw new AppError('rpc/refused', 'the server refuses the call', { context: { rpc: code, said: plainText(message, 300), method } });
    }
    return reply.result;
  };
}

/** Some servers answer errors with HTTP 400 or 500 and a proper body; any other body of such an answer is a failure of the server. */
function parseReply(text: string, status: number): z.output<typeof zReply> {
  try {
    return parseAnswer(zReply, parseExactJson(text));
  } catch (cause) {
    if (status >= 200 && status < 300) throw cause;
    throw new AppError('endpoint/http-status', 'the server failed', { context: { status }, cause });
  }
}

/** A read that every sound server answers: a refusal is the server's fault. */
export async function readRpc<T extends z.ZodType>(rpc: Rpc, schema: T, method: string, params: readonly unknown[]): Promise<z.output<T>> {
  try {
    return parseAnswer(schema, await rpc(method, params));
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.code === 'rpc/refused') throw new AppError('endpoint/refused', 'the server refuses the call', { context: thrown.context, cause: thrown });
    throw thrown;
  }
}
