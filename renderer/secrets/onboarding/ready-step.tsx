// The wallet stands: what was done, what comes, and the way in.

import { CircleCheck } from 'lucide-react';
import { useT } from '../../i18n/use-t';
import { Button } from '../../ui/button';
import { ErrorNotice } from '../../ui/error-notice';
import { Icon } from '../../ui/icon';
import { Notice } from '../../ui/notice';
import { useAct } from '../../ui/use-act';
import { Title } from '../layout';
import type { StepProps } from './step-props';

export function ReadyStep({ draft, finish }: StepProps) {
  const t = useT();
  const act = useAct(() => finish(true));
  const text = draft.path === 'restore' ? t('secrets.ready.restored') : draft.path === 'import' ? t('secrets.ready.imported') : t('secrets.ready.created');
  return (
    <form onSubmit={(event) => { event.preventDefault(); void act.run(); }}>
      <Icon of={CircleCheck} className="mb-4 size-9 text-good" />
      <Title lead={text}>{t('secrets.ready.title', { name: draft.name })}</Title>
      {draft.network === 'practice' && <Notice tone="warn" className="mt-6 max-w-130">{t('secrets.ready.practiceText')}</Notice>}
      {act.error && <ErrorNotice error={act.error} className="mt-4" />}
      <div className="mt-6.5"><Button size="lg" look="primary" type="submit" busy={act.busy}>{t('secrets.ready.open')}</Button></div>
    </form>
  );
}
