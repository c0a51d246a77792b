// A vote in words: the signature covers a phrase alone, so that the window says what the service is authorised to record, and who else could use it.

import type { MessagePurpose } from '../../shared/contract/money-path';
import { formatVotes } from '../i18n/format';
import { useT } from '../i18n/use-t';
import { Notice } from '../ui/notice';

export function Vote({ purpose }: { purpose: Extract<MessagePurpose, { kind: 'xdao-vote' }> }) {
  const t = useT();
  const choice = t(purpose.yes ? 'approval.vote.yes' : 'approval.vote.no');
  return (
    <>
      <p className="text-sm text-text" data-testid="approval-vote">{t('approval.vote.authorise', { service: purpose.service, choice })}</p>
      <div className="rounded-md border border-line bg-surface-2 p-3">
        <p className="text-md font-semibold wrap-break-word" data-testid="approval-topic" data-selectable>{purpose.topic}</p>
        <p className="mt-1.5 font-mono text-2xs break-all text-muted" data-selectable>{purpose.proposal}</p>
      </div>
      <p className="text-xs text-muted">{t('approval.vote.weight', { count: purpose.votes, votes: formatVotes(purpose.votes) })}</p>
      <Notice tone="warn">{t('approval.vote.covers')}</Notice>
    </>
  );
}
