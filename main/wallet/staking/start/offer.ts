// Hands a signed START to every server at once. That one of them has it already counts as success.

import { toAppError, type ErrorShape } from '../../../../shared/errors/app-error';
import type { Broadcaster } from '../../plans/ports';
import type { SignedStart } from '../record';
import { readStartRefusal, type StartFacts } from './refusals';

export type Offered = { readonly kind: 'taken' } | { readonly kind: 'never' | 'later'; readonly reason: ErrorShape };
type Answer = { readonly kind: 'taken' } | { readonly kind: 'never' | 'later' | 'silent'; readonly reason: ErrorShape };

async function offerTo(server: Broadcaster, raw: Uint8Array, txid: string, facts: StartFacts): Promise<Answer> {
  try {
    const answer = await server.send(raw);
    if (answer.kind === 'accepted') {
      return answer.txid === txid ? { kind: 'taken' } : { kind: 'silent', reason: { code: 'broadcast/other-id', message: 'the server names another id', context: { url: server.url } } };
    }
    const refusal = readStartRefusal(answer, facts, server.url);
    return refusal.kind === 'known' ? { kind: 'taken' } : refusal;
  } catch (thrown) {
    const { code, message, context } = toAppError(thrown);
    return { kind: 'silent', reason: { code, message, context: { ...context, url: server.url } } };
  }
}

/** Gives a START up only when every server answered, each with a refusal for good. */
export async function offerStart(servers: readonly Broadcaster[], raw: Uint8Array, txid: string, facts: StartFacts): Promise<Offered> {
  const answers = await Promise.all(servers.map((server) => offerTo(server, raw, txid, facts)));
  const refused = answers.flatMap((answer) => (answer.kind === 'taken' ? [] : [answer]));
  if (refused.length < answers.length) return { kind: 'taken' };
  const told = refused.find(({ kind }) => kind === 'never') ?? refused.find(({ kind }) => kind === 'later') ?? refused[0];
  if (told === undefined) return { kind: 'later', reason: { code: 'broadcast/no-server', message: 'no server is set for this chain', context: {} } };
  return { kind: refused.every(({ kind }) => kind === 'never') ? 'never' : 'later', reason: told.reason };
}

const FIRST_PAUSE = 5_000;
const LAST_PAUSE = 300_000;
/** A START that was taken is offered again while no list shows it: nodes forget it after half an hour. */
const TAKEN_PAUSE = 120_000;
/** After a refusal for good the person has to act; servers are asked again now and then, because one can be wrong. */
const NEVER_PAUSE = 600_000;

/** The START after an offer. @param now network time */
export function afterOffer(start: SignedStart, offered: Offered, now: number): SignedStart {
  // Taken once: refusals now say less than that, the lists decide.
  if (offered.kind === 'taken') return { ...start, taken: true, attempts: 0, reason: null, nextAt: now + TAKEN_PAUSE };
  if (start.taken) return { ...start, nextAt: now + TAKEN_PAUSE };
  const attempts = start.attempts + 1;
  const pause = offered.kind === 'never' ? NEVER_PAUSE : Math.min(LAST_PAUSE, FIRST_PAUSE * 2 ** Math.min(attempts - 1, 10));
  return { ...start, attempts, nextAt: now + pause, reason: { ...offered.reason, context: { ...offered.reason.context } } };
}
