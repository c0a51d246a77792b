// The wallet's view of the draft while it is typed: asked for when typing pauses, and again when balances change.

import type { AppError } from '../../../shared/errors/app-error';
import type { AssetRow, Preview } from '../../../shared/contract/wallet';
import type { SendForm } from '../../app/navigation';
import { useCall } from '../../app/queries';
import { separators } from '../../i18n/format';
import { draftOf } from './draft';
import { useDebounced } from '../../app/use-debounced';

const PAUSE_MS = 250;
const NO_DRAFT = { asset: 'flux/native', to: '', amount: { kind: 'none' as const }, fee: { kind: 'preset' as const, preset: 'normal' as const }, note: '' };

/**
 * `current` is false while the preview belongs to something that was typed before. One that is asked for again because a balance
 * changed stays current meanwhile: the button must not slip away under a click, and the plan is held to the limits of the intent anyway.
 */
export function usePreview(form: SendForm, row: AssetRow | null): { preview: Preview | undefined; current: boolean; error: AppError | null } {
  const draft = row ? draftOf(form, row, separators()) : NO_DRAFT;
  const settled = useDebounced(draft, PAUSE_MS);
  const query = useCall('send.preview', settled, { enabled: row !== null, keep: true });
  const current = query.data !== undefined && !query.isPlaceholderData && JSON.stringify(draft) === JSON.stringify(settled);
  return { preview: query.data, current, error: query.error };
}
