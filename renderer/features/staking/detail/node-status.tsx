// The status of a node in words, with its heights and about when they come.

import type { Reading } from '../../../../shared/contract/base';
import type { FluxNode } from '../../../../shared/contract/staking';
import { useNow } from '../../../app/use-now';
import { formatAgo, formatNumber } from '../../../i18n/format';
import { useT } from '../../../i18n/use-t';
import { ErrorNotice, errorLine } from '../../../ui/error-notice';
import { Notice } from '../../../ui/notice';
import { Pill } from '../../../ui/pill';
import { NextReward } from '../nodes/node-row';
import { standingOf } from '../nodes/standing';
import { useStatusText } from './status-text';

export function NodeStatus({ node, height }: { node: FluxNode; height: Reading<number> }) {
  const t = useT();
  const now = useNow();
  const standing = standingOf(node);
  const lines = useStatusText(node, height);
  const { status, seen, trouble } = node;
  const reason = status.kind === 'failed' || status.kind === 'starting' ? status.reason : null;
  return (
    <div className="flex flex-col gap-2.5">
      <div className="flex flex-wrap items-center gap-2 text-xs text-muted">
        <Pill tone={standing.tone}>{t(standing.key)}</Pill>{t(`staking.tier.${node.tier}`)}
        {node.multisig && <Pill>{t('staking.node.multisig')}</Pill>}
        {node.released && <Pill tone="warn">{t('staking.node.released')}</Pill>}
      </div>
      <div role="status" className="flex flex-col gap-1 text-xs text-muted">{lines.map((line) => <p key={line}>{line}</p>)}</div>
      {status.kind === 'confirmed' && <div className="text-xs"><span className="text-muted">{t('staking.node.next')}:</span> <NextReward node={node} /></div>}
      {reason && <ErrorNotice error={reason} tone={status.kind === 'failed' ? 'bad' : 'warn'} />}
      {trouble && <Notice tone="warn" title={t('staking.node.trouble')}>{errorLine(trouble)}</Notice>}
      <div className="flex flex-wrap items-center gap-2 text-2xs text-muted">
        {seen ? <>{t('staking.node.seen', { height: formatNumber(seen.height), ago: formatAgo(seen.at, now) })}<Pill tone={seen.source === 'proven' ? 'good' : 'neutral'}>{t(`figures.${seen.source}`)}</Pill></> : t('staking.node.neverSeen')}
      </div>
    </div>
  );
}
