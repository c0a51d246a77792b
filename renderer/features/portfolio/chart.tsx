// The curve of past values: one path with a soft fill, its first and last value in words for readers.

import { useId } from 'react';
import { useHidden } from '../../app/amount';
import { useCall } from '../../app/queries';
import { formatDay, formatMoney, formatTime } from '../../i18n/format';
import { useT } from '../../i18n/use-t';
import { errorLine } from '../../ui/error-notice';
import { Skeleton } from '../../ui/skeleton';

const WIDTH = 680;
const HEIGHT = 100;

interface Point { at: number; value: number }

/** The line as an SVG path: time to the right, value up, the lowest a fifth above the ground. */
function linePath(points: readonly Point[]): string {
  const first = points[0];
  const last = points.at(-1);
  if (!first || !last) return '';
  const values = points.map((point) => point.value);
  const low = Math.min(...values);
  const span = Math.max(...values) - low || 1;
  const time = last.at - first.at || 1;
  return points.map((point, at) => `${at === 0 ? 'M' : 'L'}${(((point.at - first.at) / time) * WIDTH).toFixed(1)} ${(HEIGHT - 24 - ((point.value - low) / span) * (HEIGHT - 34)).toFixed(1)}`).join('');
}

export function Chart({ days, currency }: { days: 1 | 7 | 30 | 365; currency: string }) {
  const t = useT();
  const fill = useId();
  const hidden = useHidden();
  const mainnet = useCall('settings.get', undefined).data?.network === 'mainnet';
  const reading = useCall('portfolio.chart', { days }, { keep: true });
  const chart = reading.data;
  if (!chart || chart.state === 'loading') return <div role="status" className="flex h-36 items-end px-5 pb-4">{!reading.error && <Skeleton className="h-16 w-full" />}<span className="sr-only">{t('portfolio.chart.waiting')}</span></div>;
  if (chart.state === 'unknown') return <p className="flex h-36 items-center justify-center px-5 text-xs text-muted">{errorLine(chart.reason)}</p>;
  const points = chart.value;
  const first = points[0];
  const last = points.at(-1);
  if (!first || !last || points.length < 2) return <p className="flex h-36 items-center justify-center px-5 text-center text-xs text-muted">{t('portfolio.chart.none')}</p>;
  const path = linePath(points);
  const marks = Array.from({ length: 5 }, (_, at) => first.at + ((last.at - first.at) * at) / 4);
  const label = hidden ? t('portfolio.chart.title') : `${t('portfolio.chart.title')}. ${t('portfolio.chart.summary', { from: formatMoney(String(first.value), currency), to: formatMoney(String(last.value), currency) })}`;
  return (
    <figure>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" className="block h-28 w-full text-accent" role="img" aria-label={label}>
        <defs>
          <linearGradient id={fill} x1="0" y1="0" x2="0" y2="1">
            <stop stopColor="currentColor" stopOpacity="0.28" />
            <stop offset="1" stopColor="currentColor" stopOpacity="0" />
          </linearGradient>
        </defs>
        <path d={`${path}L${WIDTH} ${HEIGHT}L0 ${HEIGHT}Z`} fill={`url(#${fill})`} />
        <path d={path} fill="none" stroke="currentColor" strokeWidth="1.75" vectorEffect="non-scaling-stroke" strokeLinejoin="round" />
      </svg>
      <figcaption className="flex justify-between px-5 pt-2 pb-3.5 text-2xs text-muted tabular" aria-hidden="true">
        {marks.map((at, index) => <span key={index}>{index === 4 ? t(days === 1 ? 'portfolio.chart.now' : 'portfolio.chart.today') : days === 1 ? formatTime(at) : formatDay(at)}</span>)}
      </figcaption>
      {/* CoinGecko asks for this wherever its data is shown. */}
      {mainnet && <p className="-mt-2 px-5 pb-3 text-2xs text-muted">{t('portfolio.chart.source')}</p>}
    </figure>
  );
}
