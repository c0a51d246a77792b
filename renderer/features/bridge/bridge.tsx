// Bridge: moves FLUX between its chains through Fusion, lane by lane, and claims what own addresses earned on other chains.

import { Plus } from 'lucide-react';
import { useCallback, useId, useState } from 'react';
import { useNavigation, type BridgeTab } from '../../app/navigation';
import { useT } from '../../i18n/use-t';
import { Button } from '../../ui/button';
import { Tabs } from '../../ui/tabs';
import { Claims } from './claims/claims';
import { useSwaps } from './history/use-swaps';
import { SwapTab } from './swap-tab';
import { isOnItsWay } from './swap/standing';

export function Bridge() {
  const t = useT();
  const id = useId();
  const { bridgeTab, openBridge, swap, openSwap } = useNavigation();
  const [range, setRange] = useState({ first: 0, last: 0 });
  const swaps = useSwaps(range.first, range.last);
  const onRange = useCallback((first: number, last: number) => setRange((old) => (old.first === first && old.last === last ? old : { first, last })), []);
  const open = swaps.first.filter((entry) => isOnItsWay(entry) && entry.id !== swap);
  const next = open[0];
  return (
    <div className="flex flex-col gap-4 px-7 py-5">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <Tabs<BridgeTab> id={id} label={t('bridge.tabs.label')} value={bridgeTab} onChoose={(tab) => openBridge(tab)} tabs={[{ value: 'swap', label: t('bridge.tabs.swap') }, { value: 'claims', label: t('bridge.tabs.claims') }]} />
        {bridgeTab === 'swap' && (
          <div className="flex flex-wrap gap-2">
            {next && <Button size="sm" onClick={() => openSwap(next.id)}>{t('bridge.open', { count: open.length })}</Button>}
            {swap !== null && <Button size="sm" icon={Plus} onClick={() => openSwap(null)}>{t('bridge.new')}</Button>}
          </div>
        )}
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${bridgeTab}`} key={bridgeTab} className="flex min-w-0 flex-col gap-4.5">
        {bridgeTab === 'swap' ? <SwapTab swaps={swaps} onRange={onRange} /> : <Claims />}
      </div>
    </div>
  );
}
