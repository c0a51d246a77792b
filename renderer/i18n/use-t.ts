// The words of the window's language, by typed key.

import i18next from 'i18next';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { T } from './keys';

/** Re-renders when the language changes. */
export function useT(): T {
  const { t } = useTranslation();
  return useCallback<T>((key, values) => t(key, { ...values }), [t]);
}

/** Whether there are words for a key that was put together at run time, an error's code for instance. */
export function hasWords(key: string): boolean {
  return i18next.exists(key);
}

/** Words for a key whose existence was checked with `hasWords`. */
export function wordsFor(key: string, values: Readonly<Record<string, string | number | boolean>>): string {
  return i18next.t(key, { ...values });
}
