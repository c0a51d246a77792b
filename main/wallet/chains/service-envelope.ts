// One question to a service of the Flux team (Fusion, the vote service: flux-services 2.1, 4.1): errors come with HTTP 200, and a success may
// come without its status.

import { z } from 'zod';
import { AppError, toAppError } from '../../../shared/errors/app-error';
import { parseExactJson, plainText } from './exact-json';
import type { Http, HttpAnswer, HttpRequest } from './http';

/** Whose errors they are: the first part of their codes. */
type ServiceName = 'fusion' | 'xdao';

const zEnvelope = z.object({ status: z.string().optional(), data: z.unknown().optional() });
const zErrorData = z.object({ code: z.unknown(), name: z.unknown(), message: z.unknown() }).partial();

/**
 * Asks, and reads the answer's data by its schema.
 * @throws AppError (below: of Fusion) fusion/unreachable, fusion/timeout, fusion/too-large, fusion/redirect, fusion/rate-limited,
 *   fusion/server-failed (context.status), fusion/malformed (context.at), fusion/refused (context.said: the service's words, code, name)
 */
export async function askService<T extends z.ZodType>(service: ServiceName, http: Http, schema: T, request: HttpRequest): Promise<z.output<T>> {
  const data = openEnvelope(service, await send(service, http, request));
  const parsed = schema.safeParse(data);
  if (parsed.success) return parsed.data;
  throw new AppError(`${service}/malformed`, 'the service\'s answer has another shape', { context: { at: parsed.error.issues[0]?.path.join('.').slice(0, 100) ?? '' } });
}

async function send(service: ServiceName, http: Http, request: HttpRequest): Promise<HttpAnswer> {
  try {
    return await http(request);
  } catch (thrown) {
    const error = toAppError(thrown);
    throw new AppError(error.code.replace(/^endpoint\//, `${service}/`), 'the service gave no answer', { context: error.context, cause: thrown });
  }
}

function openEnvelope(service: ServiceName, { status, text }: HttpAnswer): unknown {
  if (status === 429) throw new AppError(`${service}/rate-limited`, 'too many requests for the service');
  const sound = status >= 200 && status < 300;
  const envelope = parseEnvelope(text);
  if (envelope?.status === 'error') throw refused(service, envelope.data);
  if (!sound) throw new AppError(`${service}/server-failed`, 'the service\'s server failed', { context: { status } });
  if (envelope === null || (envelope.status !== undefined && envelope.status !== 'success') || envelope.data === undefined) {
    throw new AppError(`${service}/malformed`, 'the service\'s answer is not understood', { context: { at: '' } });
  }
  return envelope.data;
}

function parseEnvelope(text: string): z.output<typeof zEnvelope> | null {
  try {
    const parsed = zEnvelope.safeParse(parseExactJson(text));
    return parsed.success ? parsed.data : null;
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.code === 'endpoint/malformed') return null;
    throw thrown;
  }
}

/** The service's words are data: one printable line, cut to size. */
function refused(service: ServiceName, data: unknown): AppError {
  const parsed = zErrorData.safeParse(data);
  const line = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? plainText(String(value).slice(0, 2_000), 300) : '');
  const { code, name, message } = parsed.success ? parsed.data : { code: undefined, name: undefined, message: data };
  return new AppError(`${service}/refused`, 'the service refuses', { context: { said: line(message), code: line(code).slice(0, 60), name: line(name).slice(0, 60) } });
}
