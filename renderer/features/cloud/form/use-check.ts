// What the wallet and the network say of the app while it is filled in.

import type { AppCheck, AppWish } from '../../../../shared/contract/cloud';
import type { AppError } from '../../../../shared/errors/app-error';
import type { AppField } from '../../../../shared/fluxos/limits';
import { useCall } from '../../../app/queries';
import { useDebounced } from '../../../app/use-debounced';
import { wordsFor } from '../../../i18n/use-t';

const PAUSE_MS = 350;

/** `check` is undefined while it belongs to something that was typed before. */
export function useCheck(wish: AppWish, update: boolean): { check: AppCheck | undefined; last: AppCheck | undefined; error: AppError | null; again(): void } {
  const settled = useDebounced(wish, PAUSE_MS);
  const query = useCall('cloud.check', { wish: settled, update }, { keep: true });
  const current = !query.isPlaceholderData && JSON.stringify(settled) === JSON.stringify(wish);
  return { check: current ? query.data : undefined, last: query.data, error: query.error, again: () => void query.refetch() };
}

/** Words for the first problem of a field, null when it has none. */
export function problemAt(problems: AppCheck['problems'], field: AppField, component: number | null): string | null {
  const found = problems.find((each) => each.field === field && each.component === component);
  return found === undefined ? null : wordsFor(`cloud.problems.${found.code}`, found.context);
}
