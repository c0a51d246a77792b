// What a swap costs before it begins, in the order in which it is taken; what gas is there on the other side; how long it usually takes; who holds it meanwhile.

import { builtInAsset, chainInfo } from '../../../../shared/chains/registry';
import { Amount, Unknown } from '../../../app/amount';
import { useNow } from '../../../app/use-now';
import { formatAgo, formatDuration, formatNumber } from '../../../i18n/format';
import { useT } from '../../../i18n/use-t';
import { Card, CardTitle } from '../../../ui/card';
import { Notice } from '../../../ui/notice';
import { Skeleton } from '../../../ui/skeleton';
import { chainName } from '../flux';
import { DepositAddress } from '../form/deposit';
import type { SwapField } from '../form/field';
import { useLong } from '../use-long';
import { CostFigure, CostLine } from './line';

/** The percentage as Fusion states it: "0.001" is 0.1 %. */
const percent = (fraction: string): string => formatNumber(Number(fraction), { style: 'percent', maximumFractionDigits: 10 });

export function CostCard({ form, quote, service, current, problem }: SwapField) {
  const t = useT();
  const now = useNow();
  const long = useLong(!current);
  const asking = !current && (form.all || form.amount.trim() !== '');
  const shown = current ? quote : undefined;
  const from = chainInfo(form.from).name;
  const to = chainName(form.to);
  const network = shown?.networkFee ?? null;
  const coin = network ? builtInAsset(network.asset) : null;
  const gas = problem('gas');
  const why = t(form.all || form.amount.trim() !== '' ? 'bridge.cost.noFigure' : 'bridge.cost.noAmount');
  return (
    <Card className="p-5" label={t('bridge.cost.title')}>
      <CardTitle aside={<span className="text-2xs text-muted"><span role="status">{long ? t('bridge.cost.asking') : ''}</span>{shown ? t('bridge.cost.at', { ago: formatAgo(shown.at, now) }) : ''}</span>}>{t('bridge.cost.title')}</CardTitle>
      <dl className="mt-2">
        <CostLine name={t('bridge.cost.send', { chain: from })}><CostFigure units={shown?.amount} asking={asking} why={why} /></CostLine>
        <CostLine name={t('bridge.cost.flat')}><CostFigure units={shown?.fee?.flat ?? (shown ? service?.flat[form.to] : undefined)} asking={asking} why={why} /></CostLine>
        <CostLine name={service ? t('bridge.cost.percent', { percent: percent(service.percentage) }) : t('bridge.cost.percentPart')} hint={t('bridge.cost.percentHint')}><CostFigure units={shown?.fee?.percent} asking={asking} why={why} /></CostLine>
        <CostLine name={t('bridge.cost.network', { chain: from })} hint={coin ? t('bridge.cost.paidIn', { symbol: coin.symbol }) : undefined}><CostFigure units={network?.units} decimals={coin?.decimals} symbol={coin?.symbol} asking={asking} why={why} /></CostLine>
        <div className="my-2 border-t border-line" />
        <CostLine name={t('bridge.cost.receive', { chain: to })} strong><CostFigure units={shown?.arrives} asking={asking} why={why} /></CostLine>
        {shown?.seconds != null && (
          <CostLine name={t('bridge.cost.time')} hint={t('bridge.cost.timeHint')}>
            {t('bridge.cost.about', { duration: formatDuration(shown.seconds) })}
            {shown.confirmations !== null && <span className="block text-2xs font-normal text-muted">{t('bridge.cost.after', { confirmations: t('bridge.depth.some', { count: shown.confirmations }), chain: from })}</span>}
          </CostLine>
        )}
        {shown?.gasThere && <GasThere gas={shown.gasThere} to={to} />}
      </dl>
      {gas !== null && current && <Notice tone="bad" className="mt-2" title={gas}>{t('bridge.cost.gasText', { chain: from })}</Notice>}
      <Notice tone="warn" className="mt-3">{t('bridge.custody')}</Notice>
      {shown?.deposit && <div className="mt-3"><DepositAddress deposit={shown.deposit} chain={from} /></div>}
    </Card>
  );
}

/** FLUX on another chain moves only with that chain's own coin: said before the swap, not after. */
function GasThere({ gas, to }: { gas: NonNullable<NonNullable<SwapField['quote']>['gasThere']>; to: string }) {
  const t = useT();
  const coin = builtInAsset(gas.asset);
  if (!coin) return null;
  const { balance } = gas;
  const none = balance.state === 'known' && balance.value === '0';
  const note = none ? <dd className="w-full pt-1 text-2xs text-warn-ink">{t('bridge.cost.noGasThere', { symbol: coin.symbol, chain: to })}</dd> : null;
  return (
    <CostLine name={t('bridge.cost.gasThere', { symbol: coin.symbol, chain: to })} hint={t('bridge.cost.gasThereHint', { symbol: coin.symbol, chain: to })} note={note}>
      {balance.state === 'known' ? <Amount units={balance.value} decimals={coin.decimals} symbol={coin.symbol} list className={none ? 'text-warn-ink' : undefined} /> : balance.state === 'loading' ? <Skeleton className="inline-block h-3.5 w-16" /> : <Unknown reason={balance.reason} />}
    </CostLine>
  );
}
