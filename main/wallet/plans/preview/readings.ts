// Asks servers without letting a failure pass for an empty answer.
import type { Reading } from '../../../../shared/contract/base';
import { toAppError } from '../../../../shared/errors/app-error';
import type { Clock } from '../ports';

export type Asked<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: unknown };

export async function ask<T>(work: () => Promise<T>): Promise<Asked<T>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    return { ok: false, error };
  }
}

/** The reading of an answer, with `pick` of its value. */
export function readingOf<T, R>(asked: Asked<T>, pick: (value: T) => R, clock: Clock, source: 'agreed' | 'reported' | 'proven' = 'reported'): Reading<R> {
  if (asked.ok) return { state: 'known', value: pick(asked.value), source, at: clock() };
  const { code, message, context } = toAppError(asked.error);
  // Not looked at yet is no failure.
  if (code === 'plan/coins-unknown' && context.reason === 'loading') return { state: 'loading' };
  return { state: 'unknown', reason: { code, message: message.slice(0, 400), context: { ...context } }, at: clock() };
}
