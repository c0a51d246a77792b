// Jobs on this computer now: what they are, how far, and how long they still take.

import type { WorkStatus } from '../../../shared/contract/useful-work';
import { formatDuration, formatNumber, formatPercent } from '../../i18n/format';
import { useT } from '../../i18n/use-t';
import { Card, CardTitle } from '../../ui/card';

export function JobsCard({ status }: { status: WorkStatus | null }) {
  const t = useT();
  const jobs = status?.jobs ?? [];
  return (
    <Card label={t('usefulWork.jobs.title')} className="overflow-hidden">
      <div className="px-5 pt-4.5 pb-3"><CardTitle>{t('usefulWork.jobs.title')}</CardTitle></div>
      {jobs.length === 0 ? <p className="px-5 pb-5 text-xs text-muted">{t('usefulWork.jobs.none')}</p> : (
        <table className="w-full table-fixed text-sm">
          <thead>
            <tr className="h-9 border-b border-line text-2xs text-muted">
              <th scope="col" className="w-[30%] pl-5 text-left font-normal">{t('usefulWork.jobs.job')}</th>
              <th scope="col" className="w-[22%] text-left font-normal">{t('usefulWork.jobs.kind')}</th>
              <th scope="col" className="text-left font-normal">{t('usefulWork.jobs.progress')}</th>
              <th scope="col" className="w-[16%] text-right font-normal">{t('usefulWork.jobs.left')}</th>
              <th scope="col" className="w-[12%] pr-5 text-right font-normal">{t('usefulWork.jobs.credits')}</th>
            </tr>
          </thead>
          <tbody>
            {jobs.map(({ lease, title, kind, done, secondsLeft, credits, stage }) => (
              <tr key={lease} data-testid="work-job" data-stage={stage} className="border-line not-first:border-t">
                <td className="py-3 pr-3 pl-5 wrap-break-word">{title}</td>
                <td className="py-3 pr-3 text-muted">{t(`usefulWork.kinds.${kind}`)}</td>
                <td className="py-3 pr-3">
                  {stage === 'waiting' ? <span className="text-xs text-muted">{t('usefulWork.jobs.waiting')}</span> : (
                    <div role="progressbar" aria-label={title} aria-valuemin={0} aria-valuemax={100} aria-valuenow={Math.round(done * 100)} aria-valuetext={formatPercent(Math.round(done * 100))} className="h-1.5 max-w-37.5 rounded-full bg-surface-3">
                      <div className="h-full rounded-full bg-accent" style={{ width: `${done * 100}%` }} />
                    </div>
                  )}
                </td>
                <td className="py-3 text-right text-muted tabular">{stage === 'waiting' || secondsLeft === null ? '' : formatDuration(secondsLeft)}</td>
                <td className="py-3 pr-5 text-right tabular">{formatNumber(credits)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Card>
  );
}
