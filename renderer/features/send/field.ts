// What every field of the send screen gets, and the words for what the wallet finds wrong with it.

import type { AssetRow, Preview } from '../../../shared/contract/wallet';
import { builtInAsset } from '../../../shared/chains/registry';
import type { SendForm } from '../../app/navigation';
import type { T } from '../../i18n/keys';
import { hasWords, wordsFor } from '../../i18n/use-t';
import { errorKey } from '../../ui/error-notice';

export interface SendField {
  form: SendForm;
  edit(patch: Partial<SendForm>): void;
  row: AssetRow;
  preview: Preview | null;
  /** Whether the person has tried to go on: then also empty fields are named. */
  tried: boolean;
  locked: boolean;
}

/** The first problem of a field in words, or null. */
export function problemOf(t: T, { preview, row }: SendField, field: Preview['problems'][number]['field']): string | null {
  const problem = preview?.problems.find((entry) => entry.field === field);
  if (!problem) return null;
  const native = builtInAsset(`${row.chain}/native`);
  const values = { symbol: native?.symbol ?? '', decimals: row.decimals ?? 0, ...problem.context };
  const own = `send.problems.${problem.code}`;
  if (hasWords(own)) return wordsFor(own, values);
  const key = errorKey(problem.code);
  return key === 'errors.areas.internal' ? t('send.problems.fallback') : wordsFor(`${key}.what`, values);
}
