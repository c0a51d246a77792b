// Sweep an imported key: the wallet says what it holds and what moving it costs; the approval window decides.

import { useState } from 'react';
import { chainInfo } from '../../../../shared/chains/registry';
import type { Imported } from '../../../../shared/contract/money-path';
import { useAnnouncements } from '../../../app/announce';
import { Amount } from '../../../app/amount';
import { call } from '../../../app/client';
import { useNavigation, whileHere } from '../../../app/navigation';
import { useCall } from '../../../app/queries';
import { useT } from '../../../i18n/use-t';
import { Address } from '../../../ui/address';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import { ErrorNotice } from '../../../ui/error-notice';
import { Notice } from '../../../ui/notice';
import { Loading } from '../../../ui/skeleton';
import { useAct } from '../../../ui/use-act';

export function Sweep({ imported, onClose }: { imported: Imported; onClose(): void }) {
  const t = useT();
  const say = useAnnouncements((state) => state.say);
  const openActivity = useNavigation((state) => state.openActivity);
  const preview = useCall('sweep.preview', { chain: imported.family, imported: imported.id });
  const coin = chainInfo(imported.family).native;
  const { data } = preview;
  // Said in the dialog: what lies behind it is inert while it is open.
  const [cancelled, setCancelled] = useState(false);
  const submit = useAct(async () => {
    if (!data?.intent) return;
    setCancelled(false);
    const here = whileHere();
    const outcome = await call('money.submit', { intent: data.intent });
    if (outcome.kind === 'cancelled') return setCancelled(true);
    say(t('settings.security.sweepDone'));
    onClose();
    if (outcome.kind === 'sent' || outcome.kind === 'kept') here(() => openActivity(outcome.id));
  });
  const again = <Button size="sm" onClick={() => void preview.refetch()}>{t('common.retry')}</Button>;
  const figure = (units: string | null) => (units === null ? <span className="text-muted">—</span> : <Amount units={units} decimals={coin.decimals} symbol={coin.symbol} />);
  return (
    <Dialog title={t('settings.security.sweepTitle', { name: imported.name })} closeLabel={t('common.close')} onClose={onClose}>
      <form className="flex flex-col gap-4 overflow-y-auto px-5 pt-2 pb-5" onSubmit={(event) => { event.preventDefault(); void submit.run(); }}>
        <p className="text-sm text-muted">{t('settings.security.sweepText')}</p>
        <div><div className="text-2xs text-muted">{t('settings.security.sweepFrom')}</div><Address value={imported.address} className="text-sm" /></div>
        {!data && !preview.error && <Loading waitingFor={t('settings.security.sweepAsking')} rows={2} />}
        {data && !data.problem && (
          <dl className="grid grid-cols-2 gap-y-1.5 text-sm">
            <dt className="text-muted">{t('settings.security.sweepAmount')}</dt><dd className="text-right text-base font-bold">{figure(data.amount)}</dd>
            <dt className="text-muted">{t('settings.security.sweepFee')}</dt><dd className="text-right">{figure(data.fee)}</dd>
          </dl>
        )}
        {data?.problem && <ErrorNotice error={data.problem} tone="warn" action={again} />}
        {preview.error && <ErrorNotice error={preview.error} action={again} />}
        {cancelled && <Notice urgent>{t('send.cancelled')}</Notice>}
        {submit.error && <ErrorNotice error={submit.error} />}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose} disabled={submit.busy}>{t('common.cancel')}</Button>
          <Button look="primary" type="submit" busy={submit.busy} disabled={!data?.intent}>{t(submit.busy ? 'settings.security.sweepWaiting' : 'settings.security.sweepGo')}</Button>
        </div>
      </form>
    </Dialog>
  );
}
