// The password of a new wallet. On the way of a restore or an import it is the last step, and the wallet is made here.

import { useState } from 'react';
import { useT } from '../../i18n/use-t';
import { ErrorNotice } from '../../ui/error-notice';
import { TextField } from '../../ui/field';
import { useAct } from '../../ui/use-act';
import { Title } from '../layout';
import { PasswordChoice, passwordProblem } from '../password-choice';
import type { StepProps } from './step-props';
import { StepActions } from './step-actions';

export function PasswordStep({ draft, change, next, back, complete }: StepProps) {
  const t = useT();
  const [again, setAgain] = useState(draft.password);
  const [tried, setTried] = useState(false);
  const last = draft.path !== 'create';
  const act = useAct(async () => {
    setTried(true);
    if (!draft.name.trim() || passwordProblem(draft.password, again)) return;
    if (last) await complete();
    else next();
  });
  return (
    <form onSubmit={(event) => { event.preventDefault(); void act.run(); }}>
      <Title lead={t('secrets.password.lead')}>{t('secrets.password.title')}</Title>
      <div className="mt-8 flex max-w-105 flex-col gap-4">
        <TextField large label={t('secrets.password.name')} value={draft.name} maxLength={60} onValue={(name) => change({ name })} problem={tried && !draft.name.trim() ? t('secrets.password.needName') : null} />
        <PasswordChoice password={draft.password} again={again} onPassword={(password) => change({ password })} onAgain={setAgain} tried={tried} />
      </div>
      <p className="mt-4 max-w-105 text-xs text-muted">{t('secrets.password.nobody')}</p>
      {act.error && <ErrorNotice error={act.error} className="mt-4" />}
      <StepActions back={back} label={act.busy && last ? t('secrets.check.working') : t('common.continue')} busy={act.busy} />
    </form>
  );
}
