// The light node: what it does and costs while it is off; its state, the coins it vouches for, its peers and limits while it is on.

import { useCall } from '../../app/queries';
import { useT } from '../../i18n/use-t';
import { Button } from '../../ui/button';
import { Card } from '../../ui/card';
import { ErrorNotice } from '../../ui/error-notice';
import { Loading } from '../../ui/skeleton';
import { CoinsCard } from './evidence/coins-card';
import { Contradictions } from './evidence/contradictions';
import { LimitsCard } from './limits/limits-card';
import { NetworkCard } from './network-card';
import { Off } from './off';
import { PeersCard } from './peers/peers-card';
import { Notices } from './state/notices';
import { StateCard } from './state/state-card';

export function LightNode() {
  const t = useT();
  const query = useCall('lightNode.get', undefined);
  const view = query.data;
  const evidence = useCall('evidence.get', undefined, { enabled: view?.settings.enabled === true });
  if (query.error) return <ErrorNotice error={query.error} className="mx-7 my-6" action={<Button size="sm" onClick={() => void query.refetch()}>{t('common.retry')}</Button>} />;
  if (!view) return <Card className="mx-7 my-6"><Loading waitingFor={t('common.loading')} rows={6} /></Card>;
  if (!view.settings.enabled) return <Off view={view} />;
  return (
    <div className="grid items-start gap-4.5 px-7 py-6 @5xl/main:grid-cols-[minmax(0,1fr)_20.75rem]">
      <div className="flex min-w-0 flex-col gap-4.5">
        <Notices view={view} />
        {evidence.data && evidence.data.contradictions.length > 0 && <Contradictions contradictions={evidence.data.contradictions} />}
        <StateCard view={view} />
        {evidence.error && <ErrorNotice error={evidence.error} />}
        {evidence.data && <CoinsCard evidence={evidence.data} />}
        <PeersCard view={view} />
      </div>
      <div className="flex min-w-0 flex-col gap-4.5">
        <LimitsCard view={view} />
        {view.status && <NetworkCard status={view.status} />}
      </div>
    </div>
  );
}
