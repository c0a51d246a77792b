// Begins a swap: a record and a reservation first, then the path of money. Nothing typed is lost on the way.
// What ends there without a deposit is given up by main, which alone knows whether anything was signed.

import { useState } from 'react';
import type { SwapQuote } from '../../../../shared/contract/bridge';
import { toAppError } from '../../../../shared/errors/app-error';
import { useAnnouncements } from '../../../app/announce';
import { call, type Input } from '../../../app/client';
import { useNavigation, whileHere, type BridgeForm } from '../../../app/navigation';
import { useT } from '../../../i18n/use-t';
import { useAct, type Act } from '../../../ui/use-act';
import { recipientOf } from './use-quote';

export type Shown = Input<'bridge.begin'>['shown'];

/** The figures that the person sees, when they are whole and allow to begin. */
function shownOf(quote: SwapQuote | undefined): { amount: string; shown: Shown } | null {
  if (!quote?.ready || quote.amount === null || quote.fee === null || quote.arrives === null || quote.deposit === null) return null;
  return { amount: quote.amount, shown: { fee: quote.fee.total, arrives: quote.arrives, deposit: quote.deposit.address } };
}

export interface Begin {
  readonly act: Act<[]>;
  /** The figures that were shown when Fusion had changed them. */
  readonly changed: Shown | null;
  readonly cancelled: boolean;
  readonly tried: boolean;
  forget(): void;
}

export function useBegin(form: BridgeForm, quote: SwapQuote | undefined, again: () => void): Begin {
  const t = useT();
  const say = useAnnouncements((state) => state.say);
  const { editBridge, openSwap } = useNavigation();
  const [past, setPast] = useState<{ changed: Shown | null; cancelled: boolean; tried: boolean }>({ changed: null, cancelled: false, tried: false });
  const act = useAct(async () => {
    setPast({ changed: null, cancelled: false, tried: true });
    const here = whileHere();
    const ready = shownOf(quote);
    if (!ready) return;
    const begun = await call('bridge.begin', { from: form.from, to: form.to, recipient: recipientOf(form), ...ready }).catch((thrown: unknown) => {
      if (toAppError(thrown).code !== 'bridge/quote-changed') throw thrown;
      return null;
    });
    if (begun === null) {
      setPast({ changed: ready.shown, cancelled: false, tried: true });
      say(t('bridge.changed.title'));
      return again();
    }
    const outcome = await call('money.submit', { intent: begun.intent });
    if (outcome.kind === 'cancelled') {
      setPast({ changed: null, cancelled: true, tried: true });
      return say(t('send.cancelled'));
    }
    editBridge({ amount: '', all: false, gathering: null });
    here(() => openSwap(begun.swap));
    say(t(outcome.kind === 'kept' ? 'send.kept' : 'bridge.begun'));
  });
  return { act, ...past, forget: () => { setPast({ changed: null, cancelled: false, tried: false }); act.clear(); } };
}
