// Useful work: what it is while it is off; its state with the reason, its jobs, what they made and earned while it is on. BOINC is beside it either way.

import { useCall } from '../../app/queries';
import { useT } from '../../i18n/use-t';
import { Button } from '../../ui/button';
import { Card } from '../../ui/card';
import { ErrorNotice } from '../../ui/error-notice';
import { Loading } from '../../ui/skeleton';
import { Batches } from './batches';
import { BoincCard } from './boinc/boinc-card';
import { EarningsCard } from './earnings-card';
import { HistoryCard } from './history-card';
import { JobsCard } from './jobs-card';
import { LimitsCard } from './limits-card';
import { Off } from './off';
import { StateCard } from './state-card';

export function UsefulWork() {
  const t = useT();
  const query = useCall('usefulWork.get', undefined);
  const view = query.data;
  if (query.error) return <ErrorNotice error={query.error} className="mx-7 my-6" action={<Button size="sm" onClick={() => void query.refetch()}>{t('common.retry')}</Button>} />;
  if (!view) return <Card className="mx-7 my-6"><Loading waitingFor={t('common.loading')} rows={6} /></Card>;
  if (!view.settings.enabled) return (
    <div className="mx-auto flex max-w-214 flex-col gap-4.5 px-7 py-6">
      <Off view={view} />
      <BoincCard />
    </div>
  );
  return (
    <div className="grid items-start gap-4.5 px-7 py-6 @5xl/main:grid-cols-[minmax(0,1fr)_20.75rem]">
      <div className="flex min-w-0 flex-col gap-4.5">
        <StateCard view={view} />
        <JobsCard status={view.status} />
        <Batches view={view} />
        <HistoryCard status={view.status} />
        <BoincCard />
      </div>
      <div className="flex min-w-0 flex-col gap-4.5">
        <LimitsCard view={view} />
        <EarningsCard view={view} />
      </div>
    </div>
  );
}
