// Speed up or cancel: a replacement with a higher fee, previewed by the wallet, approved like any payment.

import { useState } from 'react';
import { builtInAsset } from '../../../shared/chains/registry';
import type { Activity } from '../../../shared/contract/wallet';
import { useAnnouncements } from '../../app/announce';
import { Amount } from '../../app/amount';
import { call } from '../../app/client';
import { useNavigation, whileHere, type SendForm } from '../../app/navigation';
import { useCall } from '../../app/queries';
import { separators } from '../../i18n/format';
import { useT } from '../../i18n/use-t';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { ErrorNotice } from '../../ui/error-notice';
import { useAct } from '../../ui/use-act';
import { typedRate } from '../send/draft';
import { FeeChoices } from '../send/fee-field';
import { useDebounced } from '../../app/use-debounced';

export function Replace({ entry, mode, onClose }: { entry: Activity; mode: 'speed-up' | 'cancel'; onClose(): void }) {
  const t = useT();
  const say = useAnnouncements((state) => state.say);
  const openActivity = useNavigation((state) => state.openActivity);
  const [choice, setChoice] = useState<Pick<SendForm, 'fee' | 'ownRate'>>({ fee: 'fast', ownRate: '' });
  const settled = useDebounced(choice, 250);
  const rate = typedRate(settled.ownRate, separators());
  const fee = settled.fee === 'own' ? (rate === null ? null : { kind: 'own' as const, rate }) : { kind: 'preset' as const, preset: settled.fee };
  const preview = useCall('replace.preview', { id: entry.id, mode, fee: fee ?? { kind: 'preset', preset: 'fast' } }, { keep: true });
  const { data } = preview;
  const coin = data ? builtInAsset(data.feeAsset) : null;
  const submit = useAct(async () => {
    if (!data?.intent) return;
    const here = whileHere();
    const outcome = await call('money.submit', { intent: data.intent });
    if (outcome.kind === 'cancelled') return say(t('send.cancelled'));
    say(t('activity.replace.done'));
    onClose();
    if (outcome.kind === 'sent' || outcome.kind === 'kept') here(() => openActivity(outcome.id));
  });
  const current = data !== undefined && !preview.isPlaceholderData && fee !== null && JSON.stringify(settled) === JSON.stringify(choice);
  return (
    <Dialog title={t(mode === 'speed-up' ? 'activity.replace.speedUpTitle' : 'activity.replace.cancelTitle')} closeLabel={t('common.close')} onClose={onClose} wide>
      <form className="flex flex-col gap-4 overflow-y-auto px-5 pt-2 pb-5" onSubmit={(event) => { event.preventDefault(); void submit.run(); }}>
        <p className="text-sm text-muted">{t(mode === 'speed-up' ? 'activity.replace.speedUpText' : 'activity.replace.cancelText')}</p>
        <FeeChoices
          options={data?.feeOptions ?? { state: 'loading' }} feeAsset={data?.feeAsset ?? `${entry.chain}/native`} fee={choice.fee} ownRate={choice.ownRate} disabled={submit.busy}
          onFee={(patch) => setChoice({ ...choice, ...patch })} problem={null} rateProblem={choice.fee === 'own' && choice.ownRate !== '' && rate === null ? t('send.problems.money/not-a-number') : null}
        />
        <dl className="grid grid-cols-2 gap-y-1 text-sm">
          <dt className="text-muted">{t('activity.replace.oldFee')}</dt><dd className="text-right">{data?.oldFee && coin ? <Amount units={data.oldFee} decimals={coin.decimals} symbol={coin.symbol} /> : '—'}</dd>
          <dt className="text-muted">{t('activity.replace.newFee')}</dt><dd className="text-right font-bold">{data?.fee && coin ? <Amount units={data.fee} decimals={coin.decimals} symbol={coin.symbol} /> : '—'}</dd>
        </dl>
        {data?.problem && <ErrorNotice error={data.problem} />}
        {preview.error && <ErrorNotice error={preview.error} />}
        {submit.error && <ErrorNotice error={submit.error} />}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose} disabled={submit.busy}>{t('common.close')}</Button>
          <Button look="primary" type="submit" busy={submit.busy} disabled={!current || !data?.intent}>{t(submit.busy ? 'activity.replace.waiting' : 'activity.replace.go')}</Button>
        </div>
      </form>
    </Dialog>
  );
}
