// A refusal names the rule that a module breaks: by its code for programs, in plain words for people.
import { AppError, type ErrorContext } from '../../errors/app-error';
import { LIMITS } from './limits';

/** The rules of admission; the code of a refusal is `pouw/module-` and one of these. */
export type Rule =
  | 'size' | 'header' | 'truncated' | 'number' | 'section' | 'custom' | 'limit'
  | 'import' | 'start' | 'exception' | 'type' | 'function'
  | 'table' | 'memory' | 'memory-shared' | 'memory-64' | 'memory-count' | 'memory-limit' | 'memory-grow'
  | 'global' | 'global-hidden' | 'export' | 'export-missing' | 'export-signature' | 'element' | 'data'
  | 'instruction' | 'invalid' | 'atomics' | 'relaxed-simd' | 'tail-call' | 'references' | 'table-state' | 'data-state';

export function refuse(rule: Rule, message: string, context: ErrorContext = {}): never {
  throw new AppError(`pouw/module-${rule}`, message, { context });
}

/** Refuses what is larger than the limit of that name. */
export function within(what: keyof typeof LIMITS, count: number): number {
  const most = LIMITS[what];
  if (count > most) refuse('limit', `the module has more ${what} than the ${most} that are allowed`, { what, most, count });
  return count;
}
