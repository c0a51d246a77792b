// Connects staking to accounts, plans, chain clients and the database of an open wallet.

import type { NetworkId } from '../../../shared/chains/ids';
import { AppError } from '../../../shared/errors/app-error';
import type { AddressBook } from '../accounts/address-book';
import { freshReceive } from '../accounts/fresh';
import type { OwnRow } from '../accounts/own-address';
import type { Http } from '../chains/http';
import { UtxoServers } from '../chains/utxo-backend';
import type { Plans } from '../plans/plans';
import type { PlanPorts, Coin } from '../plans/ports';
import type { Reading } from '../../../shared/contract/base';
import type { Balances } from '../portfolio/balances';
import type { StakingDeps } from '../staking/staking';
import type { Db } from '../store/database';
import type { OutboxStore } from '../store/outbox-store';
import type { UtxoStore } from '../store/utxo-store';
import type { Settled } from '../sync/phase';
import type { ChainNetwork } from './network';
import type { WalletWorld } from './world';

export interface StakingParts {
  readonly network: NetworkId;
  readonly dir: string;
  readonly db: Db;
  readonly book: AddressBook;
  readonly store: UtxoStore;
  readonly outbox: OutboxStore;
  readonly balances: Balances;
  readonly plans: Plans;
  readonly previous: PlanPorts['coins']['previous'];
  readonly coins: () => Reading<readonly Coin[]>;
  readonly chains: () => ChainNetwork;
  readonly settled: () => Settled;
  readonly tip: () => number | null;
  readonly taken: (row: OwnRow) => boolean;
  readonly http: Http;
  readonly world: WalletWorld;
  readonly clock: () => number;
  readonly nodeKeys: StakingDeps['nodeKeys'];
}

/** A chain's height as the last look at it found it. */
export function heightReading(last: Settled): Reading<number> {
  if (last.kind === 'never') return { state: 'loading' };
  return last.kind === 'bad' ? { state: 'unknown', reason: { ...last.reason, context: { ...last.reason.context } }, at: last.at } : { state: 'known', value: last.height, source: last.source, at: last.at };
}

export function stakingDeps(parts: StakingParts): StakingDeps {
  const { book, world, clock } = parts;
  return {
    network: parts.network, dir: parts.dir, db: parts.db, http: parts.http, store: parts.store, outbox: parts.outbox, balances: parts.balances, plans: parts.plans, coins: parts.coins, tip: parts.tip, nodeKeys: parts.nodeKeys, clock,
    now: world.now, chance: world.chance, random: world.random,
    imported: () => book.imported,
    broadcasters: () => new UtxoServers(parts.chains().utxo.flux, (raw) => world.emit('wallet.offered', { raw })).broadcasters(),
    height: () => heightReading(parts.settled()),
    freshAddress: () => freshReceive(book, 'flux', 'p2pkh', parts.taken),
    handedOut: (address) => {
      const row = book.find('flux', address);
      if (row) book.markHandedOut(row, clock());
    },
    own: (address) => book.find('flux', address),
    delegateKey: () => book.firstKey('flux', 'p2pkh'),
    async raw(txid) {
      const raw = (await parts.previous('flux', [txid])).get(txid);
      if (raw === undefined) throw new AppError('staking/no-such-coin', 'no server knows this transaction');
      return raw;
    },
    changed: () => world.emit('staking.changed', undefined),
    portfolioChanged: () => world.emit('portfolio.changed', undefined),
    notify: (kind, about) => world.emit('notify', { kind, about }),
  };
}
