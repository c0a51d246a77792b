// Blocks checked per minute over the last hour: one path with a soft fill, its figures in words for readers.

import { useId } from 'react';
import { formatNumber } from '../../../i18n/format';
import { useT } from '../../../i18n/use-t';

const WIDTH = 660;
const HEIGHT = 84;

/** The line as an SVG path; nothing lies on the ground, the most a third below the top. */
function linePath(values: readonly number[]): string {
  const most = Math.max(...values, 1);
  return values.map((value, at) => `${at === 0 ? 'M' : 'L'}${((at / (values.length - 1)) * WIDTH).toFixed(1)} ${(HEIGHT - 4 - (value / most) * (HEIGHT - 32)).toFixed(1)}`).join('');
}

export function PaceChart({ pace }: { pace: readonly number[] }) {
  const t = useT();
  const fill = useId();
  const last = pace.at(-1);
  if (last === undefined || pace.length < 2) return <p className="px-5 pt-3 pb-4.5 text-2xs text-muted">{t('lightNode.pace.none')}</p>;
  const path = linePath(pace);
  const label = `${t('lightNode.pace.title')}. ${t('lightNode.pace.summary', { last: formatNumber(last), most: formatNumber(Math.max(...pace)) })}`;
  return (
    <figure className="pt-3">
      <figcaption className="flex justify-between px-5 text-2xs text-muted tabular" aria-hidden="true">
        <span>{t('lightNode.pace.title')}</span><span>{t('lightNode.pace.summary', { last: formatNumber(last), most: formatNumber(Math.max(...pace)) })}</span>
      </figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" className="block h-21 w-full text-good" role="img" aria-label={label}>
        <defs>
          <linearGradient id={fill} x1="0" y1="0" x2="0" y2="1">
            <stop stopColor="currentColor" stopOpacity="0.28" />
            <stop offset="1" stopColor="currentColor" stopOpacity="0" />
          </linearGradient>
        </defs>
        <path d={`${path}L${WIDTH} ${HEIGHT}L0 ${HEIGHT}Z`} fill={`url(#${fill})`} />
        <path d={path} fill="none" stroke="currentColor" strokeWidth="1.75" vectorEffect="non-scaling-stroke" strokeLinejoin="round" />
      </svg>
    </figure>
  );
}
