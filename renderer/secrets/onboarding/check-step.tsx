// Some of the words are asked for: the paper is checked, not the memory. Then the wallet is made.

import { useId, useState } from 'react';
import { useT } from '../../i18n/use-t';
import { ErrorNotice } from '../../ui/error-notice';
import { useAct } from '../../ui/use-act';
import { secrets } from '../client';
import { Title } from '../layout';
import { WordField } from '../words/word-field';
import type { StepProps } from './step-props';
import { StepActions } from './step-actions';

export function CheckStep({ draft, back, complete }: StepProps) {
  const t = useT();
  const base = useId();
  const ask = draft.drawn?.ask ?? [];
  const [answers, setAnswers] = useState<Readonly<Record<number, string>>>({});
  const [wrong, setWrong] = useState<readonly number[]>([]);
  const act = useAct(async () => {
    const outcome = await secrets('secrets.create.check', { answers: ask.map((place) => ({ place, word: answers[place] ?? '' })) });
    setWrong(outcome.wrong);
    if (outcome.ok) await complete();
  });
  return (
    <form onSubmit={(event) => { event.preventDefault(); void act.run(); }}>
      <Title lead={t('secrets.check.lead')}>{t('secrets.check.title')}</Title>
      <div className="mt-8 grid max-w-80 gap-3">
        {ask.map((place, at) => (
          <WordField
            key={place} id={`${base}-${at}`} place={place + 1} value={answers[place] ?? ''} hidden={false} problem={wrong.includes(place) ? t('secrets.check.wrong', { place: place + 1 }) : null}
            onValue={(word) => { setAnswers((old) => ({ ...old, [place]: word })); setWrong((old) => old.filter((other) => other !== place)); }}
            onDone={() => (at + 1 < ask.length ? document.getElementById(`${base}-${at + 1}`)?.focus() : document.querySelector<HTMLElement>('button[type=submit]')?.focus())}
          />
        ))}
      </div>
      {act.error && <ErrorNotice error={act.error} className="mt-4" />}
      <StepActions back={back} label={act.busy ? t('secrets.check.working') : t('secrets.check.action')} disabled={ask.some((place) => !answers[place])} busy={act.busy} />
    </form>
  );
}
