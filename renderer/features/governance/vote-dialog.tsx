// Before a vote: that it is one, that it is final, and what the signature allows; then the approval window. No window sees the signature.

import { useState } from 'react';
import type { ProposalRow } from '../../../shared/contract/governance';
import { useAnnouncements } from '../../app/announce';
import { call } from '../../app/client';
import { useCall } from '../../app/queries';
import { formatVotes } from '../../i18n/format';
import { useT } from '../../i18n/use-t';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { ErrorNotice } from '../../ui/error-notice';
import { Notice } from '../../ui/notice';
import { useAct } from '../../ui/use-act';

type Result = { kind: 'voted'; yes: boolean; votes: number | null } | { kind: 'cancelled' };

export function VoteDialog({ row, yes, onClose }: { row: ProposalRow; yes: boolean; onClose(): void }) {
  const t = useT();
  const say = useAnnouncements((state) => state.say);
  const [result, setResult] = useState<Result | null>(null);
  const power = useCall('governance.power', { hash: row.hash }).data;
  const act = useAct(async () => {
    setResult(null);
    const { intent } = await call('governance.vote', { hash: row.hash, yes });
    const outcome = await call('money.submit', { intent });
    setResult(outcome.kind === 'voted' ? outcome : { kind: 'cancelled' });
    say(t(outcome.kind === 'voted' ? 'governance.vote.recorded' : 'governance.vote.cancelled'));
  });
  const votes = power?.state === 'known' ? power.value.power : null;
  const done = result?.kind === 'voted' ? result : null;
  return (
    <Dialog title={t(yes ? 'governance.vote.titleYes' : 'governance.vote.titleNo')} closeLabel={t('common.close')} onClose={onClose}>
      <div className="flex flex-col gap-4 overflow-y-auto px-5 pt-2 pb-5">
        <p className="text-md font-semibold wrap-break-word" dir="auto">{row.topic}</p>
        {!done && (
          <>
            <p className="text-sm text-muted" data-testid="vote-power">{votes === null ? t('governance.vote.powerUnknown') : votes === 0 ? t('governance.vote.noPower') : t('governance.vote.power', { count: votes, votes: formatVotes(votes) })}</p>
            <Notice tone="warn" title={t('governance.vote.final')}><p>{t('governance.vote.finalText')}</p></Notice>
            <p className="text-xs text-muted">{t('governance.vote.signs')}</p>
          </>
        )}
        <div aria-live="polite" className="empty:hidden">
          {result?.kind === 'cancelled' && <Notice>{t('governance.vote.cancelled')}</Notice>}
          {done && <Notice tone="good" title={t('governance.vote.recorded')}>{done.votes === null ? t('governance.vote.recordedText') : t('governance.vote.recordedVotes', { count: done.votes, votes: formatVotes(done.votes) })}</Notice>}
        </div>
        {act.error && <ErrorNotice error={act.error} />}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose} disabled={act.busy}>{t(done ? 'common.close' : 'common.cancel')}</Button>
          {!done && <Button look="primary" busy={act.busy} disabled={votes === 0} onClick={() => void act.run()}>{t(act.busy ? 'send.waiting' : 'governance.vote.review')}</Button>}
        </div>
      </div>
    </Dialog>
  );
}
