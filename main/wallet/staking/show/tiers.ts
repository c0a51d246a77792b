// What each tier asks and gives now: collateral, reward by height, nodes, and what the wallet has for it.

import type { Reading } from '../../../../shared/contract/base';
import type { TierFacts } from '../../../../shared/contract/staking';
import type { FluxParams } from '../../../../shared/flux/params';
import { payoutInterval } from '../../../../shared/flux/payment-queue';
import { TIER_COLLATERAL, tierReward } from '../../../../shared/flux/subsidy';
import { FLUX_TIERS } from '../../../../shared/flux/tiers';
import type { Funding } from '../../plans/preview/funding';
import { mapReading } from '../../portfolio/readings';
import type { Tier } from '../record';
import { candidatesOf, type CandidateDeps } from '../wish/candidates';

export interface TierDeps extends CandidateDeps {
  readonly params: FluxParams;
  readonly counts: () => Promise<Reading<Readonly<Record<Tier, number>>>>;
  readonly funding: () => Promise<Funding>;
}

export async function tierFacts(deps: TierDeps): Promise<TierFacts[]> {
  const [counts, funding] = await Promise.all([deps.counts(), deps.funding()]);
  // Before the first look the height is not known; since Proof of Node the amount changes once a year.
  const height = Math.max(deps.tip() ?? 0, deps.params.upgrades.pon ?? 0) + 1;
  return FLUX_TIERS.map((tier) => {
    const collateral = TIER_COLLATERAL[tier];
    const nodes = mapReading(counts, (all) => all[tier]);
    return {
      tier, collateral: collateral.toString(), reward: tierReward(height, tier, deps.params).toString(), nodes,
      secondsBetween: mapReading(nodes, (count) => payoutInterval(count, deps.params)),
      coins: mapReading(candidatesOf(tier, deps), (all) => all.filter(({ node }) => node === null).length),
      available: mapReading(funding.available, String),
      missing: mapReading(funding.of(collateral).missing, String),
    };
  });
}
