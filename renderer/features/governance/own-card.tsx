// Own proposals: what is to be paid until when, and what became of each.

import { useState } from 'react';
import type { OwnProposal } from '../../../shared/contract/governance';
import { call } from '../../app/client';
import { useNavigation } from '../../app/navigation';
import { useCall } from '../../app/queries';
import { formatTime, formatUnits } from '../../i18n/format';
import { useT } from '../../i18n/use-t';
import { Button, TextButton } from '../../ui/button';
import { Card, CardTitle } from '../../ui/card';
import { ErrorNotice } from '../../ui/error-notice';
import { Notice } from '../../ui/notice';
import { useAct } from '../../ui/use-act';

import { AppError, toAppError } from '../../../shared/errors/app-error';
import { StatePill } from './state-pill';

function useLine({ state, payUntil, fee }: OwnProposal): string {
  const t = useT();
  switch (state.kind) {
    case 'unpaid': return t(state.late ? 'governance.own.late' : 'governance.own.unpaid', { fee: formatUnits(BigInt(fee), 8), time: formatTime(payUntil) });
    case 'lapsed': return t('governance.own.lapsed');
    case 'paying': return t(state.overdue ? 'governance.own.overdue' : 'governance.own.paying');
    case 'listed': return '';
  }
}

/** Pays the fee through the approval window. */
function usePay(): { busy: boolean; error: ReturnType<typeof useAct>['error']; cancelled: boolean; run(hash: string): Promise<void> } {
  const [cancelled, setCancelled] = useState(false);
  const act = useAct(async (hash: string) => {
    setCancelled(false);
    const { intent, problem } = await call('governance.payment', { hash });
    if (intent === null) throw problem === null ? toAppError(null) : AppError.fromShape(problem);
    const outcome = await call('money.submit', { intent });
    setCancelled(outcome.kind === 'cancelled');
    await call('governance.look', undefined);
  });
  return { busy: act.busy, error: act.error, cancelled, run: act.run };
}

function Row({ own }: { own: OwnProposal }) {
  const t = useT();
  const line = useLine(own);
  const pay = usePay();
  const read = useNavigation((state) => state.openProposal);
  return (
    <li className="border-t border-line py-3 first:border-0 first:pt-0" data-testid="own-proposal" data-state={own.state.kind}>
      <div className="flex items-start justify-between gap-3">
        <TextButton className="min-w-0 text-left text-sm font-medium !text-text wrap-break-word" onClick={() => read(own.hash)}>{own.topic}</TextButton>
        {own.state.kind === 'listed' && <StatePill state={own.state.proposal} said={own.state.proposal} />}
      </div>
      {line !== '' && <p className="mt-1 text-xs text-muted">{line}</p>}
      {own.state.kind === 'unpaid' && !own.state.late && <Button size="sm" look="primary" className="mt-2" busy={pay.busy} onClick={() => void pay.run(own.hash)}>{t('governance.own.pay', { fee: formatUnits(BigInt(own.fee), 8) })}</Button>}
      {pay.cancelled && <Notice className="mt-2">{t('governance.own.cancelled')}</Notice>}
      {pay.error && <ErrorNotice error={pay.error} className="mt-2" />}
    </li>
  );
}

export function OwnCard() {
  const t = useT();
  const own = useCall('governance.own', undefined).data ?? [];
  const start = useNavigation((state) => state.startProposal);
  return (
    <Card className="px-5 py-4.5" label={t('governance.own.title')}>
      <CardTitle aside={<Button size="sm" onClick={start}>{t('governance.own.new')}</Button>}>{t('governance.own.title')}</CardTitle>
      {own.length === 0 ? <p className="mt-3 text-xs text-muted">{t('governance.own.none')}</p> : <ul className="mt-3">{own.slice(0, 20).map((each) => <Row key={each.hash} own={each} />)}</ul>}
    </Card>
  );
}
