// The signer's door for money: a plan becomes a review, an approved review becomes a signature, once.

import type { Intent, Plan, Review, Signed } from '../../../shared/contract/money-path';
import { signApproved } from '../sign';
import { reviewEvm } from './evm/review';
import { reviewMessage } from './message';
import type { ReviewDeps } from './ports';
import { insist, insistMatch } from './refusal';
import type { Reviewed } from './reviewed';
import { reviewStarts } from './starts/review';
import { bitcoinRules } from './utxo/bitcoin-rules';
import { fluxRules } from './utxo/flux-rules';
import { reviewUtxo } from './utxo/review';

export interface Reviewer {
  /** Reads the plan and holds it against the intent. @throws AppError `review/...` when the plan is refused */
  review(request: { readonly intent: Intent; readonly plan: Plan }): Review;
  /**
   * Signs what was reviewed under `hash`, checks the signatures and seals the recipients as paid. Every review can be signed once.
   * @throws AppError `review/unknown-hash` | `review/review-expired` | `sign/...`
   */
  sign(request: { readonly hash: string }): Promise<Signed>;
  /** Drops a review that was not approved; unknown ones are no error. */
  forget(request: { readonly hash: string }): void;
  /** Drops everything, when the vault locks. */
  forgetAll(): void;
}

/** A review is answered in minutes; fees, nonces and expiry heights grow old with it. */
const REVIEW_LIFE_MS = 10 * 60 * 1000;
/** One approval window shows one review; more than a few waiting is a fault of the caller. */
const MAX_WAITING = 8;

/** Picks the reading for a plan. Kinds that do not belong together are refused. */
function readPlan(intent: Intent, plan: Plan, deps: ReviewDeps): Reviewed {
  const { network } = deps.keys;
  if (intent.kind === 'sign-message') {
    insistMatch(plan.kind === 'message', 'kind');
    return reviewMessage(intent, deps);
  }
  if (intent.kind === 'start-nodes') {
    insistMatch(plan.kind === 'starts', 'kind');
    return reviewStarts(intent, plan, deps);
  }
  if (plan.kind === 'utxo') return plan.chain === 'flux' ? reviewUtxo(intent, plan, fluxRules(network), deps) : reviewUtxo(intent, plan, bitcoinRules(network), deps);
  insistMatch(plan.kind === 'evm' && intent.kind !== 'sweep', 'kind');
  return reviewEvm(intent, plan, deps);
}

/** A reviewer for one unlocked vault; it holds reviews in memory only. */
export function createReviewer(deps: ReviewDeps): Reviewer {
  const waiting = new Map<string, { readonly reviewed: Reviewed; readonly at: number }>();
  return {
    review({ intent, plan }) {
      const reviewed = readPlan(intent, plan, deps);
      const { hash } = reviewed.review;
      waiting.delete(hash);
      waiting.set(hash, { reviewed, at: deps.now() });
      for (const oldest of waiting.keys()) {
        if (waiting.size <= MAX_WAITING) break;
        waiting.delete(oldest);
      }
      return reviewed.review;
    },
    async sign({ hash }) {
      const entry = waiting.get(hash);
      insist(entry !== undefined, 'unknown-hash', 'no review with this hash is waiting');
      waiting.delete(hash);
      const age = deps.now() - entry.at;
      // A person takes as long to read whatever the rate: time that ran faster counts for what it took, a jump counts whole.
      insist(age >= 0 && age <= REVIEW_LIFE_MS * Math.max(1, deps.speed()), 'review-expired', 'the review is too old to be signed', { age });
      const signed = signApproved(entry.reviewed.signable, deps);
      const { remember, deposit } = entry.reviewed;
      for (const { address, chain } of remember) await deps.addresses.rememberPaid(address, chain);
      if (deposit !== undefined) await deps.addresses.rememberDeposit(deposit.address, deposit.chain);
      return { ...signed, reviewHash: hash };
    },
    forget({ hash }) {
      waiting.delete(hash);
    },
    forgetAll() {
      waiting.clear();
    },
  };
}
