// Starts of nodes in words: which coin each stands on, which server key it names, and that a start moves no coins.

import { Server } from 'lucide-react';
import type { Review } from '../../shared/contract/money-path';
import { TIER_COLLATERAL } from '../../shared/flux/subsidy';
import { formatMoment } from '../i18n/format';
import { useT } from '../i18n/use-t';
import { Address } from '../ui/address';
import { Icon } from '../ui/icon';
import { Pill } from '../ui/pill';
import { Fact } from './fact';
import { figureLine, fluxLine } from './figure';
import { LongValue } from './long-value';

type Start = Review['starts'][number];

function Delegates({ wish }: { wish: Start['delegates'] }) {
  const t = useT();
  if (wish.kind === 'none') return null;
  if (wish.keys.length === 0) return <Fact name={t('approval.starts.delegates')}>{t('approval.starts.delegatesErased')}</Fact>;
  return (
    <Fact name={t('approval.starts.delegates')} detail={t('approval.starts.delegatesReplaced')}>
      <ul>{wish.keys.map((key) => <li key={key}><LongValue value={key} /></li>)}</ul>
    </Fact>
  );
}

function StartCard({ start }: { start: Start }) {
  const t = useT();
  const { tier, collateral, address, identity } = start;
  return (
    <section aria-label={start.name} className="flex flex-col gap-3 rounded-lg border border-line bg-surface-2 px-4 py-3.5" data-testid="approval-start">
      <div className="flex flex-wrap items-center gap-2">
        <Icon of={Server} className="size-4 text-muted" />
        <h2 data-selectable className="min-w-0 text-base font-bold wrap-break-word">{start.name}</h2>
        <Pill tone="accent">{t(`approval.starts.tier.${tier}`)}</Pill>
        {start.multisig && <Pill>{t('approval.starts.multisig')}</Pill>}
        {start.asDelegate && <Pill tone="warn">{t('approval.starts.asDelegate')}</Pill>}
      </div>
      <dl className="flex flex-col gap-3">
        <Fact name={t('approval.starts.collateral')} detail={collateral === null ? t('approval.starts.fromPayment') : <LongValue value={collateral.txid} after={`:${collateral.vout}`} />}>
          <span data-testid="approval-collateral">{fluxLine(TIER_COLLATERAL[tier].toString())}</span>
        </Fact>
        <div className="text-xs">
          <dt className="text-muted">{t(start.asDelegate ? 'approval.starts.ownerAddress' : 'approval.starts.address')}</dt>
          <dd className="mt-0.5">{address === null ? <span className="text-text">{t('approval.starts.unproven')}</span> : <Address value={address} className="text-sm" />}</dd>
        </div>
        <Fact name={t('approval.starts.identity')} detail={identity.path === null ? t('approval.starts.otherServer') : <span className="font-mono">{t('approval.yours', { path: identity.path })}</span>}>
          <LongValue value={identity.publicKey} />
        </Fact>
        <Fact name={t('approval.starts.time')} detail={t('approval.starts.timeNote')}>{formatMoment(start.sigTime * 1000)}</Fact>
        <Delegates wish={start.delegates} />
      </dl>
    </section>
  );
}

export function Starts({ review }: { review: Review }) {
  const t = useT();
  const [made] = review.recipients;
  return (
    <div className="flex flex-col gap-3">
      <p className="text-sm text-text" data-testid="approval-starts">
        {made ? t('approval.starts.payment', { amount: figureLine(made.amount) }) : t('approval.starts.noPayment')}
      </p>
      {review.starts.map((start, at) => <StartCard key={at} start={start} />)}
    </div>
  );
}

/** "Start a Cumulus node", "Start 3 nodes". */
export function StartsHeadline({ starts }: { starts: Review['starts'] }) {
  const t = useT();
  const [first, ...more] = starts;
  if (!first) return null;
  return <>{more.length === 0 ? t(`approval.starts.headline.${first.tier}`) : t('approval.starts.several', { count: starts.length })}</>;
}
