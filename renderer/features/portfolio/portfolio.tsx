// Portfolio: what the person owns, where it is, how well it is known, and what needs them.

import type { Session } from '../../../shared/contract/app';
import { useCall } from '../../app/queries';
import { useT } from '../../i18n/use-t';
import { Button } from '../../ui/button';
import { Card } from '../../ui/card';
import { ErrorNotice } from '../../ui/error-notice';
import { Loading } from '../../ui/skeleton';
import { backupNeeds } from './backup-needs';
import { FluxAcross } from './flux-across';
import { Needs } from './needs';
import { OtherAssets } from './other-assets';
import { Recent } from './recent';
import { TotalCard } from './total-card';

/** @param session of the open wallet: its phrase is among what needs the person */
export function Portfolio({ session }: { session: Extract<Session, { state: 'unlocked' }> }) {
  const t = useT();
  const portfolio = useCall('portfolio.get', undefined);
  const { data, error } = portfolio;
  return (
    <div className="grid gap-4 px-7 py-6 @5xl/main:grid-cols-[minmax(0,1fr)_19.75rem]">
      <div className="flex min-w-0 flex-col gap-4.5">
        {error && <ErrorNotice error={error} action={<Button size="sm" onClick={() => void portfolio.refetch()}>{t('common.retry')}</Button>} />}
        {!data && !error && <Card><Loading waitingFor={t('portfolio.loading')} rows={6} /></Card>}
        {data && (
          <>
            <TotalCard portfolio={data} />
            <FluxAcross assets={data.assets} />
            <OtherAssets assets={data.assets} />
          </>
        )}
      </div>
      <div className="flex min-w-0 flex-col gap-4.5">
        {data && <Needs needs={[...backupNeeds(session.unlocked), ...data.needs]} />}
        <Recent />
      </div>
    </div>
  );
}
