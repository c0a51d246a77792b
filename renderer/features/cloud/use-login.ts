// The login: a phrase of one node, signed in the approval window. No window sees the signature.

import { useState } from 'react';
import { useAnnouncements } from '../../app/announce';
import { call } from '../../app/client';
import { useT } from '../../i18n/use-t';
import { useAct, type Act } from '../../ui/use-act';

export function useLogin(): { act: Act<[]>; cancelled: boolean } {
  const t = useT();
  const say = useAnnouncements((state) => state.say);
  const [cancelled, setCancelled] = useState(false);
  const act = useAct(async () => {
    setCancelled(false);
    const { intent } = await call('cloud.login', undefined);
    const outcome = await call('money.submit', { intent });
    if (outcome.kind === 'logged-in') return say(t('cloud.login.done', { node: outcome.node }));
    setCancelled(true);
    say(t('cloud.login.cancelled'));
  });
  return { act, cancelled };
}
