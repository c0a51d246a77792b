// Signing an app: the message is made, approved, and handed to the network; then its payment waits on the overview.

import { useState } from 'react';
import type { AppWish } from '../../../../shared/contract/cloud';
import { useAnnouncements } from '../../../app/announce';
import { call } from '../../../app/client';
import { useT } from '../../../i18n/use-t';
import { useAct, type Act } from '../../../ui/use-act';
import { useCloudForm } from '../form-store';

export function useBegin(): { act: Act<[AppWish, boolean]>; cancelled: boolean; forget(): void } {
  const t = useT();
  const say = useAnnouncements((state) => state.say);
  const finish = useCloudForm((state) => state.finish);
  const [cancelled, setCancelled] = useState(false);
  const act = useAct(async (wish: AppWish, update: boolean) => {
    setCancelled(false);
    const { intent } = await call('cloud.begin', { wish, update });
    const outcome = await call('money.submit', { intent });
    if (outcome.kind !== 'app-registered') {
      setCancelled(true);
      return say(t('cloud.form.cancelled'));
    }
    finish();
    say(t('cloud.form.done', { name: outcome.name }));
  });
  return { act, cancelled, forget: () => { setCancelled(false); act.clear(); } };
}
