// Remove an imported key: the signer says which one it is, the person says that it is kept elsewhere, the password decides.

import { useEffect, useState } from 'react';
import { AppError, toAppError, type ErrorShape } from '../../../shared/errors/app-error';
import { useT } from '../../i18n/use-t';
import { Address } from '../../ui/address';
import { Button } from '../../ui/button';
import { ErrorNotice } from '../../ui/error-notice';
import { Notice } from '../../ui/notice';
import { PasswordField } from '../../ui/password-field';
import { Loading } from '../../ui/skeleton';
import { Checkbox } from '../../ui/toggle';
import { useAct } from '../../ui/use-act';
import { secrets, type SignerOutput } from '../client';
import type { Task } from '../task';
import { Done } from './done';
import { TaskForm, TaskLayout } from './task-layout';

export function KeyRemoval({ open, finish }: Task) {
  const t = useT();
  const [found, setFound] = useState<SignerOutput<'secrets.removeKey.preview'> | null>(null);
  const [problem, setProblem] = useState<ErrorShape | null>(null);
  const [sure, setSure] = useState(false);
  const [password, setPassword] = useState('');
  const [done, setDone] = useState(false);
  const id = open.key;
  useEffect(() => {
    const look = id ? secrets('secrets.removeKey.preview', { id }) : Promise.reject(new AppError('keys/foreign', 'no key was named'));
    look.then(setFound, (thrown: unknown) => setProblem(toAppError(thrown).toShape()));
  }, [id]);
  const act = useAct(async () => {
    if (!id) return;
    await secrets('secrets.removeKey', { id, password });
    setPassword('');
    setDone(true);
  });
  if (!found) {
    const close = <Button size="sm" onClick={() => void finish(false)}>{t('common.close')}</Button>;
    return <TaskLayout title={t('secrets.keyRemoval.action')}>{problem ? <ErrorNotice error={problem} action={close} className="mt-6 max-w-130" /> : <Loading waitingFor={t('common.loading')} />}</TaskLayout>;
  }
  const name = found.name || t('secrets.import.nameDefault');
  if (done) return <Done title={t('secrets.keyRemoval.done', { name })} text={t('secrets.keyRemoval.doneText')} onClose={() => void finish(true)} />;
  return (
    <TaskLayout title={t('secrets.keyRemoval.title', { name })} lead={t(`secrets.keyRemoval.lead.${found.kind}`)}>
      <TaskForm action={t('secrets.keyRemoval.action')} look="danger" disabled={!sure || !password} busy={act.busy} error={act.error} onAct={() => void act.run()} onCancel={() => void finish(false)}>
        <div className="max-w-130 rounded-lg border border-line bg-surface-1 px-4 py-3.5">
          <div className="text-2xs text-muted">{t('secrets.keyRemoval.address', { family: t(`secrets.import.family.${found.family}`) })}</div>
          <Address value={found.address} className="text-sm" />
        </div>
        <Notice tone="bad" className="max-w-130">{t(`secrets.keyRemoval.warn.${found.kind}`)}</Notice>
        {found.fluxId && <Notice tone="warn" className="max-w-130">{t('secrets.keyRemoval.fluxId')}</Notice>}
        <Checkbox checked={sure} onChange={setSure}>{t(`secrets.keyRemoval.sure.${found.kind}`)}</Checkbox>
        <div className="max-w-105"><PasswordField label={t('secrets.import.password')} autoComplete="current-password" value={password} onValue={setPassword} /></div>
      </TaskForm>
    </TaskLayout>
  );
}
