// Copying goes through main, which clears the clipboard after a minute; the notice says so.

import { useCallback } from 'react';
import { toAppError } from '../../shared/errors/app-error';
import { useT } from '../i18n/use-t';
import { errorLine } from '../ui/error-notice';
import { useAnnouncements } from './announce';
import { call } from './client';

export function useCopy(): (text: string) => Promise<void> {
  const t = useT();
  const say = useAnnouncements((state) => state.say);
  return useCallback(async (text) => {
    try {
      await call('clipboard.copy', { text });
      say(t('common.copied'));
    } catch (thrown) {
      say(errorLine(toAppError(thrown).toShape()));
    }
  }, [say, t]);
}
