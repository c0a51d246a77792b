// Many small coins of the main chain into one: what it takes and costs, then the approval window.

import { useState, type ReactNode } from 'react';
import { Amount } from '../../../app/amount';
import { useAnnouncements } from '../../../app/announce';
import { call } from '../../../app/client';
import { useCall } from '../../../app/queries';
import { formatNumber } from '../../../i18n/format';
import { useT } from '../../../i18n/use-t';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import { ErrorNotice } from '../../../ui/error-notice';
import { Notice } from '../../../ui/notice';
import { Loading } from '../../../ui/skeleton';
import { useAct } from '../../../ui/use-act';
import { FLUX_DECIMALS } from '../../bridge/flux';

export function ConsolidateDialog({ onClose }: { onClose(): void }) {
  const t = useT();
  const say = useAnnouncements((state) => state.say);
  const [cancelled, setCancelled] = useState(false);
  const { data, error } = useCall('staking.consolidate', undefined);
  const submit = useAct(async () => {
    if (!data?.intent) return;
    setCancelled(false);
    const outcome = await call('money.submit', { intent: data.intent });
    if (outcome.kind === 'cancelled') return setCancelled(true);
    say(t(outcome.kind === 'kept' ? 'staking.tools.consolidate.kept' : 'staking.tools.consolidate.done'));
    onClose();
  });
  const line = (name: string, value: ReactNode) => <div className="flex justify-between gap-3 border-line py-2.5 text-sm not-first:border-t"><dt className="text-muted">{name}</dt><dd className="tabular">{value}</dd></div>;
  return (
    <Dialog title={t('staking.tools.consolidate.name')} closeLabel={t('common.close')} onClose={onClose}>
      <form className="flex flex-col gap-4 overflow-y-auto px-5 pt-1 pb-5" onSubmit={(event) => { event.preventDefault(); void submit.run(); }}>
        <p className="text-xs text-muted">{t('staking.tools.consolidate.hint')}</p>
        {error && <ErrorNotice error={error} />}
        {!data && !error && <Loading waitingFor={t('staking.tools.consolidate.asking')} />}
        {data && data.problem && <ErrorNotice error={data.problem} tone="warn" />}
        {data && !data.intent && !data.problem && <p className="text-sm">{t('staking.tools.consolidate.nothing')}</p>}
        {data?.intent && (
          <dl>
            {line(t('staking.tools.consolidate.coins'), formatNumber(data.coins))}
            {data.amount !== null && line(t('staking.tools.consolidate.amount'), <Amount units={data.amount} decimals={FLUX_DECIMALS} symbol="FLUX" />)}
            {data.fee !== null && line(t('staking.tools.consolidate.fee'), <Amount units={data.fee} decimals={FLUX_DECIMALS} symbol="FLUX" />)}
          </dl>
        )}
        {cancelled && <Notice>{t('staking.tools.restart.cancelled')}</Notice>}
        {submit.error && <ErrorNotice error={submit.error} />}
        {submit.busy && <Notice title={t('staking.start.waiting')} urgent>{t('staking.start.waitingText')}</Notice>}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button look="primary" type="submit" busy={submit.busy} disabled={!data?.intent}>{t('staking.tools.consolidate.go')}</Button>
        </div>
      </form>
    </Dialog>
  );
}
