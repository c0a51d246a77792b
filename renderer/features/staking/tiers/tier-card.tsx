// One tier: what it asks for, what it gives now, and whether this wallet has enough for it.

import type { TierFacts } from '../../../../shared/contract/staking';
import { unitsFromText } from '../../../../shared/money/units';
import { Unknown, useHidden } from '../../../app/amount';
import { useNavigation } from '../../../app/navigation';
import { formatDuration, formatNumber, formatUnits } from '../../../i18n/format';
import { useT } from '../../../i18n/use-t';
import { Button } from '../../../ui/button';
import { Card } from '../../../ui/card';
import { Pill } from '../../../ui/pill';
import { Skeleton } from '../../../ui/skeleton';
import { FLUX_DECIMALS } from '../../bridge/flux';

/** What fluxbench asks of a server, as the project states it (pouw 1.3). */
const HARDWARE: Record<TierFacts['tier'], { cores: number; memory: number; disk: number }> = {
  cumulus: { cores: 2, memory: 8, disk: 220 },
  nimbus: { cores: 4, memory: 32, disk: 440 },
  stratus: { cores: 8, memory: 64, disk: 880 },
};
/** Two things on one line, or one under the other where three cards are narrow: the same in all three. */
const SPREAD = 'flex flex-wrap items-center justify-between gap-x-3 @2xl/main:flex-col @2xl/main:items-start @4xl/main:flex-row @4xl/main:items-center';
const amount = (units: string): string => formatUnits(unitsFromText(units), FLUX_DECIMALS);

/** Whether the tier can be begun: on a coin that lies ready, or on a new one. Unknown is not "no". */
function outOfReach({ coins, missing }: TierFacts): boolean {
  return missing.state === 'known' && missing.value !== '0' && coins.state === 'known' && coins.value === 0;
}

function Means({ facts }: { facts: TierFacts }) {
  const t = useT();
  const hidden = useHidden();
  const { coins, missing, available } = facts;
  if (coins.state === 'known' && coins.value > 0) return <span className="text-good-ink">{t('staking.tiers.coins', { count: coins.value })}</span>;
  if (missing.state === 'known' && missing.value !== '0') return <span className="text-muted">{hidden ? '••••' : t('staking.tiers.missing', { amount: amount(missing.value) })}</span>;
  switch (available.state) {
    case 'loading': return <Skeleton className="h-4 w-24" />;
    case 'unknown': return <Unknown reason={available.reason} />;
    case 'known': return <span className="text-good-ink">{hidden ? '••••' : t('staking.tiers.available', { amount: amount(available.value) })}</span>;
  }
}

function Turns({ facts }: { facts: TierFacts }) {
  const t = useT();
  const { secondsBetween, nodes } = facts;
  if (secondsBetween.state === 'loading' || nodes.state === 'loading') return <Skeleton className="my-0.5 h-3.5 w-40" />;
  if (secondsBetween.state === 'unknown') return <Unknown reason={secondsBetween.reason} />;
  if (nodes.state === 'unknown') return <Unknown reason={nodes.reason} />;
  // The count decides the form of the word; it is written with its separators.
  return <>{t('staking.tiers.turns', { duration: formatDuration(secondsBetween.value), count: formatNumber(nodes.value) })}</>;
}

export function TierCard({ facts }: { facts: TierFacts }) {
  const t = useT();
  const openStart = useNavigation((state) => state.openStart);
  const { tier } = facts;
  const name = t(`staking.tier.${tier}`);
  const shut = outOfReach(facts);
  return (
    <Card label={name} className="flex flex-col px-5 pt-4.5 pb-4.5">
      <div className={`${SPREAD} gap-y-1`}>
        <h2 className="text-md font-bold">{name}</h2>
        <Pill title={t('staking.tiers.turnHint')}>{t('staking.tiers.turn', { amount: formatUnits(unitsFromText(facts.reward), FLUX_DECIMALS, { min: 2 }) })}</Pill>
      </div>
      <div className="mt-2.5 text-2xl font-bold tabular">{amount(facts.collateral)} <span className="text-base font-normal text-muted">FLUX</span></div>
      <div className="mt-0.5 text-xs text-muted" title={t('staking.tiers.hardwareHint')}>{t('staking.tiers.hardware', HARDWARE[tier])}</div>
      <div className="mt-0.5 text-2xs text-muted"><Turns facts={facts} /></div>
      <div className={`mt-auto ${SPREAD} gap-y-2 pt-3.5`}>
        <span className="text-2xs tabular" data-testid={`means-${tier}`}><Means facts={facts} /></span>
        <Button look={shut ? 'secondary' : 'primary'} disabled={shut} aria-label={t('staking.tiers.startName', { tier: name })} onClick={() => openStart({ tier, collateral: 'new' })}>{t('staking.tiers.start')}</Button>
      </div>
    </Card>
  );
}
