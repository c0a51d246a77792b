// What a swap costs, as it was agreed and as Fusion says it now, and between which addresses it runs.

import type { Swap } from '../../../../shared/contract/bridge';
import { builtInAsset, chainInfo } from '../../../../shared/chains/registry';
import { useCall } from '../../../app/queries';
import { useNavigation } from '../../../app/navigation';
import { useT } from '../../../i18n/use-t';
import { Address } from '../../../ui/address';
import { Button } from '../../../ui/button';
import { Card, CardTitle } from '../../../ui/card';
import { Notice } from '../../../ui/notice';
import { CostFigure, CostLine } from '../cost/line';
import { arrivesOf, chainName, untouched, useFluxText } from '../flux';
import { isOnItsWay } from './standing';

export function SwapCost({ swap }: { swap: Swap }) {
  const t = useT();
  const flux = useFluxText();
  const openActivity = useNavigation((state) => state.openActivity);
  const { state, operator, activity } = swap;
  const from = chainInfo(swap.from).name;
  const to = chainName(swap.to);
  const entry = useCall('activity.get', { id: activity ?? '' }, { enabled: activity !== null });
  const fee = entry.data?.fee ?? null;
  const coin = fee && builtInAsset(fee.asset);
  const nothing = untouched(swap);
  const arrives = arrivesOf(swap);
  const kept = operator?.fee ?? swap.fee;
  const changed = !nothing && arrives !== null && (arrives !== swap.arrives || kept !== swap.fee);
  return (
    <Card className="p-5" label={t('bridge.cost.title')}>
      <CardTitle>{t('bridge.cost.title')}</CardTitle>
      <dl className="mt-2">
        <CostLine name={t(nothing ? 'bridge.form.amount' : 'bridge.cost.sent', { chain: from })}><CostFigure units={swap.amount} asking={false} why="" /></CostLine>
        <CostLine name={t('bridge.cost.kept')}><CostFigure units={kept} asking={false} why="" /></CostLine>
        <CostLine name={t('bridge.cost.network', { chain: from })}><CostFigure units={fee?.units} decimals={coin?.decimals} symbol={coin?.symbol} asking={entry.isLoading} why={t(nothing ? 'bridge.cost.notSent' : 'bridge.cost.notKnownYet')} /></CostLine>
        <div className="my-2 border-t border-line" />
        <CostLine name={t(state.kind === 'arrived' ? 'bridge.cost.received' : nothing ? 'bridge.cost.would' : 'bridge.cost.receive', { chain: to })} strong={!nothing}><CostFigure units={arrives} asking={false} why={t('bridge.fusion.ended')} /></CostLine>
      </dl>
      {changed && <Notice tone="warn" className="mt-2">{t('bridge.cost.differs', { fee: flux(swap.fee), arrives: flux(swap.arrives) })}</Notice>}
      {(isOnItsWay(swap) || state.kind === 'reserved') && <Notice tone="warn" className="mt-2">{t('bridge.custody')}</Notice>}
      <details className="mt-3 text-xs">
        <summary className="w-fit rounded-sm text-muted underline-offset-4 hover:text-text hover:underline">{t('bridge.addresses.title')}</summary>
        <dl className="mt-2 flex flex-col gap-2.5">
          <div><dt className="text-2xs text-muted">{t('bridge.addresses.sender', { chain: from })}</dt><dd><Address value={swap.sender} className="text-xs" /></dd></div>
          <div><dt className="text-2xs text-muted">{t('bridge.addresses.deposit', { chain: from })}</dt><dd><Address value={swap.deposit} className="text-xs" /></dd></div>
          <div><dt className="text-2xs text-muted">{t(swap.own ? 'bridge.addresses.own' : 'bridge.addresses.other', { chain: to })}</dt><dd><Address value={swap.recipient} className="text-xs" /></dd></div>
        </dl>
      </details>
      {activity !== null && <Button size="sm" className="mt-3" onClick={() => openActivity(activity)}>{t('bridge.activity')}</Button>}
    </Card>
  );
}
