// The price as the form stands: what is paid, and what it is held against.

import type { ReactNode } from 'react';
import type { AppCheck, AppWish } from '../../../../shared/contract/cloud';
import { unitsFromText } from '../../../../shared/money/units';
import { useT } from '../../../i18n/use-t';
import { Card, CardTitle } from '../../../ui/card';
import { ErrorNotice } from '../../../ui/error-notice';
import { Notice } from '../../../ui/notice';
import { fluxText, termText, usdText } from '../figures';

function Line({ name, children }: { name: string; children: ReactNode }) {
  return <div className="flex items-baseline justify-between gap-3 border-line py-2.5 text-sm not-first:border-t"><dt className="text-muted">{name}</dt><dd className="text-right tabular">{children}</dd></div>;
}

export function PriceCard({ check, wish, asking }: { check: AppCheck | undefined; wish: AppWish; asking: boolean }) {
  const t = useT();
  const price = check?.price ?? null;
  const known = price?.state === 'known' ? price.value : null;
  const isFar = known !== null && unitsFromText(known.usd) > 2n * unitsFromText(known.estimate);
  return (
    <Card label={t('cloud.price.title')} className="px-5 pt-5 pb-4">
      <CardTitle>{t('cloud.price.title')}</CardTitle>
      <div aria-live="polite">
        {known === null && price?.state !== 'unknown' && <p className="mt-3 text-xs text-muted">{t(asking ? 'cloud.price.asking' : 'cloud.price.incomplete')}</p>}
        {price?.state === 'unknown' && <ErrorNotice error={price.reason} tone="warn" className="mt-3" />}
        {known !== null && (
          <>
            <p className="mt-3 text-2xs text-muted">{t('cloud.price.total', { duration: termText(t, wish.expire) })}</p>
            <p className="text-2xl font-bold tabular" data-testid="cloud-price">{fluxText(t, known.pay)}</p>
            <dl className="mt-2">
              <Line name={t('cloud.price.usd')}>{usdText(t, known.usd)}</Line>
              <Line name={t('cloud.price.rule')}>{usdText(t, known.estimate)}</Line>
              <Line name={t('cloud.price.fee')}><span className="text-xs text-muted">{t('cloud.price.feeText')}</span></Line>
            </dl>
          </>
        )}
      </div>
      {isFar && <Notice tone="warn" urgent className="mt-2">{t('cloud.price.far')}</Notice>}
      <p className="mt-3 text-2xs text-muted">{t('cloud.price.steps')}</p>
      <p className="mt-1.5 text-2xs text-muted">{t('cloud.price.refund')}</p>
    </Card>
  );
}
