// Connects governance to the vote service, the lists of nodes, the outbox and the database of an open wallet.

import type { NetworkId } from '../../../shared/chains/ids';
import type { KeyRef } from '../../../shared/contract/money-path';
import { zEndpointUrl } from '../../../shared/contract/settings';
import { AppError } from '../../../shared/errors/app-error';
import type { Http } from '../chains/http';
import { xdaoClient, type XdaoClient } from '../governance/client';
import type { GovernanceDeps } from '../governance/deps';
import { GovernanceStore } from '../governance/store';
import type { Plans } from '../plans/plans';
import type { Staking } from '../staking/staking';
import type { Db } from '../store/database';
import type { OutboxStore } from '../store/outbox-store';
import type { WalletWorld } from './world';

export interface GovernanceParts {
  readonly network: NetworkId;
  readonly fluxId: { readonly address: string; readonly key: KeyRef };
  readonly db: Db;
  readonly http: Http;
  /** Base address of the vote service; null where none is known. */
  readonly service: () => string | null;
  readonly staking: Pick<Staking, 'tiers' | 'shown'>;
  readonly outbox: OutboxStore;
  readonly plans: Plans;
  readonly world: WalletWorld;
  readonly clock: () => number;
}

export function governanceDeps({ network, fluxId, db, http, service, staking, outbox, plans, world, clock }: GovernanceParts): GovernanceDeps {
  let made: { readonly url: string; readonly client: XdaoClient } | null = null;
  let asked = 0;
  const url = (): string => {
    const known = service();
    if (known === null) throw new AppError('xdao/none', 'there is no vote service now');
    if (!zEndpointUrl.safeParse(known).success) throw new AppError('endpoint/bad-url', 'not an address that may be asked');
    return known;
  };
  return {
    network, fluxId, store: new GovernanceStore(db), plans, clock,
    client: () => {
      const now = url();
      // Numbers that no earlier run of the app has used: the service may have kept its answer to those.
      if (made?.url !== now) made = { url: now, client: xdaoClient(now, http, () => world.now() * 1000 + ((asked += 1) % 1000)) };
      return made.client;
    },
    service: () => new URL(url()).host,
    tiers: () => staking.tiers(),
    nodes: () => staking.shown(),
    outbox: () => outbox.all(),
    sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
    changed: () => world.emit('governance.changed', undefined),
  };
}
