// Why a plan is refused: one code per reason, so that the window can say which.

import { AppError, type ErrorContext } from '../../../shared/errors/app-error';

/** Every reason for which a plan is not shown to the person at all. */
export type RefusalCode =
  | 'plan-does-not-match-intent' | 'unreadable-plan' | 'unsupported-format'
  | 'previous-layout' | 'previous-missing' | 'previous-hash' | 'previous-output'
  | 'duplicate-input' | 'foreign-input' | 'change-not-ours' | 'foreign-output' | 'amount-out-of-range'
  | 'outputs-exceed-inputs' | 'fee-above-limit' | 'fee-absurd' | 'dust' | 'bad-sequence' | 'expired' | 'bad-expiry' | 'too-large'
  | 'recipient-address' | 'zero-address' | 'bad-note' | 'own-address-expected'
  | 'wrong-chain-id' | 'bad-gas' | 'unknown-call' | 'contract-creation' | 'bad-nonce'
  | 'replaced-transaction' | 'replacement-inputs' | 'replacement-fee' | 'replacement-outputs' | 'not-replaceable'
  | 'collateral-amount' | 'collateral-not-ours' | 'collateral-owner' | 'collateral-twice' | 'collateral-spent'
  | 'start-version' | 'start-time' | 'start-delegates' | 'start-identity'
  | 'wrong-signer' | 'unknown-hash' | 'review-expired' | 'bad-message' | 'own-deposit' | 'shared-address' | 'bad-callback' | 'message-time';

/** The error of a refusal; `code` arrives as `review/<code>`. */
export function refusal(code: RefusalCode, message: string, context: ErrorContext = {}, cause?: unknown): AppError {
  return new AppError(`review/${code}`, message, { context, cause });
}

/** Throws the refusal unless `holds`. */
export function insist(holds: boolean, code: RefusalCode, message: string, context: ErrorContext = {}): asserts holds {
  if (!holds) throw refusal(code, message, context);
}

/** The plan differs from what the person asked for; `what` names the part. */
export function insistMatch(holds: boolean, what: string): asserts holds {
  if (!holds) throw refusal('plan-does-not-match-intent', 'the plan does not do what was asked', { what });
}
