// A line of the cost card: what it is, and how much; a dash with its reason where that is unknown, a shape while it is asked for.

import clsx from 'clsx';
import type { ReactNode } from 'react';
import { Amount } from '../../../app/amount';
import { useT } from '../../../i18n/use-t';
import { Skeleton } from '../../../ui/skeleton';
import { FLUX_DECIMALS } from '../flux';

/** @param note said below the figure, as part of it */
export function CostLine({ name, children, strong, hint, note }: { name: ReactNode; children: ReactNode; strong?: boolean; hint?: string; note?: ReactNode }) {
  return (
    <div className="flex flex-wrap items-baseline justify-between gap-x-3 py-1.25 text-xs" title={hint}>
      <dt className="text-muted">{name}</dt>
      <dd className={clsx('text-right', strong ? 'text-md font-bold' : 'font-medium')}>{children}</dd>
      {note}
    </div>
  );
}

/** @param why said with the dash: why there is no figure */
export function CostFigure({ units, decimals = FLUX_DECIMALS, symbol = 'FLUX', asking, why }: { units: string | null | undefined; decimals?: number; symbol?: string; asking: boolean; why: string }) {
  const t = useT();
  if (units != null) return <Amount units={units} decimals={decimals} symbol={symbol} />;
  if (asking) return <Skeleton className="inline-block h-3.5 w-20" />;
  return <span className="text-muted" title={why}><span aria-hidden="true">—</span><span className="sr-only">{t('common.unknown')}: {why}</span></span>;
}
