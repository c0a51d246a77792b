// Begins a node: a record first, then the path of money. Nothing typed is lost on the way; what is not approved is given up by main.

import { useState } from 'react';
import { useAnnouncements } from '../../../app/announce';
import { call } from '../../../app/client';
import { useNavigation } from '../../../app/navigation';
import { useT } from '../../../i18n/use-t';
import { useAct, type Act } from '../../../ui/use-act';
import type { Wish } from './use-wish';

export function useBeginStart(): { act: Act<[Wish]>; cancelled: boolean; forget(): void } {
  const t = useT();
  const say = useAnnouncements((state) => state.say);
  const showStarted = useNavigation((state) => state.showStarted);
  const [cancelled, setCancelled] = useState(false);
  const act = useAct(async (wish: Wish) => {
    setCancelled(false);
    const { node, intent } = await call('staking.begin', wish);
    const outcome = await call('money.submit', { intent });
    if (outcome.kind !== 'nodes-started') {
      setCancelled(true);
      return say(t('staking.start.cancelled'));
    }
    showStarted(outcome.nodes[0] ?? node, outcome.reason);
    say(t('staking.start.done', { name: wish.name }));
  });
  return { act, cancelled, forget: () => { setCancelled(false); act.clear(); } };
}
