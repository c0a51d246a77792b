// One question to a FluxOS node (flux-services 3.1): a stranger's machine. Time and size have a limit, errors come with HTTP 200, and what it
// says is data.

import { z } from 'zod';
import { AppError, toAppError } from '../../../../shared/errors/app-error';
import { parseExactJson, plainText } from '../../chains/exact-json';
import type { Http, HttpAnswer, HttpRequest } from '../../chains/http';
import { refusalCode } from './refusals';

const zEnvelope = z.object({ status: z.string(), data: z.unknown().optional() });
const zFault = z.object({ message: z.unknown(), name: z.unknown(), code: z.unknown() }).partial();

export interface NodeQuestion extends Omit<HttpRequest, 'contentType'> {
  /** Numbers with a point arrive as their own text; else as JavaScript reads them. */
  readonly exact?: boolean;
}
export interface NodeAnswer<T> {
  readonly data: T;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Asks, and reads the answer's data by its schema.
 * @throws AppError fluxos/unreachable, /timeout, /too-large, /redirect, /rate-limited, /server-failed (context.status), /malformed (context.at),
 *   or what it refuses (context.said: the node's words): fluxos/refused, /warning, and the codes of `refusals.ts`
 */
export async function askNode<T extends z.ZodType>(http: Http, schema: T, { exact = false, ...question }: NodeQuestion): Promise<NodeAnswer<z.output<T>>> {
  // Never JSON: FluxOS's parser would eat the body, and nobody would answer.
  const answer = await send(http, question.body === undefined ? question : { ...question, contentType: isForm(question.body) ? 'application/x-www-form-urlencoded' : 'text/plain' });
  const data = openEnvelope(answer, exact);
  const parsed = schema.safeParse(data);
  if (!parsed.success) throw new AppError('fluxos/malformed', 'the node\'s answer has another shape', { context: { at: parsed.error.issues[0]?.path.join('.').slice(0, 100) ?? '' } });
  return { data: parsed.data, headers: answer.headers ?? {} };
}

const isForm = (body: string): boolean => !body.startsWith('{');

async function send(http: Http, request: HttpRequest): Promise<HttpAnswer> {
  try {
    return await http(request);
  } catch (thrown) {
    const error = toAppError(thrown);
    throw new AppError(error.code.replace(/^endpoint\//, 'fluxos/'), 'the node gave no answer', { context: error.context, cause: thrown });
  }
}

function openEnvelope({ status, text }: HttpAnswer, exact: boolean): unknown {
  if (status === 429) throw new AppError('fluxos/rate-limited', 'too many requests for the node');
  const envelope = parseEnvelope(text, exact);
  if (envelope?.status === 'error') throw refused(envelope.data, null);
  if (envelope?.status === 'warning') throw refused(envelope.data, 'fluxos/warning');
  if (status < 200 || status >= 300) throw new AppError('fluxos/server-failed', 'the node failed', { context: { status } });
  if (envelope?.status !== 'success') throw new AppError('fluxos/malformed', 'the node\'s answer is not understood', { context: { at: '' } });
  return envelope.data;
}

function parseEnvelope(text: string, exact: boolean): z.output<typeof zEnvelope> | null {
  try {
    const value: unknown = exact ? parseExactJson(text) : JSON.parse(text);
    const parsed = zEnvelope.safeParse(value);
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** The node's words: one printable line, cut to size. */
function refused(data: unknown, code: string | null): AppError {
  const parsed = zFault.safeParse(typeof data === 'string' ? { message: data } : data);
  const line = (value: unknown, length: number): string => (typeof value === 'string' || typeof value === 'number' ? plainText(String(value).slice(0, 2_000), length) : '');
  const said = line(parsed.data?.message, 300);
  return new AppError(code ?? refusalCode(said, line(parsed.data?.name, 60)), 'the node refuses', { context: { said } });
}
