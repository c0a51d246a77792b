// Restore: the phrase, checked by the signer as it is typed, and where it leads before anything is stored.

import { useEffect, useState } from 'react';
import { toAppError, type ErrorShape } from '../../../shared/errors/app-error';
import { useT } from '../../i18n/use-t';
import { ErrorNotice } from '../../ui/error-notice';
import { PasswordField } from '../../ui/password-field';
import { secrets, type SignerOutput } from '../client';
import { Title } from '../layout';
import { Destination } from '../destination';
import { PhraseEntry } from '../words/phrase-entry';
import { isWord } from '../words/wordlist';
import type { StepProps } from './step-props';
import { StepActions } from './step-actions';

type Checked = SignerOutput<'secrets.restore.check'>;

export function WordsStep({ draft, change, next, back }: StepProps) {
  const t = useT();
  const [checked, setChecked] = useState<Checked | null>(null);
  const [error, setError] = useState<ErrorShape | null>(null);
  const { words, passphrase, network } = draft;
  const whole = words.every(isWord);
  useEffect(() => {
    setChecked(null);
    setError(null);
    if (!whole) return;
    let stale = false;
    const timer = setTimeout(() => {
      secrets('secrets.restore.check', { words: [...words], passphrase, network }).then(
        (outcome) => !stale && setChecked(outcome),
        (thrown: unknown) => !stale && setError(toAppError(thrown).toShape()),
      );
    }, 200);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [words, passphrase, network, whole]);
  const problem = checked?.problem ?? null;
  const status = problem ? <span className="text-bad-ink">{t(problem.code === 'checksum' ? 'secrets.restore.checksum' : 'secrets.restore.unknown')}</span> : checked ? <span className="text-good-ink">{t('secrets.restore.complete')}</span> : null;
  return (
    <form onSubmit={(event) => { event.preventDefault(); if (checked && !problem) next(); }}>
      <Title lead={t('secrets.restore.lead')}>{t('secrets.restore.title')}</Title>
      <div className="mt-6"><PhraseEntry words={words} onWords={(typed) => change({ words: typed })} status={status} /></div>
      <details className="mt-2 text-sm" open={passphrase !== '' || undefined}>
        <summary className="w-fit rounded-sm text-muted hover:text-text">{t('secrets.restore.passphrase')}</summary>
        <div className="mt-3 max-w-105"><PasswordField label={t('secrets.restore.passphraseField')} hint={t('secrets.restore.passphraseText')} value={passphrase} onValue={(text) => change({ passphrase: text })} /></div>
      </details>
      {checked?.preview && <div className="mt-4"><Destination fingerprint={checked.preview.fingerprint} firstAddress={checked.preview.firstAddress} /></div>}
      {error && <ErrorNotice error={error} className="mt-4" />}
      <StepActions back={back} label={t('common.continue')} disabled={!checked || problem !== null} />
    </form>
  );
}
