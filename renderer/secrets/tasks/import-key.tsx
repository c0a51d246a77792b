// Import a key into the unlocked wallet; the password is asked for again, because the vault is written.

import { useState } from 'react';
import { useT } from '../../i18n/use-t';
import { TextField } from '../../ui/field';
import { PasswordField } from '../../ui/password-field';
import { useAct } from '../../ui/use-act';
import { secrets } from '../client';
import { KeyForm, keyIsWhole } from '../key-form';
import { EMPTY_KEY, type KeyDraft } from '../onboarding/flow';
import type { Task } from '../task';
import { TaskForm, TaskLayout } from './task-layout';

export function ImportKey({ open, finish }: Task) {
  const t = useT();
  const [draft, setDraft] = useState<KeyDraft>(EMPTY_KEY);
  const [name, setName] = useState(() => t('secrets.import.nameDefault'));
  const [password, setPassword] = useState('');
  const act = useAct(async () => {
    const { kind, key, redeemScript, families, asFluxId } = draft;
    await secrets('secrets.import.finish', { kind, key: key.trim(), redeemScript: kind === 'ssp' ? redeemScript.trim() : null, network: open.network, families: [...families], name: name.trim(), password, into: open.wallet, asFluxId });
    setDraft(EMPTY_KEY);
    setPassword('');
    await finish(true);
  });
  return (
    <TaskLayout title={t('secrets.import.title')} lead={t('secrets.import.lead')}>
      <TaskForm action={t('secrets.import.action')} disabled={!keyIsWhole(draft) || !name.trim() || !password} busy={act.busy} error={act.error} onAct={() => void act.run()} onCancel={() => void finish(false)}>
        <KeyForm draft={draft} network={open.network} onDraft={setDraft} />
        <div className="flex max-w-105 flex-col gap-4">
          <TextField large label={t('secrets.import.name')} value={name} maxLength={60} onValue={setName} />
          <PasswordField label={t('secrets.import.password')} autoComplete="current-password" value={password} onValue={setPassword} />
        </div>
      </TaskForm>
    </TaskLayout>
  );
}
