// A swap: what the operator keeps and pays out by its own word, who gets it, and where the deposit goes.

import type { Review } from '../../shared/contract/money-path';
import { fusionChainName, heldChain } from '../../shared/fusion/chains';
import { useT } from '../i18n/use-t';
import { Fact } from './fact';
import { fluxLine } from './figure';
import { Party } from './party';

export function Swap({ review, swap }: { review: Review; swap: NonNullable<Review['swap']> }) {
  const t = useT();
  const chain = fusionChainName(swap.to);
  const first = review.warnings.some(({ id }) => id === 'first-payment');
  return (
    <>
      <dl className="flex flex-col gap-3">
        <Fact name={t('approval.swap.keeps')}>{fluxLine(swap.fee)}</Fact>
        <Fact name={t('approval.swap.arrives', { chain })} detail={t(heldChain(swap.to) ? 'approval.swap.reported' : 'approval.swap.unchecked')}>
          <span data-testid="approval-arrives" className="text-md font-semibold">{fluxLine(swap.arrives)}</span>
        </Fact>
      </dl>
      <Party name={t('approval.swap.recipient', { chain })} address={swap.recipient} standing={{ own: swap.own, contact: swap.contact, first }} testId="approval-payout" />
      {review.recipients.map((deposit) => deposit.address !== null && (
        <Party key={deposit.address} name={t('approval.swap.deposit')} address={deposit.address} testId="approval-deposit" />
      ))}
    </>
  );
}
