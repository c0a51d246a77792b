// Change the password: the old one, then the new one twice.

import { useState } from 'react';
import { useT } from '../../i18n/use-t';
import { PasswordField } from '../../ui/password-field';
import { useAct } from '../../ui/use-act';
import { secrets } from '../client';
import { PasswordChoice, passwordProblem } from '../password-choice';
import type { Task } from '../task';
import { Done } from './done';
import { TaskForm, TaskLayout } from './task-layout';

const EMPTY = { old: '', next: '', again: '' };

export function ChangePassword({ finish }: Task) {
  const t = useT();
  const [typed, setTyped] = useState(EMPTY);
  const [tried, setTried] = useState(false);
  const [done, setDone] = useState(false);
  const act = useAct(async () => {
    setTried(true);
    if (passwordProblem(typed.next, typed.again)) return;
    await secrets('secrets.changePassword', { password: typed.old, next: typed.next });
    setTyped(EMPTY);
    setDone(true);
  });
  if (done) return <Done title={t('secrets.change.done')} text={t('secrets.change.doneText')} onClose={() => void finish(true)} />;
  return (
    <TaskLayout title={t('secrets.change.title')} lead={t('secrets.change.lead')}>
      <TaskForm action={t('secrets.change.action')} disabled={!typed.old || !typed.next} busy={act.busy} error={act.error} onAct={() => void act.run()} onCancel={() => void finish(false)}>
        <div className="flex max-w-105 flex-col gap-4">
          <PasswordField label={t('secrets.change.old')} autoFocus autoComplete="current-password" value={typed.old} onValue={(old) => setTyped({ ...typed, old })} />
          <PasswordChoice password={typed.next} again={typed.again} onPassword={(next) => setTyped({ ...typed, next })} onAgain={(again) => setTyped({ ...typed, again })} tried={tried} />
        </div>
        <p className="max-w-105 text-xs text-muted">{t('secrets.password.nobody')}</p>
      </TaskForm>
    </TaskLayout>
  );
}
