// Changing a setting: shown at once, saved by main, taken back with its error when main could not save it.

import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Settings } from '../../../shared/contract/settings';
import { toAppError, type ErrorShape } from '../../../shared/errors/app-error';
import { call } from '../../app/client';
import { useCall } from '../../app/queries';

const KEY = ['settings.get', undefined];

export interface Saved {
  readonly settings: Settings | undefined;
  readonly error: ErrorShape | null;
  /** @returns whether it was saved */
  save(patch: Partial<Settings>): Promise<boolean>;
}

export function useSaved(): Saved {
  const client = useQueryClient();
  const query = useCall('settings.get', undefined);
  const [failure, setFailure] = useState<ErrorShape | null>(null);
  const save = async (patch: Partial<Settings>): Promise<boolean> => {
    setFailure(null);
    client.setQueryData<Settings>(KEY, (old) => old && { ...old, ...patch });
    try {
      client.setQueryData(KEY, await call('settings.set', patch));
      return true;
    } catch (thrown) {
      setFailure(toAppError(thrown).toShape());
      await client.invalidateQueries({ queryKey: KEY });
      return false;
    }
  };
  return { settings: query.data, error: failure ?? query.error, save };
}
