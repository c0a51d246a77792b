// A learning curve: the share of test digits that the model reads right after each round, its end in words.

import { useId } from 'react';
import { formatNumber, formatPercent } from '../../i18n/format';
import { useT } from '../../i18n/use-t';

const WIDTH = 660;
const HEIGHT = 110;

export function Curve({ points }: { points: readonly { loss: number; accuracy: number }[] }) {
  const t = useT();
  const fill = useId();
  const last = points.at(-1);
  if (!last) return null;
  const summary = t('usefulWork.curve.summary', { share: formatPercent(last.accuracy * 100), loss: formatNumber(last.loss, { maximumFractionDigits: 3 }), count: points.length });
  const at = (index: number) => (points.length === 1 ? WIDTH : (index / (points.length - 1)) * WIDTH);
  const path = points.map(({ accuracy }, index) => `${index === 0 ? 'M' : 'L'}${at(index).toFixed(1)} ${(HEIGHT - 4 - accuracy * (HEIGHT - 12)).toFixed(1)}`).join('');
  return (
    <figure data-testid="curve">
      <figcaption className="flex justify-between text-2xs text-muted tabular"><span>{t('usefulWork.curve.title')}</span><span>{summary}</span></figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" className="mt-1.5 block h-27 w-full rounded-md bg-surface-2 text-good" role="img" aria-label={`${t('usefulWork.curve.title')}. ${summary}`}>
        <defs>
          <linearGradient id={fill} x1="0" y1="0" x2="0" y2="1"><stop stopColor="currentColor" stopOpacity="0.28" /><stop offset="1" stopColor="currentColor" stopOpacity="0" /></linearGradient>
        </defs>
        {points.length > 1 && <path d={`${path}L${WIDTH} ${HEIGHT}L0 ${HEIGHT}Z`} fill={`url(#${fill})`} />}
        <path d={points.length > 1 ? path : `M0 ${(HEIGHT - 4 - last.accuracy * (HEIGHT - 12)).toFixed(1)}H${WIDTH}`} fill="none" stroke="currentColor" strokeWidth="1.75" vectorEffect="non-scaling-stroke" strokeLinejoin="round" />
      </svg>
    </figure>
  );
}
