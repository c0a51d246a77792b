// The head of the approval: what this does, how much, and on which chain.

import type { ClaimPurpose, Review } from '../../shared/contract/money-path';
import { chainInfo } from '../../shared/chains/registry';
import { contractOf } from '../../shared/chains/ids';
import { formatNumber } from '../i18n/format';
import { useT } from '../i18n/use-t';
import { ChainDot } from '../ui/chain-mark';
import { CloudHeadline } from './cloud';
import { figureAmount, fluxLine } from './figure';
import { FusionChainMark, Route } from './route';
import { StartsHeadline } from './starts';

/** What is claimed with a signature, where it is a claim. */
function claimOf({ message }: Review): ClaimPurpose | null {
  return message?.purpose?.kind === 'mining-claim' ? message.purpose : null;
}

/** The chain, or the two of a swap; with what the amount is worth. */
function Where({ review, value }: { review: Review; value: string | null }) {
  const t = useT();
  const chain = chainInfo(review.chain).name;
  const purpose = claimOf(review);
  // A name is no coin of a chain.
  if (review.message?.purpose?.kind === 'link') return null;
  if (review.action === 'login' || review.action === 'app') return <p className="mt-1 text-xs text-muted">{t('approval.cloud.on')}</p>;
  if (review.swap) return <><Route from={review.chain} to={review.swap.to} />{value !== null && <p className="mt-1 text-xs text-muted">{value}</p>}</>;
  return (
    <p className="mt-1 flex items-center gap-2 text-xs text-muted">
      {review.message?.purpose?.kind === 'xdao-vote' ? t('approval.vote.final') : purpose ? <>{t('approval.claim.on')} <FusionChainMark chain={purpose.target === 'all' ? 'main' : purpose.target} /></> : (
        <><ChainDot chain={review.chain} />{value === null || !review.amount || review.action === 'start-nodes' ? t('approval.on', { chain }) : t('approval.valueOn', { value, chain })}</>
      )}
    </p>
  );
}

export function Headline({ review, value }: { review: Review; value: string | null }) {
  const t = useT();
  const starting = review.action === 'start-nodes';
  // What leaves the wallet is nothing: the nodes are the news.
  const amount = starting ? null : review.amount;
  const known = amount && figureAmount(amount);
  const purpose = review.message?.purpose ?? null;
  return (
    <header>
      <p className="text-xs text-muted">{t(review.message || starting ? 'approval.readMessage' : 'approval.readFrom')}</p>
      <h1 tabIndex={-1} className="mt-1.5 text-2xl font-bold tabular wrap-break-word">
        {review.action === 'start-nodes' && <span data-testid="approval-nodes"><StartsHeadline starts={review.starts} /></span>}
        {review.action !== 'pay' && review.action !== 'start-nodes' && review.action !== 'login' && review.action !== 'app' && <span className="block text-md text-text">{t(`approval.action.${review.action}`)}</span>}
        {review.action === 'pay' && <span className="sr-only">{t('approval.action.pay')} </span>}
        <CloudHeadline review={review} />
        {known && <span data-testid="approval-amount">{known.amount} {known.symbol}</span>}
        {purpose?.kind === 'mining-claim' && <span data-testid="approval-amount">{fluxLine(purpose.arrives)}</span>}
        {purpose?.kind === 'xdao-vote' && <span data-testid="approval-choice">{t(purpose.yes ? 'approval.vote.yes' : 'approval.vote.no')}</span>}
        {amount && !known && <span data-testid="approval-amount">{t('approval.raw', { units: formatNumber(BigInt(amount.units)) })}</span>}
      </h1>
      {amount && contractOf(amount.asset) && amount.decimalsFrom !== 'built-in' && (
        <p className="mt-1 font-mono text-2xs break-all text-muted" data-selectable>{t('approval.rawToken', { contract: contractOf(amount.asset) ?? '' })}</p>
      )}
      {amount?.decimalsFrom === 'reported' && amount.decimals !== null && (
        <p className="mt-1 text-xs text-warn-ink">{t('approval.raw', { units: formatNumber(BigInt(amount.units)) })}. {t('approval.decimalsReported', { decimals: amount.decimals })}</p>
      )}
      <Where review={review} value={value} />
    </header>
  );
}
