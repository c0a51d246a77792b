// One swap: its curve, its steps with their proofs, what it costs, and what can be done. It can be left at any time; it goes on.

import { LifeBuoy, RefreshCw } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { Swap } from '../../../../shared/contract/bridge';
import { heldChain } from '../../../../shared/fusion/chains';
import { unitsFromText } from '../../../../shared/money/units';
import { useAnnouncements } from '../../../app/announce';
import { call } from '../../../app/client';
import { useNavigation } from '../../../app/navigation';
import { useCall } from '../../../app/queries';
import { formatUnits } from '../../../i18n/format';
import { useT } from '../../../i18n/use-t';
import { Button } from '../../../ui/button';
import { Card } from '../../../ui/card';
import { ErrorNotice } from '../../../ui/error-notice';
import { Loading } from '../../../ui/skeleton';
import { useAct } from '../../../ui/use-act';
import { FLUX_DECIMALS } from '../flux';
import type { Lane } from '../lanes/rows';
import { SwapLanes } from '../lanes/swap-lanes';
import { Ending } from './ending';
import { isOnItsWay, isOver, useStanding } from './standing';
import { StepsList } from './steps-list';
import { SupportDialog } from './support-dialog';
import { SwapCost } from './swap-cost';
import { Trouble } from './trouble';

export function SwapView({ id, lanes }: { id: string; lanes: readonly Lane[] }) {
  const t = useT();
  const openSwap = useNavigation((state) => state.openSwap);
  const query = useCall('bridge.get', { id });
  if (query.data) return <Body swap={query.data} lanes={lanes} />;
  return (
    <Card>
      {query.error && <ErrorNotice error={query.error} className="m-5" action={<Button size="sm" onClick={() => void query.refetch()}>{t('common.retry')}</Button>} />}
      {query.data === undefined && !query.error && <Loading waitingFor={t('bridge.loadingSwap')} rows={6} />}
      {query.data === null && <p className="flex flex-wrap items-center justify-between gap-3 p-5 text-sm text-muted">{t('bridge.gone')}<Button size="sm" onClick={() => openSwap(null)}>{t('bridge.new')}</Button></p>}
    </Card>
  );
}

function Body({ swap, lanes }: { swap: Swap; lanes: readonly Lane[] }) {
  const t = useT();
  const say = useAnnouncements((state) => state.say);
  const openBridge = useNavigation((state) => state.openBridge);
  const standing = useStanding()(swap);
  const title = useRef<HTMLHeadingElement>(null);
  const [support, setSupport] = useState(false);
  useEffect(() => {
    const main = title.current?.closest('main');
    title.current?.focus({ preventScroll: true });
    // The curve is looked at first, also when the swap was opened from the end of a long list.
    if (main) main.scrollTop = 0;
  }, [swap.id]);
  const look = useAct(async () => {
    await call('bridge.look', { id: swap.id });
    say(t('bridge.looking'));
  });
  const giveUp = useAct(async () => {
    await call('bridge.abandon', { swap: swap.id });
    say(t('bridge.givenUp'));
  });
  const onAgain = () => openBridge('swap', {
    from: swap.from, to: swap.to, all: false, amount: formatUnits(unitsFromText(swap.amount), FLUX_DECIMALS),
    elsewhere: heldChain(swap.to) !== null && !swap.own, recipient: swap.own ? '' : swap.recipient,
  });
  const over = isOver(swap);
  return (
    <>
      <SwapLanes lanes={lanes} swap={swap} />
      <div className="grid items-start gap-4.5 @4xl/main:grid-cols-[minmax(0,1fr)_20.75rem]">
        <Card label={t('bridge.this')} className="pb-1.5">
          <div className="flex min-h-8 flex-wrap items-center justify-between gap-2 px-5 pt-4">
            <h2 ref={title} tabIndex={-1} className="text-sm font-bold">{t('bridge.this')}</h2>
            <span className="-mr-1.5 flex gap-1">
              {!over && swap.state.kind !== 'reserved' && <Button size="sm" look="quiet" icon={RefreshCw} busy={look.busy} onClick={() => void look.run()}>{t('bridge.look')}</Button>}
              <Button size="sm" look="quiet" icon={LifeBuoy} onClick={() => setSupport(true)}>{t('bridge.support.short')}</Button>
            </span>
          </div>
          <p role="status" className="sr-only">{t('bridge.standing.is', { word: standing.word })}</p>
          <div className="flex flex-col gap-3 px-5 not-empty:pt-3 not-empty:pb-1">
            <Ending swap={swap} onSupport={() => setSupport(true)} onAgain={onAgain} giveUp={<Button size="sm" look="quiet" busy={giveUp.busy} onClick={() => void giveUp.run()}>{t('bridge.giveUp')}</Button>} />
            {look.error && <ErrorNotice error={look.error} tone="warn" />}
            {giveUp.error && <ErrorNotice error={giveUp.error} />}
          </div>
          <StepsList swap={swap} />
          {swap.trouble && !over && <div className="border-t border-line py-1"><Trouble error={swap.trouble} /></div>}
          {isOnItsWay(swap) && <p className="border-t border-line px-5 pt-3.5 pb-2.5 text-2xs text-muted">{t('bridge.close')}</p>}
        </Card>
        <SwapCost swap={swap} />
      </div>
      {support && <SupportDialog id={swap.id} onClose={() => setSupport(false)} />}
    </>
  );
}
