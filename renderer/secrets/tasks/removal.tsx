// Remove a wallet's files: by its password, or by its name typed in full when the password is lost.

import { useEffect, useState } from 'react';
import { toAppError, type ErrorShape } from '../../../shared/errors/app-error';
import { useT } from '../../i18n/use-t';
import { TextButton } from '../../ui/button';
import { ErrorNotice } from '../../ui/error-notice';
import { TextField } from '../../ui/field';
import { Notice } from '../../ui/notice';
import { PasswordField } from '../../ui/password-field';
import { Loading } from '../../ui/skeleton';
import { Checkbox } from '../../ui/toggle';
import { useAct } from '../../ui/use-act';
import { secrets } from '../client';
import type { Task } from '../task';
import { Done } from './done';
import { TaskForm, TaskLayout } from './task-layout';

export function Removal({ open, finish }: Task) {
  const t = useT();
  const [name, setName] = useState<string | null>(null);
  const [problem, setProblem] = useState<ErrorShape | null>(null);
  const [lost, setLost] = useState(false);
  const [sure, setSure] = useState(false);
  const [password, setPassword] = useState('');
  const [typedName, setTypedName] = useState('');
  const [done, setDone] = useState(false);
  const { wallet } = open;
  useEffect(() => {
    secrets('secrets.wallets', undefined).then(
      (wallets) => setName(wallets.find((entry) => entry.id === wallet)?.name ?? ''),
      (thrown: unknown) => setProblem(toAppError(thrown).toShape()),
    );
  }, [wallet]);
  const act = useAct(async () => {
    if (!wallet) return;
    await secrets('secrets.remove', { id: wallet, password: lost ? null : password, typedName: lost ? typedName : null });
    setPassword('');
    setDone(true);
  });
  if (name === null) return <TaskLayout title={t('secrets.removal.action')}>{problem ? <ErrorNotice error={problem} className="mt-6" /> : <Loading waitingFor={t('common.loading')} />}</TaskLayout>;
  if (done) return <Done title={t('secrets.removal.done', { name })} text={t('secrets.removal.doneText')} onClose={() => void finish(true)} />;
  const ready = sure && (lost ? typedName === name : password !== '');
  return (
    <TaskLayout title={t('secrets.removal.title', { name })} lead={t('secrets.removal.lead')}>
      <TaskForm action={t('secrets.removal.action')} look="danger" disabled={!ready} busy={act.busy} error={act.error} onAct={() => void act.run()} onCancel={() => void finish(false)}>
        <Notice tone="bad" className="max-w-130">{t('secrets.removal.warn')}</Notice>
        <Checkbox checked={sure} onChange={setSure}>{t('secrets.removal.sure')}</Checkbox>
        <div className="max-w-105">
          {lost
            ? <TextField large label={t('secrets.removal.typeName', { name })} value={typedName} onValue={setTypedName} />
            : <PasswordField label={t('secrets.removal.password')} autoComplete="current-password" value={password} onValue={setPassword} />}
          <TextButton className="mt-2" onClick={() => setLost(!lost)}>{t(lost ? 'secrets.removal.usePassword' : 'secrets.removal.lost')}</TextButton>
        </div>
      </TaskForm>
    </TaskLayout>
  );
}
