// Own nodes: how many, what they lock and brought, and the table of them.

import { RefreshCw, Server } from 'lucide-react';
import type { Output } from '../../../app/client';
import { call } from '../../../app/client';
import { unitsFromText } from '../../../../shared/money/units';
import { useAnnouncements } from '../../../app/announce';
import { useHidden } from '../../../app/amount';
import { useNavigation } from '../../../app/navigation';
import { formatUnits } from '../../../i18n/format';
import { useT } from '../../../i18n/use-t';
import { IconButton } from '../../../ui/button';
import { Card, CardTitle } from '../../../ui/card';
import { Empty } from '../../../ui/empty';
import { ErrorNotice } from '../../../ui/error-notice';
import { useAct } from '../../../ui/use-act';
import { FLUX_DECIMALS } from '../../bridge/flux';
import { NodesTable } from './nodes-table';
import { RestartAll } from './restart-all';

export function NodesCard({ list }: { list: Output<'staking.nodes'> }) {
  const t = useT();
  const hidden = useHidden();
  const openNode = useNavigation((state) => state.openNode);
  const say = useAnnouncements((state) => state.say);
  const look = useAct(async () => {
    await call('staking.look', undefined);
    say(t('staking.nodes.looking'));
  });
  const { nodes, locked, week, height } = list;
  const sum = (units: string) => (hidden ? '••••' : formatUnits(unitsFromText(units), FLUX_DECIMALS));
  return (
    <Card label={t('staking.nodes.title')} className="overflow-hidden">
      <div className="px-5 pt-3 pb-2.5">
        <CardTitle aside={
          <span className="flex min-h-8 items-center gap-2 text-right text-xs text-muted">
            {nodes.length > 0 && <span data-testid="nodes-sum" className="tabular">{t('staking.nodes.sum', { count: nodes.length, locked: sum(locked), week: sum(week) })}</span>}
            {nodes.length > 0 && <IconButton icon={RefreshCw} label={t('staking.nodes.look')} disabled={look.busy} onClick={() => void look.run()} className="-mr-2 shrink-0" />}
          </span>
        }>{t('staking.nodes.title')}</CardTitle>
      </div>
      {look.error && <ErrorNotice error={look.error} tone="warn" className="mx-5 mb-4" />}
      <RestartAll nodes={nodes} />
      {nodes.length === 0 ? <Empty icon={Server} title={t('staking.nodes.none')}>{t('staking.nodes.noneText')}</Empty> : <NodesTable nodes={nodes} height={height} onOpen={openNode} />}
    </Card>
  );
}
