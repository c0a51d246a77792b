// One proposal of the list: what it is, how it stands, and the three acts.

import type { ProposalRow } from '../../../shared/contract/governance';
import { useT } from '../../i18n/use-t';
import { Button } from '../../ui/button';
import { Card } from '../../ui/card';
import { OwnVote } from './own-vote';
import { StatePill } from './state-pill';
import { Tally } from './tally';

export function ProposalCard({ row, now, known, onRead, onVote }: { row: ProposalRow; now: number; known: boolean; onRead(): void; onVote(yes: boolean): void }) {
  const t = useT();
  const canVote = row.state === 'open' && row.own === null && now < row.endsAt;
  return (
    <Card className="px-5 py-4.5">
      <article aria-label={row.topic} data-testid="proposal" data-hash={row.hash}>
        <div className="flex items-start justify-between gap-4">
          <h2 className="min-w-0 text-md font-semibold wrap-break-word" dir="auto">{row.topic}</h2>
          <StatePill state={row.state} said={row.said} />
        </div>
        {row.state !== 'unpaid' && row.state !== 'rejected-unpaid' && <div className="mt-3"><Tally row={row} now={now} /></div>}
        <div className="mt-3.5 flex flex-wrap items-center justify-between gap-3">
          <OwnVote row={row} known={known} />
          <div className="ml-auto flex gap-2">
            <Button onClick={onRead}>{t('governance.read')}</Button>
            {canVote && <Button onClick={() => onVote(false)}>{t('governance.no')}</Button>}
            {canVote && <Button look="primary" onClick={() => onVote(true)}>{t('governance.yes')}</Button>}
          </div>
        </div>
      </article>
    </Card>
  );
}
