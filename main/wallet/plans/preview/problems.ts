// Which field of the form an error belongs to.
import { AppError } from '../../../../shared/errors/app-error';
import type { z } from 'zod';
import type { zPreview } from '../../../../shared/contract/wallet';

export type Problem = z.infer<typeof zPreview>['problems'][number];
export type Field = Problem['field'];

const BY_PREFIX: readonly (readonly [string, Field])[] = [
  ['address/', 'to'], ['uri/bad-amount', 'amount'], ['uri/too-many-decimals', 'amount'], ['uri/', 'to'],
  ['fee/', 'fee'], ['plan/fee', 'fee'], ['plan/note', 'note'], ['script/note', 'note'], ['evm/would-revert', 'to'],
  ['plan/not-enough', 'amount'], ['plan/dust', 'amount'], ['plan/too-many-coins', 'amount'], ['plan/amount', 'amount'],
];

/** The problem that an error of the person's own input is; null for everything else (servers, coins not known). */
export function problemOf(thrown: unknown): Problem | null {
  if (!(thrown instanceof AppError)) return null;
  const field = BY_PREFIX.find(([prefix]) => thrown.code.startsWith(prefix))?.[1];
  return field === undefined ? null : { field, code: thrown.code, context: { ...thrown.context } };
}
