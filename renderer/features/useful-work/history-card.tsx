// What was done on this computer lately, and what became of it.

import { useState } from 'react';
import type { PastJob, WorkStatus } from '../../../shared/contract/useful-work';
import { formatDuration, formatMoment, formatNumber } from '../../i18n/format';
import { useT } from '../../i18n/use-t';
import { Button } from '../../ui/button';
import { Card, CardTitle } from '../../ui/card';
import { errorLine } from '../../ui/error-notice';
import { Pill } from '../../ui/pill';

const FEW = 8;
const TONES: Record<PastJob['end'], 'good' | 'bad' | 'warn' | 'neutral'> = { validated: 'good', refused: 'bad', cancelled: 'neutral', lapsed: 'warn', failed: 'bad' };

export function HistoryCard({ status }: { status: WorkStatus | null }) {
  const t = useT();
  const [all, setAll] = useState(false);
  const history = status?.history ?? [];
  const shown = all ? history.slice(0, 200) : history.slice(0, FEW);
  return (
    <Card label={t('usefulWork.history.title')} className="overflow-hidden">
      <div className="px-5 pt-4.5 pb-3">
        <CardTitle aside={history.length > FEW && <Button size="sm" look="quiet" aria-expanded={all} onClick={() => setAll(!all)}>{t(all ? 'usefulWork.history.less' : 'usefulWork.history.more')}</Button>}>{t('usefulWork.history.title')}</CardTitle>
      </div>
      {shown.length === 0 ? <p className="px-5 pb-5 text-xs text-muted">{t('usefulWork.history.none')}</p> : (
        <ul className="text-sm">
          {shown.map(({ lease, title, kind, at, end, error, credits, busyMs }) => (
            <li key={lease} className="flex items-center justify-between gap-4 border-t border-line px-5 py-3">
              <div className="min-w-0">
                <div className="truncate">{title}</div>
                <div className="text-2xs text-muted tabular">{t(`usefulWork.kinds.${kind}`)} · {formatMoment(at)} · {t('usefulWork.history.took', { time: formatDuration(Math.max(1, Math.round(busyMs / 1000))) })}</div>
                {error && <div className="text-2xs text-muted">{error.code === 'pouw/verdict' ? t('usefulWork.history.verdict') : errorLine(error)}</div>}
              </div>
              <div className="flex shrink-0 items-center gap-3">
                {end === 'validated' && <span className="text-xs text-muted tabular">{t('usefulWork.credits', { credits: formatNumber(credits) })}</span>}
                <Pill tone={TONES[end]}>{t(`usefulWork.end.${end}`)}</Pill>
              </div>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
