// A new proposal: the text, what it costs now, what happens when it is paid late or otherwise, and its payment through the approval window.

import { ArrowLeft } from 'lucide-react';
import { useState } from 'react';
import { useAnnouncements } from '../../app/announce';
import { call, type Input, type Output } from '../../app/client';
import { useNavigation } from '../../app/navigation';
import { useCall } from '../../app/queries';
import { formatUnits } from '../../i18n/format';
import { hasWords, useT, wordsFor } from '../../i18n/use-t';
import { Button } from '../../ui/button';
import { Card, CardTitle } from '../../ui/card';
import { ErrorNotice, errorLine } from '../../ui/error-notice';
import { TextArea, TextField } from '../../ui/field';
import { Notice } from '../../ui/notice';
import { useAct } from '../../ui/use-act';

type Text = Input<'governance.check'>;
type Fault = Output<'governance.check'>[number];

function useProblems(faults: readonly Fault[]): (field: Fault['field']) => string | null {
  return (field) => {
    const fault = faults.find((one) => one.field === field);
    if (!fault) return null;
    const own = `governance.form.fault.${fault.code}`;
    return hasWords(own) ? wordsFor(own, {}) : errorLine({ code: fault.code, message: '', context: {} });
  };
}

export function Submit() {
  const t = useT();
  const { proposalForm: form, editProposal: edit, closeProposal } = useNavigation();
  const price = useCall('governance.price', undefined).data;
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const problem = useProblems(faults);
  const say = useAnnouncements((state) => state.say);
  const grant = form.grantValue.trim();
  const text: Text = { topic: form.topic.trim(), description: form.description.trim(), grantValue: grant === '' ? 0 : /^\d{1,9}$/.test(grant) ? Number(grant) : -1, grantAddress: form.grantAddress.trim(), nickName: form.nickName.trim() };
  const fee = price?.state === 'known' ? price.value : null;
  const act = useAct(async () => {
    const found = await call('governance.check', text);
    setFaults(found);
    if (found.length > 0 || fee === null) return;
    await call('governance.submit', { text, fee });
    // The text stands with the service and in the wallet's record now; it is paid from the list of own proposals.
    edit({ topic: '', description: '', grantValue: '', grantAddress: '', nickName: '' });
    say(t('governance.form.submitted'));
    closeProposal();
  });
  const change = (patch: Partial<typeof form>) => {
    edit(patch);
    setFaults([]);
  };
  return (
    <div className="flex flex-col gap-4 px-7 py-6">
      <div><Button look="quiet" size="sm" icon={ArrowLeft} onClick={closeProposal}>{t('governance.back')}</Button></div>
      <form className="grid items-start gap-4.5 @5xl/main:grid-cols-[minmax(0,1fr)_20.75rem]" onSubmit={(event) => { event.preventDefault(); void act.run(); }}>
        <Card className="flex flex-col gap-4 px-5 py-4.5">
          <CardTitle>{t('governance.form.title')}</CardTitle>
          <TextField label={t('governance.form.topic')} value={form.topic} maxLength={200} problem={problem('topic')} onValue={(topic) => change({ topic })} />
          <TextArea label={t('governance.form.description')} value={form.description} rows={12} maxLength={21_000} hint={t('governance.form.descriptionHint')} problem={problem('description')} onValue={(description) => change({ description })} />
          <div className="grid gap-4 @3xl/main:grid-cols-[12rem_minmax(0,1fr)]">
            <TextField label={t('governance.form.grantValue')} value={form.grantValue} inputMode="numeric" maxLength={12} suffix={<span className="text-xs text-muted">FLUX</span>} hint={t('governance.form.grantHint')} problem={problem('grantValue')} onValue={(grantValue) => change({ grantValue })} />
            <TextField label={t('governance.form.grantAddress')} value={form.grantAddress} mono maxLength={128} problem={problem('grantAddress')} onValue={(grantAddress) => change({ grantAddress })} />
          </div>
          <TextField label={t('governance.form.nickName')} value={form.nickName} maxLength={80} hint={t('governance.form.nickNameHint')} problem={problem('nickName')} onValue={(nickName) => change({ nickName })} />
        </Card>
        <Card className="flex flex-col gap-3.5 px-5 py-4.5" label={t('governance.form.cost')}>
          <CardTitle>{t('governance.form.cost')}</CardTitle>
          {price?.state === 'unknown' ? <ErrorNotice tone="warn" error={price.reason} /> : <p className="text-2xl font-bold tabular" data-testid="proposal-price">{fee === null ? '…' : `${formatUnits(BigInt(fee), 8)} FLUX`}</p>}
          <p className="text-xs text-muted">{t('governance.form.costText')}</p>
          <Notice tone="warn" title={t('governance.form.hour')}><p>{t('governance.form.hourText')}</p></Notice>
          <p className="text-xs text-muted">{t('governance.form.public')}</p>
          {act.error && <ErrorNotice error={act.error} />}
          <Button type="submit" look="primary" busy={act.busy} disabled={fee === null}>{t('governance.form.submit')}</Button>
        </Card>
      </form>
    </div>
  );
}
