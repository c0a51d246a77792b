// How this wallet voted, in a line.

import type { ProposalRow } from '../../../shared/contract/governance';
import { formatDate } from '../../i18n/format';
import { useT } from '../../i18n/use-t';

export function OwnVote({ row, known }: { row: ProposalRow; known: boolean }) {
  const t = useT();
  const { own } = row;
  const text = own === null
    ? (row.state === 'open' ? t(known ? 'governance.notVoted' : 'governance.ownUnknown') : '')
    : own.state === 'unknown' ? t(own.yes ? 'governance.maybeYes' : 'governance.maybeNo') : t(own.yes ? 'governance.votedYes' : 'governance.votedNo', { date: formatDate(own.at) });
  return <span className="text-xs text-muted" data-testid="own-vote">{text}</span>;
}
