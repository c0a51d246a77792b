// What governance takes from the open wallet.

import type { NetworkId } from '../../../shared/chains/ids';
import type { KeyRef } from '../../../shared/contract/money-path';
import type { NodeRecord, Tier } from '../staking/record';
import type { OutboxEntry } from '../plans/ports';
import type { Plans } from '../plans/plans';
import type { XdaoClient } from './client';
import type { GovernanceStore } from './store';

export interface GovernanceDeps {
  readonly network: NetworkId;
  readonly fluxId: { readonly address: string; readonly key: KeyRef };
  readonly store: GovernanceStore;
  /** @throws AppError xdao/none where no service is known */
  client(): XdaoClient;
  /** Host of the service, for the person to read. */
  service(): string;
  /** Tier of every confirmed node of the network by `txid:vout`. @throws AppError endpoint/… */
  tiers(): Promise<ReadonlyMap<string, Tier>>;
  /** Own FluxNodes, hidden ones left out. */
  nodes(): readonly NodeRecord[];
  outbox(): readonly OutboxEntry[];
  readonly plans: Pick<Plans, 'handlers'>;
  /** Network time, milliseconds since 1970. */
  clock(): number;
  sleep(milliseconds: number): Promise<void>;
  changed(): void;
}
