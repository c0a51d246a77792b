// What the approval will be about: the coin, the fee, when the start is sent, what a payment brings.

import type { ReactNode } from 'react';
import type { TierFacts } from '../../../../shared/contract/staking';
import { unitsFromText } from '../../../../shared/money/units';
import { formatDuration, formatUnits } from '../../../i18n/format';
import { useT } from '../../../i18n/use-t';
import { Card, CardTitle } from '../../../ui/card';
import { FLUX_DECIMALS } from '../../bridge/flux';
import type { StartPreview } from './use-wish';

function Line({ name, children }: { name: string; children: ReactNode }) {
  return <div className="flex items-baseline justify-between gap-3 border-line py-2.5 text-sm not-first:border-t"><dt className="text-muted">{name}</dt><dd className="text-right tabular">{children}</dd></div>;
}

export function Summary({ facts, preview, existing }: { facts: TierFacts | undefined; /** Of what is typed now. */ preview: StartPreview | undefined; existing: boolean }) {
  const t = useT();
  const flux = (units: string) => t('staking.flux', { amount: formatUnits(unitsFromText(units), FLUX_DECIMALS) });
  const dash = (why: string) => <span className="text-muted" title={why}><span aria-hidden="true">—</span><span className="sr-only">{why}</span></span>;
  const seconds = preview?.seconds;
  return (
    <Card label={t('staking.start.summary')} className="px-5 pt-5 pb-4">
      <CardTitle>{t('staking.start.summary')}</CardTitle>
      <dl className="mt-2">
        <Line name={t('staking.start.sumCollateral')}>{facts ? flux(facts.collateral) : dash(t('staking.start.sumAsking'))}</Line>
        <Line name={t('staking.start.sumFee')}>{preview?.fee != null ? flux(preview.fee) : preview && existing ? t('staking.start.sumNoFee') : dash(t(preview ? 'staking.start.sumMissing' : 'staking.start.sumAsking'))}</Line>
        <Line name={t('staking.start.sumTime')}>{seconds == null ? dash(t(preview ? 'staking.start.sumMissing' : 'staking.start.sumAsking')) : seconds <= 0 ? t('staking.start.sumNow') : t('staking.start.sumAbout', { duration: formatDuration(seconds) })}</Line>
        <Line name={t('staking.start.sumTurn')}>{facts ? flux(facts.reward) : dash(t('staking.start.sumAsking'))}</Line>
      </dl>
      <p className="mt-2 text-2xs text-muted">{t(existing ? 'staking.start.oneExisting' : 'staking.start.one')}</p>
    </Card>
  );
}
