// A proposal read whole: its text, who asks for what, how it stands, the wallet's own count, and the own power for it.

import { ArrowLeft, Landmark } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ProposalDetail } from '../../../shared/contract/governance';
import { useCall } from '../../app/queries';
import { useNow } from '../../app/use-now';
import { formatMoment } from '../../i18n/format';
import { useT } from '../../i18n/use-t';
import { Address } from '../../ui/address';
import { Button } from '../../ui/button';
import { Card } from '../../ui/card';
import { Empty } from '../../ui/empty';
import { ErrorNotice } from '../../ui/error-notice';
import { Notice } from '../../ui/notice';
import { Loading } from '../../ui/skeleton';
import { OwnVote } from './own-vote';
import { PowerCard } from './power-card';
import { Prose } from './prose';
import { RecountCard } from './recount-card';
import { StatePill } from './state-pill';
import { Tally } from './tally';

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-0.5 border-t border-line py-2 text-xs first:border-0"><dt className="text-muted">{name}</dt><dd data-selectable className="min-w-0 text-right wrap-break-word">{children}</dd></div>;
}

function Whole({ proposal, now, onVote }: { proposal: ProposalDetail; now: number; onVote(yes: boolean): void }) {
  const t = useT();
  const canVote = proposal.state === 'open' && proposal.own === null && now < proposal.endsAt;
  const voted = proposal.state !== 'unpaid' && proposal.state !== 'rejected-unpaid';
  return (
    <div className="grid items-start gap-4.5 @5xl/main:grid-cols-[minmax(0,1fr)_20.75rem]">
      <div className="flex min-w-0 flex-col gap-4.5">
        <Card className="px-5 py-4.5">
          <div className="flex items-start justify-between gap-4">
            <h2 className="min-w-0 text-lg font-bold wrap-break-word" dir="auto">{proposal.topic}</h2>
            <StatePill state={proposal.state} said={proposal.said} />
          </div>
          {voted && <div className="mt-3.5"><Tally row={proposal} now={now} /></div>}
          <div className="mt-3.5 flex flex-wrap items-center justify-between gap-3">
            <OwnVote row={proposal} known />
            {canVote && <div className="ml-auto flex gap-2"><Button onClick={() => onVote(false)}>{t('governance.voteNo')}</Button><Button look="primary" onClick={() => onVote(true)}>{t('governance.voteYes')}</Button></div>}
          </div>
          {!proposal.hashFits && <Notice tone="bad" className="mt-4" title={t('governance.hashOff')}>{t('governance.hashOffText')}</Notice>}
          <div className="mt-4.5 border-t border-line pt-4.5"><Prose text={proposal.description} /></div>
        </Card>
        <Card className="px-5 py-3">
          <dl>
            <Fact name={t('governance.fact.by')}>{proposal.nickName === '' ? t('governance.fact.nameless') : proposal.nickName}</Fact>
            <Fact name={t('governance.fact.grant')}>{proposal.grant === null ? t('governance.fact.noGrant') : `${proposal.grant.amount} FLUX`}</Fact>
            {proposal.grant !== null && proposal.grant.address !== '' && <Fact name={t('governance.fact.grantTo')}><Address value={proposal.grant.address} className="text-xs" /></Fact>}
            <Fact name={t('governance.fact.submitted')}>{formatMoment(proposal.submittedAt)}</Fact>
            <Fact name={t('governance.fact.ends')}>{formatMoment(proposal.endsAt)}</Fact>
            <Fact name={t('governance.fact.hash')}><span className="font-mono text-2xs break-all">{proposal.hash}</span></Fact>
            {proposal.txid !== null && <Fact name={t('governance.fact.paid')}><span className="font-mono text-2xs break-all">{proposal.txid}</span></Fact>}
          </dl>
        </Card>
      </div>
      <div className="flex min-w-0 flex-col gap-4.5">
        {voted && <RecountCard row={proposal} />}
        {proposal.state === 'open' && <PowerCard hash={proposal.hash} />}
      </div>
    </div>
  );
}

export function Detail({ hash, onBack, onVote }: { hash: string; onBack(): void; onVote(proposal: ProposalDetail, yes: boolean): void }) {
  const t = useT();
  const now = useNow();
  const reading = useCall('governance.get', { hash }).data;
  const body = () => {
    if (reading === undefined || reading.state === 'loading') return <Card><Loading waitingFor={t('common.loading')} rows={6} /></Card>;
    if (reading.state === 'unknown') return <ErrorNotice error={reading.reason} />;
    const proposal = reading.value;
    if (proposal === null) return <Card><Empty icon={Landmark} title={t('governance.gone')}>{t('governance.goneText')}</Empty></Card>;
    return <Whole proposal={proposal} now={now} onVote={(yes) => onVote(proposal, yes)} />;
  };
  return (
    <div className="flex flex-col gap-4 px-7 py-6">
      <div><Button look="quiet" size="sm" icon={ArrowLeft} onClick={onBack}>{t('governance.back')}</Button></div>
      {body()}
    </div>
  );
}
