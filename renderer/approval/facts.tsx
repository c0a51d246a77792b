// What the signer read, fact by fact: recipients with whole addresses, fee, change with its path, expiry, note, message.

import type { Review } from '../../shared/contract/money-path';
import { formatDuration, formatNumber } from '../i18n/format';
import { useT } from '../i18n/use-t';
import { Address } from '../ui/address';
import { Fact } from './fact';
import { figureLine } from './figure';
import { StandingPills } from './party';

export function Recipients({ review }: { review: Review }) {
  const t = useT();
  const first = review.warnings.some((warning) => warning.id === 'first-payment');
  const several = review.recipients.length > 1;
  const name = review.action === 'approve-token' || review.action === 'revoke-token' ? t('approval.spender') : review.action === 'contract-call' ? t('approval.contract') : t('approval.to');
  return (
    <>
      {review.recipients.map((recipient, at) => (
        <section key={at} aria-label={several ? t('approval.recipient', { number: at + 1, count: review.recipients.length }) : name} data-testid="approval-recipient">
          <div className="flex items-baseline justify-between gap-3 text-2xs text-muted">
            <span>{several ? t('approval.recipient', { number: at + 1, count: review.recipients.length }) : name}</span>
            {several && <span className="text-xs font-medium text-text tabular">{figureLine(recipient.amount)}</span>}
          </div>
          {recipient.address !== null
            ? <div className="mt-0.5"><Address value={recipient.address} className="text-md" /></div>
            : <div data-selectable className="mt-0.5 font-mono text-xs break-all">{t('approval.toScript')}: {recipient.script ?? ''}</div>}
          <StandingPills own={false} contact={recipient.contact} first={first} />
        </section>
      ))}
    </>
  );
}

/** What is signed: a text, all of a text about an app, or a phrase of a service. */
function textName({ purpose, app }: NonNullable<Review['message']>): 'approval.message' | 'approval.cloud.text' | 'approval.claim.phrase' {
  if (app) return 'approval.cloud.text';
  return purpose === null || purpose.kind === 'link' ? 'approval.message' : 'approval.claim.phrase';
}

export function Facts({ review, feeValue }: { review: Review; feeValue: string | null }) {
  const t = useT();
  const { fee, expiry, message } = review;
  return (
    <dl className="flex flex-col gap-3">
      {message && (
        <div>
          <dt className="text-2xs text-muted">{t(textName(message))}</dt>
          <dd data-selectable className="mt-1 max-h-60 overflow-y-auto rounded-md border border-line bg-surface-2 p-3 text-sm wrap-break-word whitespace-pre-wrap" tabIndex={0}>{message.text}</dd>
          <dt className="mt-3 text-2xs text-muted">{t(message.purpose?.kind === 'mining-claim' ? 'approval.claim.earned' : message.app || message.purpose?.kind === 'fluxos-login' ? 'approval.cloud.as' : 'approval.signWith')}</dt>
          <dd className="mt-0.5"><Address value={message.address} className="text-md" /><span className="block text-2xs text-muted">{t(`approval.scheme.${message.scheme}`)}</span></dd>
        </div>
      )}
      {fee && (
        <Fact name={t(fee.isLimit ? 'approval.feeLimit' : 'approval.fee')} detail={<>{feeValue !== null && `${feeValue}, `}{t(fee.rateUnit === 'gwei' ? 'approval.feeGas' : 'approval.feeDetail', { size: formatNumber(fee.size), rate: fee.rate, unit: fee.rateUnit })}</>}>
          <span data-testid="approval-fee">{figureLine(fee.figure)}</span>
        </Fact>
      )}
      {review.change.map((change, at) => (
        <Fact key={at} name={t('approval.change')} detail={<span className="font-mono">{t('approval.yours', { path: change.path })}</span>}>{figureLine(change.amount)}</Fact>
      ))}
      {expiry && (
        <Fact name={t('approval.validUntil')} detail={expiry.seconds > 0 ? t('approval.about', { duration: formatDuration(expiry.seconds) }) : t('approval.expired')}>
          {t('approval.block', { height: formatNumber(expiry.height) })}
        </Fact>
      )}
      {review.note !== null && <Fact name={t('approval.note')}>{review.note}</Fact>}
    </dl>
  );
}

/** What only a few want to compare: own addresses and paths, nonce, chain id. */
export function MoreFacts({ review }: { review: Review }) {
  const t = useT();
  if (review.from.length === 0 && review.nonce === null && review.chainId === null) return null;
  return (
    <details className="text-xs">
      <summary className="w-fit rounded-sm text-muted hover:text-text">{t('approval.more')}</summary>
      <dl className="mt-2 flex flex-col gap-2">
        {review.nonce !== null && <Fact name={t('approval.nonce')}>{formatNumber(review.nonce)}</Fact>}
        {review.chainId !== null && <Fact name={t('approval.chainId')}>{String(review.chainId)}</Fact>}
        {review.from.map((from) => (
          <div key={from.path + from.address} className="text-xs">
            <dt className="text-muted">{t('approval.from')} <span className="font-mono text-2xs">{from.path}</span></dt>
            <dd><Address value={from.address} className="text-xs" /></dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
