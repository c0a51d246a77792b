// Import as the start of a new wallet: the key first, its password next.

import { useT } from '../../i18n/use-t';
import { Title } from '../layout';
import { KeyForm, keyIsWhole } from '../key-form';
import type { StepProps } from './step-props';
import { StepActions } from './step-actions';

export function KeyStep({ draft, change, next, back }: StepProps) {
  const t = useT();
  return (
    <form onSubmit={(event) => { event.preventDefault(); next(); }}>
      <Title lead={t('secrets.import.lead')}>{t('secrets.import.title')}</Title>
      <div className="mt-8"><KeyForm draft={draft.key} network={draft.network} onDraft={(key) => change({ key })} /></div>
      <StepActions back={back} label={t('common.continue')} disabled={!keyIsWhole(draft.key)} />
    </form>
  );
}
