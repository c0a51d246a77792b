// The practice network's servers: settings are pasted here as into a real one, and running ones are switched off and on.

import { useEffect } from 'react';
import type { FluxNode } from '../../../../shared/contract/staking';
import { useCall } from '../../../app/queries';
import { useT } from '../../../i18n/use-t';
import { Card, CardTitle } from '../../../ui/card';
import { ErrorNotice } from '../../../ui/error-notice';
import { RunForm } from './run-form';
import { ServerRow } from './server-row';

/** A server's state moves with blocks, without an event; it is read again while somebody looks. */
const LOOK_EVERY_MS = 3000;

export function PracticeServer({ nodes }: { nodes: readonly FluxNode[] }) {
  const t = useT();
  const { data: servers, error, refetch } = useCall('practice.server', { act: 'list' });
  useEffect(() => {
    const timer = setInterval(() => void refetch(), LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [refetch]);
  return (
    <Card label={t('staking.tools.practice.title')}>
      <div className="px-5 pt-4.5 pb-4">
        <CardTitle>{t('staking.tools.practice.title')}</CardTitle>
        <p className="mt-1 max-w-150 text-xs text-muted">{t('staking.tools.practice.hint')}</p>
        <RunForm nodes={nodes} servers={servers ?? []} onRun={() => void refetch()} />
      </div>
      {error && <ErrorNotice error={error} tone="warn" className="mx-5 mb-4" />}
      {servers && (
        <ul aria-label={t('staking.tools.practice.list')} className="border-t border-line">
          {servers.length === 0 && <li className="px-5 py-3.5 text-xs text-muted">{t('staking.tools.practice.none')}</li>}
          {servers.map((server) => <ServerRow key={`${server.collateral.txid}:${server.collateral.vout}`} server={server} nodes={nodes} onChanged={() => void refetch()} />)}
        </ul>
      )}
    </Card>
  );
}
