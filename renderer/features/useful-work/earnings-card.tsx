// What each coordinator owes and paid, and for whom this worker works.

import type { UsefulWorkView } from '../../../shared/contract/useful-work';
import { call } from '../../app/client';
import { formatDate, formatNumber, formatUnits } from '../../i18n/format';
import { useT } from '../../i18n/use-t';
import { Address } from '../../ui/address';
import { Button } from '../../ui/button';
import { Card, CardTitle } from '../../ui/card';
import { ErrorNotice, errorLine } from '../../ui/error-notice';
import { useAct } from '../../ui/use-act';

/** A year; the worker is delegated to anew after that. */
const DAYS = 365;

export function EarningsCard({ view }: { view: UsefulWorkView }) {
  const t = useT();
  const delegate = useAct(async () => {
    await call('usefulWork.delegate', { days: DAYS });
  });
  const { status, delegation } = view;
  return (
    <Card label={t('usefulWork.earnings.title')} className="flex flex-col gap-4 px-5 py-5">
      <CardTitle>{t('usefulWork.earnings.title')}</CardTitle>
      {(status?.coordinators ?? []).map(({ url, name, account, satPerCredit, error }) => (
        <section key={url} className="flex flex-col gap-2 text-xs" data-testid="coordinator">
          <h3 className="text-sm">{name ?? url}</h3>
          {error && <p className="text-muted">{errorLine(error)}</p>}
          {account && (
            <dl className="grid grid-cols-[1fr_auto] gap-x-3 gap-y-1.5 tabular">
              <dt className="text-muted">{t('usefulWork.earnings.credits')}</dt><dd>{formatNumber(account.credits)}</dd>
              <dt className="text-muted">{t('usefulWork.earnings.escrow')}</dt><dd>{formatNumber(account.escrow)}</dd>
              <dt className="text-muted">{t('usefulWork.earnings.worth')}</dt><dd>{satPerCredit === null ? t('usefulWork.earnings.paysNothing') : `${formatUnits(BigInt(satPerCredit), 8, { places: 8 })} FLUX`}</dd>
              {account.payouts.slice(0, 4).map((payout) => [
                <dt key={payout.txid} className="text-muted">{t('usefulWork.earnings.paidOn', { date: formatDate(payout.at) })}</dt>,
                <dd key={`${payout.txid}-sat`} data-testid="payout" title={payout.txid}>{formatUnits(BigInt(payout.sat), 8, { places: 4 })} FLUX</dd>,
              ])}
            </dl>
          )}
          {account?.excluded && <p className="text-bad-ink">{t('usefulWork.earnings.excluded')}</p>}
        </section>
      ))}
      <div className="flex flex-col gap-2 border-t border-line pt-4 text-xs">
        <h3 className="text-sm">{t('usefulWork.earnings.owner')}</h3>
        {delegation
          ? <p className="text-muted">{t('usefulWork.earnings.delegated', { until: formatDate(delegation.until) })} <Address value={delegation.payout} className="text-2xs" /></p>
          : <><p className="text-muted">{t('usefulWork.earnings.delegateText')}</p><Button size="sm" className="self-start" busy={delegate.busy} disabled={status === null} onClick={() => void delegate.run()}>{t('usefulWork.earnings.delegate')}</Button></>}
        {delegate.error && <ErrorNotice error={delegate.error} />}
      </div>
      <p className="text-2xs text-muted">{t('usefulWork.earnings.honest')}</p>
    </Card>
  );
}
