// Whether START can be signed for a node now, from which height else, and what stands in the way.

import type { FluxNode, NodeStatus } from '../../../../shared/contract/staking';
import type { NodeRecord } from '../record';

type Ability = FluxNode['start'];
const yes: Ability = { allowed: true, from: null, problem: null };
const no = (problem: string, from: number | null = null): Ability => ({ allowed: false, from, problem });

function byStatus(record: NodeRecord, status: NodeStatus, height: number): Ability {
  switch (status.kind) {
    case 'reserved': return record.collateral === null ? no('staking/begin-anew') : yes;
    case 'maturing': return no('staking/too-young', status.startAt);
    case 'needs-signature': return yes;
    case 'starting': return record.start?.taken === false && status.reason !== null ? yes : no('staking/start-on-its-way');
    case 'started': return no('staking/already-started');
    case 'confirmed': return no('staking/already-confirmed', status.expiresAt);
    case 'banned': return height >= status.until ? yes : no('staking/in-dos-list', status.until);
    case 'out': return yes;
    case 'ended': return no('staking/collateral-spent');
    case 'failed': return no('staking/not-funded');
  }
}

/**
 * @param height of the tip, as far as the wallet knows
 * @param hasKey whether the wallet has the key that signs for the collateral
 */
export function startAbility(record: NodeRecord, status: NodeStatus, height: number, hasKey: boolean): Ability {
  const ability = byStatus(record, status, height);
  if (!ability.allowed) return ability;
  if (!hasKey) return no('staking/no-key');
  return record.identity === null ? no('staking/identity-unknown') : ability;
}
