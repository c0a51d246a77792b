// The network as the node sees it: how many nodes of each tier its table holds, and what it costs in traffic.

import type { ReactNode } from 'react';
import type { LightNodeStatus } from '../../../shared/contract/light-node';
import { formatBytes, formatNumber } from '../../i18n/format';
import { useT } from '../../i18n/use-t';
import { Card, CardTitle } from '../../ui/card';

const TIERS = ['cumulus', 'nimbus', 'stratus'] as const;

function Line({ name, children }: { name: string; children: ReactNode }) {
  return <div className="flex items-baseline justify-between gap-3 py-1.5 text-xs"><dt className="text-muted">{name}</dt><dd className="tabular">{children}</dd></div>;
}

export function NetworkCard({ status: { nodes, traffic } }: { status: LightNodeStatus }) {
  const t = useT();
  return (
    <Card label={t('lightNode.network.title')} className="px-5 pt-5 pb-4">
      <CardTitle aside={nodes && <span className="text-xs text-muted tabular">{formatNumber(nodes.cumulus + nodes.nimbus + nodes.stratus)}</span>}>{t('lightNode.network.nodes')}</CardTitle>
      {nodes === null ? <p className="mt-2 text-xs text-muted">{t('lightNode.network.nodesNone')}</p> : (
        <dl className="mt-2">{TIERS.map((tier) => <Line key={tier} name={t(`staking.tier.${tier}`)}>{formatNumber(nodes[tier])}</Line>)}</dl>
      )}
      <h3 className="mt-2.5 border-t border-line pt-3.5 text-sm font-bold">{t('lightNode.network.traffic')}</h3>
      <dl className="mt-1.5">
        <Line name={t('lightNode.network.received')}>{formatBytes(traffic.received)}</Line>
        <Line name={t('lightNode.network.sent')}>{formatBytes(traffic.sent)}</Line>
      </dl>
    </Card>
  );
}
