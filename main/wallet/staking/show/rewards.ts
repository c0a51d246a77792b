// Rewards that own addresses received: coinbase outputs, each with the node that earned it where that can be told.

import { csvText } from '../../history/csv';
import { plainAmount } from '../../../../shared/money/units';
import type { FluxParams } from '../../../../shared/flux/params';
import { FLUX_TIERS } from '../../../../shared/flux/tiers';
import { tierReward } from '../../../../shared/flux/subsidy';
import type { StoredReward } from '../../store/utxo-store';
import type { NodeRecord, Tier } from '../record';

export interface Reward extends StoredReward {
  /** Null: no node of the wallet is known to have earned it, or several could have. */
  readonly node: string | null;
  /** Of the node, else the address. */
  readonly name: string;
}

/** The tier that a block pays this amount to; null for none. */
function tierPaid({ value, height }: StoredReward, params: FluxParams): Tier | null {
  return FLUX_TIERS.find((tier) => tierReward(height, tier, params) === value) ?? null;
}

/** Newest first. A node's rewards come to its collateral's address, in its tier's amount of that height. */
export function rewardsOf(paid: readonly StoredReward[], nodes: readonly NodeRecord[], params: FluxParams): Reward[] {
  const byAddress = new Map<string, NodeRecord[]>();
  for (const node of nodes) if (node.address !== null && node.was === 'confirmed') byAddress.set(node.address, [...(byAddress.get(node.address) ?? []), node]);
  return paid.map((reward) => {
    const tier = byAddress.has(reward.address) ? tierPaid(reward, params) : null;
    const earners = (byAddress.get(reward.address) ?? []).filter((node) => node.tier === tier);
    const only = earners.length === 1 ? earners[0] : undefined;
    return { ...reward, node: only?.id ?? null, name: only?.name ?? reward.address };
  });
}

/** Those of each node, by its id. */
export function rewardsByNode(rewards: readonly Reward[]): ReadonlyMap<string, readonly Reward[]> {
  const byNode = new Map<string, Reward[]>();
  for (const reward of rewards) {
    if (reward.node === null) continue;
    const list = byNode.get(reward.node);
    if (list === undefined) byNode.set(reward.node, [reward]);
    else list.push(reward);
  }
  return byNode;
}

export interface RewardSum {
  readonly count: number;
  readonly total: bigint;
  readonly week: bigint;
  /** Milliseconds. */
  readonly last: number | null;
}
const WEEK = 7 * 86_400_000;

/** @param now network time */
export function sumOf(rewards: readonly Reward[], now: number): RewardSum {
  return rewards.reduce<RewardSum>((sum, { value, time }) => ({
    count: sum.count + 1, total: sum.total + value, week: time > now - WEEK ? sum.week + value : sum.week, last: Math.max(sum.last ?? 0, time),
  }), { count: 0, total: 0n, week: 0n, last: null });
}

/** As CSV text (RFC 4180); formulas are defused. */
export function rewardsCsv(rewards: readonly Reward[]): string {
  return csvText([['time', 'node', 'amount', 'symbol', 'height', 'address', 'transaction'], ...rewards.map(({ time, name, value, height, address, txid }) => [new Date(time).toISOString(), name, plainAmount(value, 8), 'FLUX', String(height), address, txid])]);
}
