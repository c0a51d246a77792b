// Rewards of all nodes together.

import { Amount } from '../../../app/amount';
import { useCall } from '../../../app/queries';
import { useT } from '../../../i18n/use-t';
import { Dialog } from '../../../ui/dialog';
import { FLUX_DECIMALS } from '../../bridge/flux';
import { RewardList } from '../rewards/reward-list';

export function RewardsDialog({ onClose }: { onClose(): void }) {
  const t = useT();
  const total = useCall('staking.rewards', { node: null, limit: 50 }).data?.total;
  return (
    <Dialog wide title={t('staking.node.rewards.all')} closeLabel={t('common.close')} onClose={onClose}>
      <div className="overflow-y-auto px-5 pt-1 pb-5">
        {total !== undefined && <p className="text-sm"><span className="text-muted">{t('staking.node.rewards.total')}</span> <Amount units={total} decimals={FLUX_DECIMALS} symbol="FLUX" /></p>}
        <RewardList node={null} file="nodes" />
      </div>
    </Dialog>
  );
}
