// What is being made and was made: renders, training runs, tallies, digits that were read; own ones and those of others who publish at the same coordinator.

import { useState } from 'react';
import { Plus } from 'lucide-react';
import type { UsefulWorkView, WorkBatch } from '../../../shared/contract/useful-work';
import { formatAgo, formatNumber } from '../../i18n/format';
import { useT } from '../../i18n/use-t';
import { useNow } from '../../app/use-now';
import { Button } from '../../ui/button';
import { Card, CardTitle } from '../../ui/card';
import { Pill } from '../../ui/pill';
import { Curve } from './curve';
import { Picture } from './picture';
import { SubmitForm } from './submit-form';

const FEW = 6;

function Batch({ coordinator, batch }: { coordinator: string; batch: WorkBatch }) {
  const t = useT();
  const now = useNow();
  const { title, kind, state, jobs, done, workers, result, curve, created, own } = batch;
  return (
    <li className="flex flex-col gap-3 border-t border-line px-5 py-4" data-testid="batch" data-kind={kind} data-state={state}>
      <div className="flex items-start justify-between gap-4">
        <div className="min-w-0">
          <div className="text-sm wrap-break-word">{title}</div>
          <div className="text-2xs text-muted tabular">
            {[t(`usefulWork.kinds.${kind}`), formatAgo(created, now), t('usefulWork.batches.parts', { done: formatNumber(done), jobs: formatNumber(jobs) }), ...(workers > 0 ? [t('usefulWork.batches.workers', { count: workers })] : []), ...(own ? [t('usefulWork.batches.own')] : [])].join(' · ')}
          </div>
        </div>
        <Pill tone={state === 'finished' ? 'good' : state === 'failed' ? 'bad' : 'accent'}>{t(`usefulWork.batches.state.${state}`)}</Pill>
      </div>
      {state === 'running' && <div aria-hidden="true" className="h-1.5 rounded-full bg-surface-3"><div className="h-full rounded-full bg-accent" style={{ width: `${jobs === 0 ? 0 : (done / jobs) * 100}%` }} /></div>}
      {curve.length > 0 && <Curve points={curve} />}
      {result && kind !== 'train' && <Picture coordinator={coordinator} batch={batch.id} title={title} />}
    </li>
  );
}

export function Batches({ view }: { view: UsefulWorkView }) {
  const t = useT();
  const [adding, setAdding] = useState(false);
  const coordinators = view.status?.coordinators ?? [];
  const rows = coordinators.flatMap(({ url, batches }) => batches.map((batch) => ({ url, batch }))).sort((left, right) => right.batch.created - left.batch.created).slice(0, FEW);
  const reachable = coordinators.filter(({ account }) => account !== null);
  return (
    <Card label={t('usefulWork.batches.title')} className="overflow-hidden">
      <div className="px-5 pt-4.5 pb-3">
        <CardTitle aside={<Button size="sm" look="quiet" icon={Plus} aria-expanded={adding} disabled={reachable.length === 0} onClick={() => setAdding(!adding)}>{t('usefulWork.batches.add')}</Button>}>{t('usefulWork.batches.title')}</CardTitle>
        {adding && <SubmitForm coordinators={reachable} onDone={() => setAdding(false)} />}
      </div>
      {rows.length === 0 ? <p className="px-5 pb-5 text-xs text-muted">{t('usefulWork.batches.none')}</p> : <ul>{rows.map(({ url, batch }) => <Batch key={`${url}${batch.id}`} coordinator={url} batch={batch} />)}</ul>}
    </Card>
  );
}
