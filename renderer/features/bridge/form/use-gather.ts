// Gathering: a payment to oneself that brings enough into one address, because the deposit has to come from one.

import type { SwapQuote } from '../../../../shared/contract/bridge';
import type { TxState } from '../../../../shared/contract/wallet';
import { useAnnouncements } from '../../../app/announce';
import { call } from '../../../app/client';
import { useNavigation } from '../../../app/navigation';
import { useCall } from '../../../app/queries';
import { useT } from '../../../i18n/use-t';
import { useAct, type Act } from '../../../ui/use-act';

export interface Gather {
  /** What the button would submit now; null when nothing has to be gathered, or it is under way. */
  readonly offer: SwapQuote['gather'];
  /** The state of the payment that gathers, while it is under way. */
  readonly running: { readonly id: string; readonly state: TxState } | null;
  readonly act: Act<[]>;
}

const UNDER_WAY: ReadonlySet<TxState['kind']> = new Set(['waiting', 'pending', 'confirming']);

export function useGather(quote: SwapQuote | undefined, gathering: string | null): Gather {
  const t = useT();
  const say = useAnnouncements((state) => state.say);
  const editBridge = useNavigation((state) => state.editBridge);
  const entry = useCall('activity.get', { id: gathering ?? '' }, { enabled: gathering !== null }).data;
  const running = gathering !== null && !quote?.ready && entry && UNDER_WAY.has(entry.state.kind) ? { id: gathering, state: entry.state } : null;
  const offer = running === null ? (quote?.gather ?? null) : null;
  const act = useAct(async () => {
    if (!offer) return;
    const outcome = await call('money.submit', { intent: offer.intent });
    if (outcome.kind === 'cancelled') return say(t('send.cancelled'));
    if (outcome.kind === 'sent' || outcome.kind === 'kept') editBridge({ gathering: outcome.id });
    say(t('bridge.gather.begun'));
  });
  return { offer, running, act };
}
