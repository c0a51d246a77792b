// Fusion's figures moved between what was shown and the press of the button: nothing was reserved; the old and the new stand side by side.

import type { SwapQuote } from '../../../../shared/contract/bridge';
import { useT } from '../../../i18n/use-t';
import { Address } from '../../../ui/address';
import { Notice } from '../../../ui/notice';
import { useFluxText } from '../flux';
import type { Shown } from './use-begin';

export function Changed({ was, quote }: { was: Shown; quote: SwapQuote | undefined }) {
  const t = useT();
  const flux = useFluxText();
  const now = quote?.fee && quote.arrives !== null && quote.deposit ? { fee: quote.fee.total, arrives: quote.arrives, deposit: quote.deposit.address } : null;
  const moved = now && (['fee', 'arrives'] as const).filter((name) => now[name] !== was[name]);
  const deposit = now !== null && now.deposit.toLowerCase() !== was.deposit.toLowerCase();
  return (
    <Notice tone="warn" urgent title={t('bridge.changed.title')}>
      <p>{t('bridge.changed.text')}</p>
      {now && moved?.length === 0 && !deposit && <p className="mt-1">{t('bridge.changed.back')}</p>}
      {now && (
        <ul className="mt-1.5">
          {moved?.map((name) => <li key={name} className="tabular">{t(`bridge.changed.${name}`, { before: flux(was[name]), now: flux(now[name]) })}</li>)}
          {deposit && <li className="mt-1">{t('bridge.changed.deposit')} <Address value={was.deposit} className="text-xs" /> {t('bridge.changed.becomes')} <Address value={now.deposit} className="text-xs" /></li>}
        </ul>
      )}
    </Notice>
  );
}
