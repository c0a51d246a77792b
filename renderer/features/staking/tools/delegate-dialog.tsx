// START of somebody else's collateral by one of its delegates.

import { useState } from 'react';
import { useAnnouncements } from '../../../app/announce';
import { call } from '../../../app/client';
import { useT } from '../../../i18n/use-t';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import { ErrorNotice } from '../../../ui/error-notice';
import { TextArea, TextField } from '../../../ui/field';
import { Notice } from '../../../ui/notice';
import { useAct } from '../../../ui/use-act';
import { cleanKey, isOwner, isPublicKey } from '../keys';
import { parseOutpoint } from '../outpoint';
import { OwnDelegateKey } from '../own-delegate-key';

export function DelegateDialog({ onClose }: { onClose(): void }) {
  const t = useT();
  const say = useAnnouncements((state) => state.say);
  const [form, setForm] = useState({ name: t('staking.tools.delegate.defaultName'), collateral: '', owner: '', identity: '' });
  const [cancelled, setCancelled] = useState(false);
  const edit = (patch: Partial<typeof form>) => setForm((old) => ({ ...old, ...patch }));
  const outpoint = parseOutpoint(form.collateral);
  const sound = outpoint !== null && isOwner(form.owner) && isPublicKey(form.identity) && form.name.trim() !== '';
  const submit = useAct(async () => {
    if (!sound || !outpoint) return;
    setCancelled(false);
    const { intent } = await call('staking.startAsDelegate', { name: form.name.trim(), collateral: outpoint, owner: cleanKey(form.owner), identity: cleanKey(form.identity) });
    const outcome = await call('money.submit', { intent });
    if (outcome.kind === 'cancelled') return setCancelled(true);
    say(t('staking.tools.delegate.done'));
    onClose();
  });
  const said = (typed: string, good: boolean, words: string) => (typed.trim() !== '' && !good ? words : null);
  return (
    <Dialog wide title={t('staking.tools.delegate.name')} closeLabel={t('common.close')} onClose={onClose}>
      <form className="flex flex-col gap-4 overflow-y-auto px-5 pt-1 pb-5" onSubmit={(event) => { event.preventDefault(); void submit.run(); }}>
        <p className="text-xs text-muted">{t('staking.tools.delegate.hint')}</p>
        <OwnDelegateKey />
        <TextField label={t('staking.tools.delegate.nodeName')} hint={t('staking.tools.delegate.nodeNameHint')} value={form.name} maxLength={60} onValue={(name) => edit({ name })} />
        <TextField mono label={t('staking.tools.delegate.collateral')} hint={t('staking.tools.delegate.collateralHint')} value={form.collateral} maxLength={100} onValue={(collateral) => edit({ collateral })} problem={said(form.collateral, outpoint !== null, t('staking.tools.delegate.badCollateral'))} />
        <TextArea mono label={t('staking.tools.delegate.owner')} value={form.owner} maxLength={1100} onValue={(owner) => edit({ owner })} problem={said(form.owner, isOwner(form.owner), t('staking.tools.delegate.badOwner'))} />
        <TextField mono label={t('staking.tools.delegate.identity')} value={form.identity} maxLength={140} onValue={(identity) => edit({ identity })} problem={said(form.identity, isPublicKey(form.identity), t('staking.start.badKey'))} />
        {cancelled && <Notice>{t('staking.tools.restart.cancelled')}</Notice>}
        {submit.error && <ErrorNotice error={submit.error} />}
        {submit.busy && <Notice title={t('staking.start.waiting')} urgent>{t('staking.start.waitingText')}</Notice>}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button look="primary" type="submit" busy={submit.busy} disabled={!sound}>{t('staking.tools.delegate.go')}</Button>
        </div>
      </form>
    </Dialog>
  );
}
