// The phrase, once, to be written on paper. The same words are shown again when the person comes back.

import { useEffect } from 'react';
import { useT } from '../../i18n/use-t';
import { TextButton } from '../../ui/button';
import { ErrorNotice } from '../../ui/error-notice';
import { Loading } from '../../ui/skeleton';
import { useAct } from '../../ui/use-act';
import { secrets } from '../client';
import { FingerprintCard } from '../fingerprint';
import { Title } from '../layout';
import { ScreenshotsNote } from '../screenshots-note';
import { WordGrid } from '../words/word-grid';
import type { StepProps } from './step-props';
import { StepActions } from './step-actions';

export function PhraseStep({ open, draft, change, next, back }: StepProps) {
  const t = useT();
  const draw = useAct(async (count: 12 | 24) => {
    const drawn = await secrets('secrets.create.begin', { words: count, network: draft.network });
    change({ drawn, count });
  });
  const { run } = draw;
  const { drawn, count } = draft;
  const needed = drawn === null;
  useEffect(() => {
    if (needed) void run(count);
  }, [needed, count, run]);
  return (
    <form onSubmit={(event) => { event.preventDefault(); next(); }}>
      <Title lead={<>{t('secrets.phrase.lead')} <ScreenshotsNote blocked={open.screenshotsBlocked} /></>}>{t(count === 12 ? 'secrets.phrase.title12' : 'secrets.phrase.title24')}</Title>
      <div className="mt-6">
        {draw.error ? <ErrorNotice error={draw.error} /> : drawn ? <WordGrid words={drawn.words} /> : <Loading waitingFor={t('secrets.phrase.drawing')} rows={4} />}
      </div>
      {drawn && <div className="mt-6.5"><FingerprintCard fingerprint={drawn.fingerprint} /></div>}
      <StepActions back={back} label={t('secrets.phrase.written')} disabled={!drawn} busy={draw.busy}>
        <TextButton disabled={draw.busy} onClick={() => void run(count === 12 ? 24 : 12)}>{t(count === 12 ? 'secrets.phrase.use24' : 'secrets.phrase.use12')}</TextButton>
      </StepActions>
    </form>
  );
}
