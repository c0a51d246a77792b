// Fusion's address for the deposit, held against the built-in list and against the one of the last swap. A difference is said loudly.

import type { SwapQuote } from '../../../../shared/contract/bridge';
import { useT } from '../../../i18n/use-t';
import { Address } from '../../../ui/address';
import { Notice } from '../../../ui/notice';

type Deposit = NonNullable<SwapQuote['deposit']>;

const differs = ({ address, last }: Deposit): boolean => last !== null && last.toLowerCase() !== address.toLowerCase();

export function DepositWarning({ deposit, chain }: { deposit: Deposit; chain: string }) {
  const t = useT();
  const changed = differs(deposit);
  if (deposit.listed !== 'unlisted' && !changed) return null;
  return (
    <Notice tone="bad" urgent title={t(deposit.listed === 'unlisted' ? 'bridge.deposit.unlisted' : 'bridge.deposit.changed')}>
      <p>{t(deposit.listed === 'unlisted' ? 'bridge.deposit.unlistedText' : 'bridge.deposit.changedText', { chain })}</p>
      <dl className="mt-2 flex flex-col gap-1.5">
        <div><dt>{t('bridge.deposit.now')}</dt><dd><Address value={deposit.address} className="text-sm" /></dd></div>
        {changed && <div><dt>{t('bridge.deposit.last')}</dt><dd><Address value={deposit.last ?? ''} className="text-sm" /></dd></div>}
      </dl>
    </Notice>
  );
}

/** Folded away while there is nothing odd about it. */
export function DepositAddress({ deposit, chain }: { deposit: Deposit; chain: string }) {
  const t = useT();
  if (deposit.listed === 'unlisted' || differs(deposit)) return null;
  const how = deposit.listed === 'listed' ? t('bridge.deposit.listed') : deposit.last !== null ? t('bridge.deposit.same') : t('bridge.deposit.noList');
  return (
    <details className="text-xs">
      <summary className="w-fit rounded-sm text-muted underline-offset-4 hover:text-text hover:underline">{t('bridge.deposit.title', { chain })}</summary>
      <div className="mt-1.5"><Address value={deposit.address} className="text-xs" /></div>
      <p className="mt-0.5 text-2xs text-muted">{how}</p>
    </details>
  );
}
