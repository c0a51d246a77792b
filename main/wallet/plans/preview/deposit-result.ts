// The common frame of previews of deposits.
import { AppError } from '../../../../shared/errors/app-error';
import type { DepositPreview } from '../ports';

type Field = NonNullable<DepositPreview['problem']>['field'];

/** A preview in which nothing is known yet. */
export const NOTHING: DepositPreview = { amount: null, fee: null, feeLimit: null, sender: null, gather: null, problem: null };

const BY_PREFIX: readonly (readonly [string, Field])[] = [
  ['plan/fee-not-covered', 'gas'], ['fee/', 'gas'],
  ['plan/not-enough', 'amount'], ['plan/dust', 'amount'], ['plan/amount', 'amount'], ['plan/too-many-coins', 'amount'], ['plan/gather-first', 'amount'],
];

/**
 * What was found out before `thrown` ended it, and where the person can do something about that. Servers and empty addresses are
 * a matter of where the swap starts.
 * @throws `thrown` when it is no AppError
 */
export function stopped(found: Partial<DepositPreview>, thrown: unknown): DepositPreview {
  if (!(thrown instanceof AppError)) throw thrown;
  const { code, message, context } = thrown.toShape();
  const field = BY_PREFIX.find(([prefix]) => code.startsWith(prefix))?.[1] ?? 'from';
  return { ...NOTHING, ...found, problem: { field, error: { code, message: message.slice(0, 400), context } } };
}
