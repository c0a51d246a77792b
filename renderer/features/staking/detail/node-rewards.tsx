// What one node earned: figures that the node itself carries, and its newest payments.

import type { FluxNode } from '../../../../shared/contract/staking';
import { Amount } from '../../../app/amount';
import { useNow } from '../../../app/use-now';
import { formatAgo, formatNumber } from '../../../i18n/format';
import { useT } from '../../../i18n/use-t';
import { FLUX_DECIMALS } from '../../bridge/flux';
import { RewardList } from '../rewards/reward-list';

export function NodeRewards({ node }: { node: FluxNode }) {
  const t = useT();
  const now = useNow();
  const { count, total, week, last } = node.rewards;
  return (
    <section aria-label={t('staking.node.rewards.title')} className="border-t border-line pt-4">
      <h3 className="text-sm font-bold">{t('staking.node.rewards.title')}</h3>
      <dl className="mt-2 grid grid-cols-2 gap-3 text-sm">
        <div><dt className="text-2xs text-muted">{t('staking.node.rewards.total')}</dt><dd><Amount units={total} decimals={FLUX_DECIMALS} symbol="FLUX" /></dd></div>
        <div><dt className="text-2xs text-muted">{t('staking.node.rewards.week')}</dt><dd><Amount units={week} decimals={FLUX_DECIMALS} symbol="FLUX" /></dd></div>
        <div><dt className="text-2xs text-muted">{t('staking.node.rewards.count')}</dt><dd className="tabular">{formatNumber(count)}</dd></div>
        <div><dt className="text-2xs text-muted">{t('staking.node.rewards.last')}</dt><dd>{last === null ? t('staking.node.rewards.never') : formatAgo(last, now)}</dd></div>
      </dl>
      <RewardList node={node.id} file={node.name} />
    </section>
  );
}
