// Practice network: its state, its time, its coins, its blocks, and a fresh start.

import { useEffect } from 'react';
import type { NetworkId } from '../../../../shared/chains/ids';
import { call } from '../../../app/client';
import { useCall } from '../../../app/queries';
import { useT } from '../../../i18n/use-t';
import { Button } from '../../../ui/button';
import { Card } from '../../../ui/card';
import { ErrorNotice } from '../../../ui/error-notice';
import { Loading } from '../../../ui/skeleton';
import { useAct } from '../../../ui/use-act';
import { Clock } from './clock';
import { PracticeFaucet } from './faucet';
import { Mine } from './mine';
import { Reset } from './reset';
import { Status } from './status';

/** Blocks come without an event; they are read again while somebody looks. */
const LOOK_EVERY_MS = 3000;

export function Practice({ network }: { network: NetworkId }) {
  const t = useT();
  const status = useCall('practice.status', undefined);
  const { refetch } = status;
  const practice = network === 'practice';
  useEffect(() => {
    if (!practice) return;
    const timer = setInterval(() => void refetch(), LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [practice, refetch]);
  const add = useAct(async () => {
    await call('app.secrets', { purpose: 'add', wallet: null });
  });
  if (!practice) {
    return (
      <Card className="p-5">
        <p className="text-sm text-muted">{t('settings.practice.off')}</p>
        <Button className="mt-4" busy={add.busy} onClick={() => void add.run()}>{t('settings.practice.offAction')}</Button>
        {add.error && <ErrorNotice error={add.error} className="mt-3" />}
      </Card>
    );
  }
  if (!status.data) return status.error ? <ErrorNotice error={status.error} /> : <Card><Loading waitingFor={t('common.loading')} rows={5} /></Card>;
  return (
    <>
      <Status status={status.data} />
      {status.data.state === 'running' && (
        <>
          <Clock rate={status.data.rate} onChanged={() => void refetch()} />
          <PracticeFaucet />
          <Mine onMined={() => void refetch()} />
        </>
      )}
      {(status.data.state === 'running' || status.data.state === 'failed') && <Reset />}
    </>
  );
}
