// The bar of a proposal: yes, no, and what is missing to the quorum; under it the shares and the quorum in words.

import type { ProposalRow } from '../../../shared/contract/governance';
import { formatDate, formatDuration, formatPercent, formatVotes } from '../../i18n/format';
import { useT } from '../../i18n/use-t';

/** Widths in percent of the larger of quorum and votes. */
function widths({ yes, no, required }: ProposalRow): { yes: number; no: number } {
  const whole = Math.max(yes + no, required, 1);
  return { yes: (yes / whole) * 100, no: (no / whole) * 100 };
}

function useQuorumLine(row: ProposalRow, now: number): string {
  const t = useT();
  const cast = row.yes + row.no;
  const reached = row.required === 0 ? 100 : Math.min(100, Math.floor((cast / row.required) * 100));
  if (row.state === 'open' && now >= row.endsAt) return t('governance.quorumEnding');
  if (row.state === 'open') return t('governance.quorumOpen', { share: formatPercent(reached), left: formatDuration(Math.max(60, (row.endsAt - now) / 1000)) });
  if (row.state === 'passed' || row.state === 'rejected') return t('governance.quorumMet', { date: formatDate(row.endsAt) });
  if (row.state === 'rejected-few') return t('governance.quorumMissed', { share: formatPercent(reached), date: formatDate(row.endsAt) });
  return '';
}

export function Tally({ row, now }: { row: ProposalRow; now: number }) {
  const t = useT();
  const cast = row.yes + row.no;
  const share = widths(row);
  const line = useQuorumLine(row, now);
  const yes = cast === 0 ? 0 : (row.yes / cast) * 100;
  return (
    <div>
      <div aria-hidden="true" className="flex h-2 gap-0.5 overflow-hidden rounded-sm bg-surface-3">
        <span style={{ width: `${share.yes}%` }} className="rounded-sm bg-good" />
        <span style={{ width: `${share.no}%` }} className="rounded-sm bg-bad" />
      </div>
      <div className="mt-2 flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 text-xs tabular">
        <span data-testid="tally">
          {cast === 0 ? <span className="text-muted">{t('governance.noVotes')}</span> : (
            <>
              <span className="font-semibold text-good-ink" title={t('governance.votes', { votes: formatVotes(row.yes) })}>{t('governance.yesShare', { share: formatPercent(Math.round(yes)) })}</span>{' '}
              <span className="text-muted" title={t('governance.votes', { votes: formatVotes(row.no) })}>{t('governance.noShare', { share: formatPercent(Math.round(100 - yes)) })}</span>
            </>
          )}
        </span>
        <span className="text-muted">{line}</span>
      </div>
    </div>
  );
}
