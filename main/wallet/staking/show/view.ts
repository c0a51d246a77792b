// A node as windows see it.

import type { Reading } from '../../../../shared/contract/base';
import type { FluxNode } from '../../../../shared/contract/staking';
import type { ErrorShape } from '../../../../shared/errors/app-error';
import { payoutIn, payoutInterval } from '../../../../shared/flux/payment-queue';
import { outpointKey } from '../../plans/ports';
import { startAbility } from '../life/ability';
import { sceneOf, type FactDeps } from '../life/facts';
import { heightOf, statusOf } from '../life/status';
import type { NodeRecord, Tier } from '../record';
import { BLOCK_SECONDS } from '../rules';
import { sumOf, type Reward } from './rewards';

export interface ViewDeps extends FactDeps {
  readonly hasKey: (address: string) => boolean;
  readonly released: () => ReadonlySet<string>;
  /** Why the lists could not be read at the last look. */
  readonly trouble: () => ErrorShape | null;
}
export interface ViewFacts {
  /** Of this node. */
  readonly rewards: readonly Reward[];
  readonly counts: Reading<Readonly<Record<Tier, number>>>;
}

const DISAGREE: ErrorShape = { code: 'staking/lists-disagree', message: 'a list left the node out although it cannot have ended', context: {} };

/** Seconds to the next payment: by the place in the queue, else by the number of nodes and the last payment. */
function nextPayment({ place, tier }: NodeRecord, counts: ViewFacts['counts'], height: number, deps: ViewDeps): number | null {
  if (place?.kind !== 'confirmed') return null;
  if (place.rank !== null) return payoutIn(place.rank, deps.params);
  if (counts.state !== 'known') return null;
  const since = (height - (place.lastPaid ?? place.confirmed)) * BLOCK_SECONDS;
  return Math.max(BLOCK_SECONDS, payoutInterval(counts.value[tier], deps.params) - since);
}

export function showNode(record: NodeRecord, { rewards, counts }: ViewFacts, deps: ViewDeps): FluxNode {
  const scene = sceneOf(record, deps);
  const status = statusOf(record, scene);
  const height = heightOf(record, scene);
  const { id, name, tier, collateral, address, identity, seen, multisig, owner } = record;
  const sum = sumOf(rewards, deps.clock());
  const trouble = deps.trouble() ?? (record.misses > 0 ? DISAGREE : null);
  const hasKey = owner.kind === 'delegate' || (address !== null && deps.hasKey(address));
  return {
    id, name, tier, collateral, address, identity, status, seen, multisig,
    trouble: trouble && { ...trouble, context: { ...trouble.context } },
    nextPayment: status.kind === 'confirmed' ? nextPayment(record, counts, height, deps) : null,
    rewards: { count: sum.count, total: sum.total.toString(), week: sum.week.toString(), last: sum.last },
    start: startAbility(record, status, height, hasKey),
    released: collateral !== null && deps.released().has(outpointKey(collateral)),
  };
}
