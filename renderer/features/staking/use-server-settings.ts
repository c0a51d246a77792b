// Opens the secrets window with what a node's server needs: its key is shown there and nowhere else.

import type { FluxNode } from '../../../shared/contract/staking';
import { call } from '../../app/client';
import { useCall } from '../../app/queries';
import { useAct, type Act } from '../../ui/use-act';

/** Null where there is nothing to show yet: no coin, or the key is the server's own. */
export function useServerSettings(node: FluxNode): Act<[]> | null {
  const session = useCall('app.session', undefined).data;
  const fluxId = session?.state === 'unlocked' ? session.unlocked.fluxId.address : null;
  const { collateral, identity } = node;
  const act = useAct(async () => {
    if (!collateral || identity?.kind !== 'own' || fluxId === null) return;
    await call('app.secrets', { purpose: 'node-settings', wallet: null, node: { name: node.name, index: identity.index, collateral, fluxId } });
  });
  return collateral && identity?.kind === 'own' && fluxId !== null ? act : null;
}
