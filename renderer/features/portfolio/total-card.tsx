// The total in the chosen currency, its change over a day, its past as a curve, and the two acts that begin here.

import clsx from 'clsx';
import { ArrowDownLeft, ArrowLeftRight, ArrowUpRight } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import type { Portfolio } from '../../../shared/contract/wallet';
import { Money, Unknown, useHidden } from '../../app/amount';
import { useNavigation } from '../../app/navigation';
import { formatPercent, moneyParts } from '../../i18n/format';
import { useT } from '../../i18n/use-t';
import { Button } from '../../ui/button';
import { Card } from '../../ui/card';
import { Skeleton } from '../../ui/skeleton';

const Chart = lazy(() => import('./chart').then((module) => ({ default: module.Chart })));
const SPANS = [1, 7, 30, 365] as const;

function Total({ portfolio }: { portfolio: Portfolio }) {
  const hidden = useHidden();
  const { total, currency } = portfolio;
  if (total.state === 'loading') return <Skeleton className="my-1 h-10 w-52" />;
  if (total.state === 'unknown') return <div className="text-3xl font-bold"><Unknown reason={total.reason} /></div>;
  const parts = moneyParts(total.value, currency);
  return (
    <div data-testid="total" data-selectable className="text-3xl font-bold tabular">
      {hidden ? '••••••' : <>{parts.before}<span className="text-muted">{parts.fraction}</span>{parts.after}</>}
    </div>
  );
}

export function TotalCard({ portfolio }: { portfolio: Portfolio }) {
  const t = useT();
  const { go } = useNavigation();
  const [days, setDays] = useState<(typeof SPANS)[number]>(30);
  const { change } = portfolio;
  const up = change.state === 'known' && !change.value.amount.startsWith('-');
  return (
    <Card className="overflow-hidden" label={t('portfolio.total')}>
      <div className="flex flex-wrap items-start justify-between gap-3 px-5 pt-4.5">
        <div>
          <div className="text-xs text-muted">{t('portfolio.total')}</div>
          <Total portfolio={portfolio} />
          <div className="mt-1 min-h-5 text-xs">
            {change.state === 'known' && (
              <>
                <span className={clsx('tabular', change.value.percent === 0 ? 'text-muted' : up ? 'text-good-ink' : 'text-bad-ink')}><Money value={change.value.amount} sign /> ({formatPercent(change.value.percent)})</span>{' '}
                <span className="text-muted">{t('portfolio.past')}</span>
              </>
            )}
            {change.state === 'unknown' && <><Unknown reason={change.reason} /> <span className="text-muted">{t('portfolio.past')}</span></>}
          </div>
        </div>
        <div className="flex gap-2">
          <Button look="primary" icon={ArrowUpRight} onClick={() => go('send')}>{t('shell.screens.send')}</Button>
          <Button icon={ArrowDownLeft} onClick={() => go('receive')}>{t('shell.screens.receive')}</Button>
          <Button icon={ArrowLeftRight} onClick={() => go('bridge')}>{t('shell.screens.bridge')}</Button>
        </div>
      </div>
      <fieldset className="mx-5 mt-3 flex justify-end gap-1">
        <legend className="sr-only">{t('portfolio.chart.days')}</legend>
        {SPANS.map((span) => (
          <label key={span} className={clsx('rounded-sm px-2 py-0.5 text-2xs has-focus-visible:outline-2 has-focus-visible:outline-accent', span === days ? 'bg-surface-3 font-bold text-text' : 'text-muted hover:text-text')}>
            <input type="radio" name="chart-span" className="sr-only" checked={span === days} onChange={() => setDays(span)} />
            {t(`portfolio.chart.d${span}`)}
          </label>
        ))}
      </fieldset>
      <Suspense fallback={<div className="h-36" />}><Chart days={days} currency={portfolio.currency} /></Suspense>
    </Card>
  );
}
