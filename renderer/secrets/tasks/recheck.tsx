// The recovery check: the person types the words from the paper again; nothing is shown, only whether they match.

import { useState } from 'react';
import { useT } from '../../i18n/use-t';
import { Notice } from '../../ui/notice';
import { PasswordField } from '../../ui/password-field';
import { useAct } from '../../ui/use-act';
import { secrets } from '../client';
import type { Task } from '../task';
import { emptyPhrase, PhraseEntry } from '../words/phrase-entry';
import { isWord } from '../words/wordlist';
import { Done } from './done';
import { TaskForm, TaskLayout } from './task-layout';

export function Recheck({ finish }: Task) {
  const t = useT();
  const [words, setWords] = useState(() => emptyPhrase(12));
  const [passphrase, setPassphrase] = useState('');
  const [outcome, setOutcome] = useState<'open' | 'right' | 'wrong'>('open');
  const act = useAct(async () => {
    const { ok } = await secrets('secrets.recheck', { words, passphrase });
    setOutcome(ok ? 'right' : 'wrong');
    if (ok) setWords(emptyPhrase(words.length));
  });
  if (outcome === 'right') return <Done title={t('secrets.recheck.ok')} text={t('secrets.recheck.okText')} onClose={() => void finish(true)} />;
  return (
    <TaskLayout title={t('secrets.recheck.title')} lead={t('secrets.recheck.lead')}>
      <TaskForm action={t('secrets.recheck.action')} disabled={!words.every(isWord)} busy={act.busy} error={act.error} onAct={() => void act.run()} onCancel={() => void finish(false)}>
        <PhraseEntry words={words} onWords={(typed) => { setWords(typed); setOutcome('open'); }} />
        <details className="text-sm">
          <summary className="w-fit rounded-sm text-muted hover:text-text">{t('secrets.restore.passphrase')}</summary>
          <div className="mt-3 max-w-105"><PasswordField label={t('secrets.restore.passphraseField')} value={passphrase} onValue={setPassphrase} /></div>
        </details>
        {outcome === 'wrong' && <Notice tone="bad" urgent>{t('secrets.recheck.wrong')}</Notice>}
      </TaskForm>
    </TaskLayout>
  );
}
