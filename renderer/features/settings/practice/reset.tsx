// A fresh start of the practice network: it throws payments away, so a word has to be typed.

import { useState } from 'react';
import { useAnnouncements } from '../../../app/announce';
import { call } from '../../../app/client';
import { useT } from '../../../i18n/use-t';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import { ErrorNotice } from '../../../ui/error-notice';
import { TextField } from '../../../ui/field';
import { useAct } from '../../../ui/use-act';
import { Row, SettingsCard } from '../parts';

function ResetDialog({ onClose }: { onClose(): void }) {
  const t = useT();
  const say = useAnnouncements((state) => state.say);
  const [typed, setTyped] = useState('');
  const word = t('settings.practice.resetWord');
  const meant = typed.trim().toLowerCase() === word;
  const reset = useAct(async () => {
    if (!meant) return;
    await call('practice.reset', undefined);
    say(t('settings.practice.resetDone'));
    onClose();
  });
  return (
    <Dialog title={t('settings.practice.resetTitle')} closeLabel={t('common.close')} onClose={onClose}>
      <form className="flex flex-col gap-4 px-5 pt-2 pb-5" onSubmit={(event) => { event.preventDefault(); void reset.run(); }}>
        <p className="text-sm text-muted">{t('settings.practice.resetText')}</p>
        <TextField autoFocus label={t('settings.practice.resetType', { word })} value={typed} maxLength={40} onValue={setTyped} />
        {reset.error && <ErrorNotice error={reset.error} />}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button look="danger" type="submit" busy={reset.busy} disabled={!meant}>{t('settings.practice.resetConfirm')}</Button>
        </div>
      </form>
    </Dialog>
  );
}

export function Reset() {
  const t = useT();
  const [asking, setAsking] = useState(false);
  return (
    <SettingsCard title={t('settings.practice.reset')}>
      <Row title={t('settings.practice.resetHint')}><Button look="danger" onClick={() => setAsking(true)}>{t('settings.practice.resetGo')}</Button></Row>
      {asking && <ResetDialog onClose={() => setAsking(false)} />}
    </SettingsCard>
  );
}
