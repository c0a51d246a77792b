// A vote of the xDAO: one signature over a one-time phrase that names neither the proposal nor the choice. The review says in words what the
// service is authorised to record, and an approval covers exactly that.

import type { Intent, MessagePurpose } from '../../../shared/contract/money-path';
import { isClaimPhrase } from '../../../shared/fusion/phrase';
import type { MessageReading } from './claim';
import { insist, insistMatch } from './refusal';
import { visibleText } from '../../../shared/text/visible';

type MessageIntent = Extract<Intent, { kind: 'sign-message' }>;
type VotePurpose = Extract<MessagePurpose, { kind: 'xdao-vote' }>;

/**
 * @returns what an approval covers, and the purpose with its topic made readable
 * @throws AppError `review/bad-message` | `review/plan-does-not-match-intent` (what: scheme, key, votes)
 */
export function readVote({ message, scheme, key }: Pick<MessageIntent, 'message' | 'scheme' | 'key'>, purpose: VotePurpose): MessageReading & { readonly purpose: VotePurpose } {
  // Only the Flux ID votes, with Bitcoin's magic: no key that holds coins signs for the service.
  insistMatch(scheme === 'bitcoin', 'scheme');
  insistMatch(key.kind === 'flux-id', 'key');
  insist(isClaimPhrase(message), 'bad-message', 'the text to sign for a vote is not a one-time phrase');
  insistMatch(purpose.votes > 0, 'votes');
  const shown = { ...purpose, topic: visibleText(purpose.topic).slice(0, 300) };
  return { warnings: [], checks: [], remember: [], meaning: ['vote', purpose.proposal, shown.topic, purpose.yes ? 'yes' : 'no', String(purpose.votes), purpose.service], purpose: shown };
}
