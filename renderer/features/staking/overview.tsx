// Tiers, own nodes, the starts under way, and the tools beneath. A node that is open lies over them at the right.

import { useCallback } from 'react';
import { useCall } from '../../app/queries';
import { useNavigation } from '../../app/navigation';
import { useT } from '../../i18n/use-t';
import { Button } from '../../ui/button';
import { Card } from '../../ui/card';
import { ErrorNotice } from '../../ui/error-notice';
import { Loading } from '../../ui/skeleton';
import { NodeDetail } from './detail/node-detail';
import { NodesCard } from './nodes/nodes-card';
import { isStarting } from './nodes/standing';
import { PracticeServer } from './practice/practice-server';
import { StartingCards } from './starting/starting-cards';
import { Tiers } from './tiers/tiers';
import { ToolsCard } from './tools/tools-card';

export function Overview() {
  const t = useT();
  const { node, openNode } = useNavigation();
  const list = useCall('staking.nodes', undefined);
  const practice = useCall('settings.get', undefined).data?.network === 'practice';
  const { data, error } = list;
  const close = useCallback(() => openNode(null), [openNode]);
  return (
    <>
      <div className="flex flex-col gap-4.5 px-7 py-6">
        <Tiers />
        {error && <ErrorNotice error={error} action={<Button size="sm" onClick={() => void list.refetch()}>{t('common.retry')}</Button>} />}
        {!data && !error && <Card><Loading waitingFor={t('staking.loading')} rows={5} /></Card>}
        {data && <NodesCard list={data} />}
        {data && <StartingCards nodes={data.nodes.filter(isStarting)} height={data.height} />}
        {practice && <PracticeServer nodes={data?.nodes ?? []} />}
        <ToolsCard />
      </div>
      {node !== null && data && <NodeDetail key={node} node={data.nodes.find((one) => one.id === node) ?? null} height={data.height} onClose={close} />}
    </>
  );
}
