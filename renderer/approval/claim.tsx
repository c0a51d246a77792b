// A claim in words: the signature covers a phrase alone, so that the window says what it lets Fusion do and who could use it.

import type { MessagePurpose, Review } from '../../shared/contract/money-path';
import { fusionChainName } from '../../shared/fusion/chains';
import { useT } from '../i18n/use-t';
import { Notice } from '../ui/notice';
import { fluxLine } from './figure';
import { Party } from './party';

export function Claim({ review, purpose }: { review: Review; purpose: Extract<MessagePurpose, { kind: 'mining-claim' }> }) {
  const t = useT();
  const has = (id: Review['warnings'][number]['id']) => review.warnings.some((warning) => warning.id === id);
  const everything = purpose.target === 'all';
  // The signer warns of strangers and checks off those whom it knows; who is neither is this wallet itself.
  const known = review.checks.includes('known-recipient');
  const own = !known && !has('swap-to-stranger');
  const amount = fluxLine(purpose.arrives);
  return (
    <>
      <p className="text-sm text-text" data-testid="approval-claim">
        {purpose.target === 'all' ? t('approval.claim.all', { amount }) : t('approval.claim.one', { amount, chain: fusionChainName(purpose.target) })}
      </p>
      <Party name={everything ? t('approval.claim.paidHome') : t('approval.claim.paidTo')} address={purpose.receiver} standing={{ own, contact: null, first: has('first-payment') }} testId="approval-payout" />
      <Notice tone="warn">{t('approval.claim.covers')}</Notice>
    </>
  );
}
