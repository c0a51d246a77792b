// Arithmetic on readings: a sum is known only when each part is; one unknown part makes it unknown, with that part's reason.

import type { Reading } from '../../../shared/contract/base';

/** Combines readings: the first unknown wins, then loading; the age of the result is that of its oldest part, its source the weakest. */
export function combine<T, R>(parts: readonly Reading<T>[], join: (values: T[]) => R, at: number): Reading<R> {
  const unknown = parts.find((part) => part.state === 'unknown');
  if (unknown?.state === 'unknown') return unknown;
  if (parts.some((part) => part.state === 'loading')) return { state: 'loading' };
  const known = parts.flatMap((part) => (part.state === 'known' ? [part] : []));
  const weakest = known.some(({ source }) => source === 'reported') ? 'reported' : known.some(({ source }) => source === 'agreed') ? 'agreed' : 'proven';
  return { state: 'known', value: join(known.map(({ value }) => value)), source: known.length === 0 ? 'reported' : weakest, at: Math.min(at, ...known.map((part) => part.at)) };
}

export function mapReading<T, R>(reading: Reading<T>, change: (value: T) => R): Reading<R> {
  return reading.state === 'known' ? { ...reading, value: change(reading.value) } : reading;
}
