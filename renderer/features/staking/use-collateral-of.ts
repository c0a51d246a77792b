// What a tier locks, as text: from the wallet's own facts, so that no second figure can differ.

import type { TierFacts } from '../../../shared/contract/staking';
import { unitsFromText } from '../../../shared/money/units';
import { useCall } from '../../app/queries';
import { formatUnits } from '../../i18n/format';
import { FLUX_DECIMALS } from '../bridge/flux';

/** Null until the tiers are read. */
export function useCollateralOf(tier: TierFacts['tier']): string | null {
  const facts = useCall('staking.tiers', undefined).data?.find((one) => one.tier === tier);
  return facts ? formatUnits(unitsFromText(facts.collateral), FLUX_DECIMALS) : null;
}
