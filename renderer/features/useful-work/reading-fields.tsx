// What a batch of digits needs instead of a size: which network reads, and which digits.

import type { WorkBatch } from '../../../shared/contract/useful-work';
import { useT } from '../../i18n/use-t';
import { SelectField } from '../../ui/field';

const DIGITS = ['unseen', 'all'] as const;
export interface ReadingWish {
  /** A finished training run; empty: the network that came with Fluxkeep. */
  readonly model: string;
  readonly digits: (typeof DIGITS)[number];
}

/** @param runs batches of the coordinator that is asked */
export function ReadingFields({ wish: { model, digits }, runs, onWish }: { wish: ReadingWish; runs: readonly WorkBatch[]; onWish(wish: ReadingWish): void }) {
  const t = useT();
  const trained = runs.filter(({ kind, state }) => kind === 'train' && state === 'finished');
  return (
    <>
      <SelectField<string> label={t('usefulWork.submit.model')} value={model} options={[{ value: '', label: t('usefulWork.submit.ownModel') }, ...trained.map(({ id, title }) => ({ value: id, label: title }))]} onValue={(value) => onWish({ model: value, digits })} />
      <SelectField<ReadingWish['digits']> label={t('usefulWork.submit.digits')} value={digits} options={DIGITS.map((value) => ({ value, label: t(`usefulWork.submit.which.${value}`) }))} onValue={(value) => onWish({ model, digits: value })} />
    </>
  );
}
