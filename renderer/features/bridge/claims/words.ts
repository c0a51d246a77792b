// Why a claim is not possible, in words.

import type { T } from '../../../i18n/keys';
import { hasWords, wordsFor } from '../../../i18n/use-t';
import { errorKey } from '../../../ui/error-notice';

export function claimProblem(t: T, code: string): string {
  const own = `bridge.claims.problems.${code}`;
  if (hasWords(own)) return wordsFor(own, {});
  const key = errorKey(code);
  return key === 'errors.areas.internal' ? t('bridge.claims.problems.other', { code }) : wordsFor(`${key}.what`, {});
}
