// Block subsidy, tier rewards and development fund share by height (fluxd main.cpp GetBlockSubsidy, GetFluxnodeSubsidy, GetMinDevFundAmount).
import { COIN, FLUX_MAINNET, type FluxParams } from './params';

export type FluxTier = 'cumulus' | 'nimbus' | 'stratus';

const POW_SUBSIDY = 150n * COIN;
/** The second halving was the last: the amount stayed until Proof of Node. */
const MAX_HALVINGS = 2;
const PREMINE = 13_020_000n * COIN;

const PON_SUBSIDY = 14n * COIN;
const PON_REDUCTION_INTERVAL = 1_051_200;
const MAX_PON_REDUCTIONS = 20;
/** Share of each tier at the initial subsidy; later it shrinks in proportion. */
const PON_TIER_BASE: Readonly<Record<FluxTier, bigint>> = { cumulus: COIN, nimbus: (7n * COIN) / 2n, stratus: 9n * COIN };

/** Exact amounts in satoshi that make a coin a node's collateral today. */
export const TIER_COLLATERAL: Readonly<Record<FluxTier, bigint>> = { cumulus: 1000n * COIN, nimbus: 12_500n * COIN, stratus: 40_000n * COIN };

/** The tier whose collateral is exactly `value` satoshi, or null. */
export function tierOfCollateral(value: bigint): FluxTier | null {
  if (value === TIER_COLLATERAL.cumulus) return 'cumulus';
  if (value === TIER_COLLATERAL.nimbus) return 'nimbus';
  return value === TIER_COLLATERAL.stratus ? 'stratus' : null;
}

function isPon(height: number, params: FluxParams): boolean {
  return params.upgrades.pon !== null && height >= params.upgrades.pon;
}

function powSubsidy(height: number, { slowStart, halvingInterval }: FluxParams['powSubsidy']): bigint {
  if (height === 1) return PREMINE;
  if (height < slowStart) return (POW_SUBSIDY / BigInt(slowStart)) * BigInt(height < slowStart / 2 ? height : height + 1);
  const halvings = Math.floor((height - slowStart / 2) / halvingInterval);
  return POW_SUBSIDY >> BigInt(Math.min(halvings, MAX_HALVINGS));
}

function ponSubsidy(height: number, activation: number): bigint {
  const reductions = Math.min(Math.floor((height - activation) / PON_REDUCTION_INTERVAL), MAX_PON_REDUCTIONS);
  let subsidy = PON_SUBSIDY;
  for (let index = 0; index < reductions; index += 1) subsidy = (subsidy * 9n) / 10n;
  return subsidy;
}

/** New satoshi in the block at `height`. */
export function blockSubsidy(height: number, params: FluxParams = FLUX_MAINNET): bigint {
  const activation = params.upgrades.pon;
  return activation !== null && height >= activation ? ponSubsidy(height, activation) : powSubsidy(height, params.powSubsidy);
}

/** Satoshi that the paid node of a tier gets in the block at `height`; 0 before deterministic nodes. */
export function tierReward(height: number, tier: FluxTier, params: FluxParams = FLUX_MAINNET): bigint {
  const subsidy = blockSubsidy(height, params);
  if (isPon(height, params)) return (subsidy * PON_TIER_BASE[tier]) / PON_SUBSIDY;
  if (params.upgrades.kamata === null || height < params.upgrades.kamata) return 0n;
  const doubled = params.upgrades.flux !== null && height >= params.upgrades.flux ? 2n : 1n;
  const share: Readonly<Record<FluxTier, bigint>> = { cumulus: 375n, nimbus: 625n, stratus: 1500n };
  return (subsidy * share[tier] * doubled) / 10_000n;
}

/** Least satoshi that the development fund gets in the block at `height`: what the three tiers leave. 0 before Proof of Node. */
export function devFundMinimum(height: number, params: FluxParams = FLUX_MAINNET): bigint {
  if (!isPon(height, params)) return 0n;
  const tiers: readonly FluxTier[] = ['cumulus', 'nimbus', 'stratus'];
  return tiers.reduce((left, tier) => left - tierReward(height, tier, params), blockSubsidy(height, params));
}
