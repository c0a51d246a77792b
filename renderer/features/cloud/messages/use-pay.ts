// The payment of a message: the ordinary path of money, with the message's hash beside it.

import { useState } from 'react';
import { useAnnouncements } from '../../../app/announce';
import { call } from '../../../app/client';
import { useT } from '../../../i18n/use-t';
import { useAct, type Act } from '../../../ui/use-act';

export function usePay(): { act: Act<[string]>; result: 'cancelled' | 'kept' | null } {
  const t = useT();
  const say = useAnnouncements((state) => state.say);
  const [result, setResult] = useState<'cancelled' | 'kept' | null>(null);
  const act = useAct(async (hash: string) => {
    setResult(null);
    const { intent } = await call('cloud.pay', { hash });
    const outcome = await call('money.submit', { intent });
    if (outcome.kind === 'sent') return say(t('cloud.messages.sent'));
    setResult(outcome.kind === 'kept' ? 'kept' : 'cancelled');
    say(t(outcome.kind === 'kept' ? 'cloud.messages.kept' : 'cloud.messages.cancelled'));
  });
  return { act, result };
}
