// Network: per chain where it stands, which servers were asked and what they answered, own servers on mainnet, deeper search.

import { RefreshCw } from 'lucide-react';
import type { NetworkId } from '../../../../shared/chains/ids';
import { call } from '../../../app/client';
import { useCall } from '../../../app/queries';
import { useT } from '../../../i18n/use-t';
import { Button } from '../../../ui/button';
import { ErrorNotice } from '../../../ui/error-notice';
import { Loading } from '../../../ui/skeleton';
import { useAct } from '../../../ui/use-act';
import { SettingsCard } from '../parts';
import { ChainRow } from './chain-row';

export function Network({ network }: { network: NetworkId }) {
  const t = useT();
  const states = useCall('sync.state', undefined);
  const look = useAct(async () => {
    await call('sync.now', undefined);
  });
  return (
    <SettingsCard
      title={t('settings.network.chains')} note={t(network === 'mainnet' ? 'settings.network.mainnetText' : 'settings.network.practiceText')}
      aside={<Button size="sm" icon={RefreshCw} busy={look.busy} onClick={() => void look.run()}>{t(look.busy ? 'settings.network.looking' : 'settings.network.lookNow')}</Button>}
    >
      {look.error && <ErrorNotice error={look.error} className="mx-5 my-2" />}
      {states.error && <ErrorNotice error={states.error} className="mx-5 my-2" action={<Button size="sm" onClick={() => void states.refetch()}>{t('common.retry')}</Button>} />}
      {!states.data && !states.error && <Loading waitingFor={t('common.loading')} rows={7} />}
      {states.data && <ul className="mt-1.5">{states.data.map((state) => <ChainRow key={state.chain} state={state} network={network} />)}</ul>}
    </SettingsCard>
  );
}
