// Send: states an intent, shows what the wallet makes of it, and hands it to the approval window. What was typed is never lost.

import { useState } from 'react';
import type { Outcome } from '../../../shared/contract/app';
import { useAnnouncements } from '../../app/announce';
import { call } from '../../app/client';
import { PaymentTold, WillTell } from './told';
import { EMPTY_SEND, useNavigation, type SendForm } from '../../app/navigation';
import { useCall } from '../../app/queries';
import { useT } from '../../i18n/use-t';
import { Button } from '../../ui/button';
import { Card } from '../../ui/card';
import { ErrorNotice } from '../../ui/error-notice';
import { Notice } from '../../ui/notice';
import { Loading } from '../../ui/skeleton';
import { useAct } from '../../ui/use-act';
import { AmountField } from './amount-field';
import { AssetField } from './asset-field';
import { FeeField } from './fee-field';
import { NoteField } from './note-field';
import { RecipientField } from './recipient-field';
import { Result } from './result';
import { Summary } from './summary';
import { usePreview } from './use-preview';

export function Send() {
  const t = useT();
  const say = useAnnouncements((state) => state.say);
  const { send: form, editSend } = useNavigation();
  const portfolio = useCall('portfolio.get', undefined);
  const [outcome, setOutcome] = useState<{ outcome: Outcome; to: string; callback: SendForm['callback'] } | null>(null);
  const [tried, setTried] = useState(false);
  const assets = portfolio.data?.assets ?? [];
  const row = assets.find((entry) => entry.asset === form.asset) ?? assets[0] ?? null;
  const { preview, current, error } = usePreview(form, row);
  const submit = useAct(async () => {
    setTried(true);
    setOutcome(null);
    const intent = current ? preview?.intent : null;
    if (!intent) return;
    const to = preview?.recipient ?? form.to;
    const { callback } = form;
    const reached = await call('money.submit', { intent });
    setOutcome({ outcome: reached, to, callback });
    if (reached.kind === 'sent' || reached.kind === 'kept') {
      editSend({ ...EMPTY_SEND, asset: form.asset });
      setTried(false);
      say(t(reached.kind === 'sent' ? 'send.sent' : 'send.kept'));
    } else say(t('send.cancelled'));
  });
  if (portfolio.error) return <div className="p-7"><ErrorNotice error={portfolio.error} action={<Button size="sm" onClick={() => void portfolio.refetch()}>{t('common.retry')}</Button>} /></div>;
  if (!portfolio.data || !row) return <div className="p-7"><Card>{portfolio.data ? <p className="p-5 text-sm text-muted">{t('send.noAssets')}</p> : <Loading waitingFor={t('portfolio.loading')} rows={6} />}</Card></div>;
  if (outcome && (outcome.outcome.kind === 'sent' || outcome.outcome.kind === 'kept')) {
    return <Result outcome={outcome.outcome} to={outcome.to} chain={row.chain} onAgain={() => setOutcome(null)}>{outcome.callback && <PaymentTold outcome={outcome.outcome} callback={outcome.callback} />}</Result>;
  }
  const locked = submit.busy;
  const field = { form, edit: editSend, row, preview: preview ?? null, tried, locked };
  return (
    <form className="grid items-start gap-4.5 px-7 py-6 @4xl/main:grid-cols-[minmax(0,1fr)_20.75rem]" onSubmit={(event) => { event.preventDefault(); void submit.run(); }}>
      <fieldset disabled={locked} className="min-w-0">
        <Card className="flex flex-col gap-5 p-5">
          <AssetField {...field} assets={assets} />
          <RecipientField {...field} assets={assets} />
          <AmountField {...field} />
          <FeeField {...field} />
          {row.asset === 'flux/native' && <NoteField {...field} />}
        </Card>
      </fieldset>
      <div className="flex flex-col gap-4">
        <Summary {...field} checking={!current} />
        {form.callback && <WillTell host={form.callback.host} locked={locked} onForget={() => editSend({ callback: null })} />}
        {error && <ErrorNotice error={error} />}
        {/* What the form is checked against could not be read: then it is not the form that must change. */}
        {current && preview?.spendable.state === 'unknown' && <ErrorNotice error={preview.spendable.reason} tone="warn" />}
        {outcome?.outcome.kind === 'cancelled' && <Notice>{t('send.cancelled')}</Notice>}
        {submit.error && <ErrorNotice error={submit.error} />}
        {locked && <Notice title={t('send.waiting')} urgent>{t('send.waitingText')}</Notice>}
        <div className="flex gap-2">
          <Button look="primary" size="lg" type="submit" className="flex-1" busy={locked} disabled={!current || !preview?.intent}>{t(locked ? 'send.waiting' : 'send.review')}</Button>
          <Button size="lg" disabled={locked} onClick={() => { editSend({ ...EMPTY_SEND, asset: form.asset }); setTried(false); submit.clear(); }}>{t('send.clear')}</Button>
        </div>
      </div>
    </form>
  );
}
