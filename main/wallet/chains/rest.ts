// What REST clients (Insight, Esplora, prices) share: one request, its status as an error, its body parsed by a schema.

import type { z } from 'zod';
import { AppError } from '../../../shared/errors/app-error';
import { parseAnswer, parseExactJson, plainText } from './exact-json';
import type { Http, HttpAnswer, HttpRequest } from './http';

/** @throws AppError endpoint/rate-limited, endpoint/http-status (context.status, context.said), and those of Http */
export async function askText(http: Http, request: HttpRequest): Promise<string> {
  return checked(await http(request)).text;
}

/** @throws AppError as askText, and endpoint/malformed */
export async function askJson<T extends z.ZodType>(http: Http, schema: T, request: HttpRequest): Promise<z.output<T>> {
  return parseAnswer(schema, parseExactJson(await askText(http, request)));
}

function checked(answer: HttpAnswer): HttpAnswer {
  const { status, text } = answer;
  if (status >= 200 && status < 300) return answer;
  const context = { status, said: plainText(text, 300) };
  if (status === 429) throw new AppError('endpoint/rate-limited', 'too many requests for this server', { context });
  throw new AppError('endpoint/http-status', 'the server failed', { context });
}

/** The answer of `ask`, or null when the server says that it knows no such thing (404; Insight also says 400). */
export async function orAbsent<T>(ask: Promise<T>): Promise<T | null> {
  try {
    return await ask;
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.code === 'endpoint/http-status' && (thrown.context.status === 404 || thrown.context.status === 400)) return null;
    throw thrown;
  }
}

/** Runs `work` over `items`, at most `width` at a time, in order of the items. The first failure ends it. */
export async function inParallel<T, R>(items: readonly T[], width: number, work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let start = 0; start < items.length; start += width) results.push(...(await Promise.all(items.slice(start, start + width).map(work))));
  return results;
}
