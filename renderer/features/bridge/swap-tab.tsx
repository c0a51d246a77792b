// The tab of swaps: a new one, or the one that is looked at, and all of them below.

import { useNavigation } from '../../app/navigation';
import { useCall } from '../../app/queries';
import { useT } from '../../i18n/use-t';
import { Button } from '../../ui/button';
import { ErrorNotice } from '../../ui/error-notice';
import { NewSwap } from './form/new-swap';
import { History } from './history/history';
import type { Swaps } from './history/use-swaps';
import { lanesOf } from './lanes/rows';
import { SwapView } from './swap/swap-view';

export function SwapTab({ swaps, onRange }: { swaps: Swaps; onRange(first: number, last: number): void }) {
  const t = useT();
  const { swap, openSwap } = useNavigation();
  const portfolio = useCall('portfolio.get', undefined);
  const service = useCall('bridge.service', undefined).data;
  const assets = portfolio.data?.assets ?? [];
  const lanes = lanesOf(assets);
  return (
    <>
      {portfolio.error && <ErrorNotice error={portfolio.error} action={<Button size="sm" onClick={() => void portfolio.refetch()}>{t('common.retry')}</Button>} />}
      {swap === null ? <NewSwap lanes={lanes} assets={assets} service={service?.state === 'known' ? service.value : null} /> : <SwapView key={swap} id={swap} lanes={lanes} />}
      <History swaps={swaps} selected={swap} onOpen={openSwap} onRange={onRange} />
    </>
  );
}
