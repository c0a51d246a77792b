// Show the phrase again, after the password, for a minute.

import { useEffect, useState } from 'react';
import { useT } from '../../i18n/use-t';
import { Button } from '../../ui/button';
import { PasswordField } from '../../ui/password-field';
import { useAct } from '../../ui/use-act';
import { secrets, type SignerOutput } from '../client';
import { FingerprintCard } from '../fingerprint';
import { ScreenshotsNote } from '../screenshots-note';
import type { Task } from '../task';
import { WordGrid } from '../words/word-grid';
import { TaskForm, TaskLayout } from './task-layout';

/** Long enough to write 24 words down, not to forget the screen. */
const SHOWN_SECONDS = 180;

export function Reveal({ open, finish }: Task) {
  const t = useT();
  const [password, setPassword] = useState('');
  const [shown, setShown] = useState<SignerOutput<'secrets.reveal'> | null>(null);
  const [left, setLeft] = useState(SHOWN_SECONDS);
  const act = useAct(async () => {
    setShown(await secrets('secrets.reveal', { password }));
    setPassword('');
    setLeft(SHOWN_SECONDS);
  });
  const visible = shown !== null;
  useEffect(() => {
    if (!visible) return;
    const timer = setInterval(() => setLeft((seconds) => seconds - 1), 1000);
    return () => clearInterval(timer);
  }, [visible]);
  useEffect(() => {
    if (left <= 0) setShown(null);
  }, [left]);
  if (!shown) {
    return (
      <TaskLayout title={t('secrets.reveal.title')} lead={<>{t('secrets.reveal.lead')} <ScreenshotsNote blocked={open.screenshotsBlocked} /></>}>
        <TaskForm action={t('secrets.reveal.action')} disabled={!password} busy={act.busy} error={act.error} onAct={() => void act.run()} onCancel={() => void finish(false)}>
          <PasswordField className="max-w-105" label={t('secrets.unlock.password')} autoFocus autoComplete="current-password" value={password} onValue={setPassword} />
        </TaskForm>
      </TaskLayout>
    );
  }
  return (
    <TaskLayout title={t('secrets.reveal.shownTitle')} lead={t('secrets.reveal.hideIn', { count: left })}>
      <div className="mt-6 flex flex-col gap-6">
        <WordGrid words={shown.words} />
        <FingerprintCard fingerprint={shown.fingerprint} />
        <Button size="lg" look="primary" className="self-start" onClick={() => { setShown(null); void finish(true); }}>{t('secrets.reveal.done')}</Button>
      </div>
    </TaskLayout>
  );
}
