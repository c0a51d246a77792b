// The newest payments to one node or to all of them, and the file with every one.

import { Download } from 'lucide-react';
import { useAnnouncements } from '../../../app/announce';
import { Amount } from '../../../app/amount';
import { call } from '../../../app/client';
import { useCall } from '../../../app/queries';
import { formatMoment, formatNumber } from '../../../i18n/format';
import { useT } from '../../../i18n/use-t';
import { Button } from '../../../ui/button';
import { ErrorNotice } from '../../../ui/error-notice';
import { Loading } from '../../../ui/skeleton';
import { useAct } from '../../../ui/use-act';
import { FLUX_DECIMALS } from '../../bridge/flux';

const SHOWN = 50;
/** A name that every file system takes. */
const fileName = (text: string): string => text.replace(/[^\p{L}\p{N}._-]+/gu, '-').slice(0, 50) || 'node';

export function RewardList({ node, file }: { /** Null: all nodes. */ node: string | null; file: string }) {
  const t = useT();
  const say = useAnnouncements((state) => state.say);
  const { data, error, refetch } = useCall('staking.rewards', { node, limit: SHOWN });
  const save = useAct(async () => {
    const { csv } = await call('staking.exportRewards', { node });
    const { saved } = await call('files.saveText', { name: `fluxkeep-${fileName(file)}-${t('staking.node.rewards.file')}.csv`, text: csv });
    if (saved) say(t('staking.node.rewards.exported'));
  });
  if (error) return <ErrorNotice error={error} className="mt-3" action={<Button size="sm" onClick={() => void refetch()}>{t('common.retry')}</Button>} />;
  if (!data) return <Loading waitingFor={t('staking.node.rewards.loading')} />;
  if (data.count === 0) return <p className="mt-3 text-xs text-muted">{t(node === null ? 'staking.node.rewards.noneAll' : 'staking.node.rewards.none')}</p>;
  return (
    <div className="mt-3 flex flex-col items-start gap-3">
      <ul data-testid="rewards" tabIndex={0} aria-label={t('staking.node.rewards.title')} className="max-h-56 w-full overflow-y-auto rounded-md border border-line -outline-offset-2">
        {data.rewards.map((reward) => (
          <li key={`${reward.txid} ${reward.node}`} className="flex min-h-11 items-center justify-between gap-3 border-line px-3.5 py-1.5 text-xs not-first:border-t">
            <span className="min-w-0">
              {node === null && <span className="block truncate font-medium">{reward.name}</span>}
              <span className="block text-2xs text-muted">{formatMoment(reward.time)}, {t('staking.node.rewards.block', { height: formatNumber(reward.height) })}</span>
            </span>
            <Amount units={reward.amount} decimals={FLUX_DECIMALS} symbol="FLUX" sign className="text-good-ink" />
          </li>
        ))}
      </ul>
      {data.count > data.rewards.length && <p className="text-2xs text-muted">{t('staking.node.rewards.more', { count: data.rewards.length })}</p>}
      <Button size="sm" icon={Download} busy={save.busy} onClick={() => void save.run()}>{t('staking.node.rewards.export')}</Button>
      {save.error && <ErrorNotice error={save.error} />}
    </div>
  );
}
