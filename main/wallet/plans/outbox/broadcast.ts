// Hands one signed transaction to every server at once; that one of them has it already counts as success.
import { toAppError, type ErrorShape } from '../../../../shared/errors/app-error';
import type { Broadcaster } from '../ports';
import { readRefusal } from './refusals';

export type Outcome =
  | { readonly kind: 'accepted' }
  /** Every server answered, and every answer was a refusal for good. */
  | { readonly kind: 'refused'; readonly reason: ErrorShape }
  /** At least one server may still take it. */
  | { readonly kind: 'open'; readonly reason: ErrorShape };

type Answer = { readonly kind: 'accepted' } | { readonly kind: 'never' | 'conflict' | 'later' | 'silent'; readonly reason: ErrorShape };

async function offerTo(server: Broadcaster, raw: Uint8Array, txid: string): Promise<Answer> {
  try {
    const answer = await server.send(raw);
    if (answer.kind === 'accepted') {
      if (answer.txid === txid) return { kind: 'accepted' };
      return { kind: 'silent', reason: { code: 'broadcast/other-id', message: 'the server names another id', context: { url: server.url } } };
    }
    const refusal = readRefusal(answer.message, answer.code);
    if (refusal.kind === 'known') return { kind: 'accepted' };
    return { kind: refusal.kind, reason: { code: refusal.code, message: 'a server does not take the transaction', context: { url: server.url, said: answer.message.slice(0, 300) } } };
  } catch (thrown) {
    const { code, message, context } = toAppError(thrown);
    return { kind: 'silent', reason: { code, message, context: { ...context, url: server.url } } };
  }
}

/** Which reason is told when there are several: what the person can act on first. */
const TELLING: readonly Answer['kind'][] = ['conflict', 'never', 'later', 'silent'];

export async function broadcast(servers: readonly Broadcaster[], raw: Uint8Array, txid: string): Promise<Outcome> {
  const answers = await Promise.all(servers.map((server) => offerTo(server, raw, txid)));
  if (answers.some((answer) => answer.kind === 'accepted')) return { kind: 'accepted' };
  const refusals = answers.flatMap((answer) => (answer.kind === 'accepted' ? [] : [answer]));
  const [first] = refusals;
  if (first === undefined) return { kind: 'open', reason: { code: 'broadcast/no-server', message: 'no server is set for this chain', context: {} } };
  if (refusals.every((answer) => answer.kind === 'never')) return { kind: 'refused', reason: first.reason };
  const told = TELLING.flatMap((kind) => refusals.filter((answer) => answer.kind === kind))[0] ?? first;
  return { kind: 'open', reason: told.reason };
}
