// A claim of parallel mining: one signature over a one-time phrase. The phrase names neither amount nor receiver, so that the review says
// in words what the operator will do with it, and judges the receiver by its address.

import type { MessagePurpose, Review, Warning } from '../../../shared/contract/money-path';
import { isClaimPhrase } from '../../../shared/fusion/phrase';
import { unitsFromText } from '../../../shared/money/units';
import { readDestination } from './destination';
import type { OwnScript, ReviewDeps } from './ports';
import { insist, insistMatch } from './refusal';
import type { Reviewed } from './reviewed';

export interface ClaimReading {
  readonly warnings: readonly Warning[];
  /** What holds of the receiver. */
  readonly checks: Review['checks'];
  /** The receiver, sealed as paid once the phrase is signed. */
  readonly remember: Reviewed['remember'];
  /** What an approval of this claim covers beyond the phrase. */
  readonly meaning: readonly string[];
}

/**
 * @param earning the own address that earned, whose key signs
 * @throws AppError `review/bad-message` | `review/shared-address` | `review/plan-does-not-match-intent` (what: scheme, arrives, receiver)
 *   | `review/recipient-address` | `review/zero-address`
 */
export function readClaim(request: { readonly message: string; readonly scheme: 'flux' | 'bitcoin' }, purpose: Extract<MessagePurpose, { kind: 'mining-claim' }>, earning: OwnScript, deps: ReviewDeps): ClaimReading {
  const { target, receiver, arrives } = purpose;
  insistMatch(request.scheme === 'flux', 'scheme');
  insist(isClaimPhrase(request.message), 'bad-message', 'the text to sign for a claim is not a one-time phrase');
  insistMatch(unitsFromText(arrives) > 0n, 'arrives');
  const meaning = ['claim', target, receiver, arrives];
  if (target === 'all') {
    // Everything at once is paid to the earning address and nowhere else.
    insistMatch(receiver === earning.address, 'receiver');
    return { warnings: [], checks: [], remember: [], meaning };
  }
  // The operator takes a redeem script along with a claim of everything only.
  insist(earning.redeemScript === null, 'shared-address', 'an address of several keys can claim everything to the main chain only');
  const { own, known, compared, warnings, remember } = readDestination(target, receiver, deps);
  const imitation = warnings.some(({ id }) => id === 'looks-like-known' || id === 'looks-like-own');
  const checks: Review['checks'] = [...(compared && !imitation ? ['no-look-alike'] as const : []), ...(known && !own ? ['known-recipient'] as const : [])];
  return { warnings, checks, remember, meaning };
}
