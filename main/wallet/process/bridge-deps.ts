// Connects the bridge to accounts, plans, chain clients and the database of an open wallet.

import { isEvmChain, nativeAsset, type ChainId, type EvmChain, type NetworkId } from '../../../shared/chains/ids';
import { AppError } from '../../../shared/errors/app-error';
import { heldChain, type FusionChain } from '../../../shared/fusion/chains';
import type { AddressBook } from '../accounts/address-book';
import { freshReceive } from '../accounts/fresh';
import type { OwnRow } from '../accounts/own-address';
import type { BridgeDeps } from '../bridge/bridge';
import { lookEvm, lookFlux } from '../bridge/payout/look';
import { EvmServers } from '../chains/evm-backend';
import type { Http } from '../chains/http';
import { UtxoServers } from '../chains/utxo-backend';
import type { UtxoFamily } from '../chains/utxo-family';
import type { Plans } from '../plans/plans';
import type { UtxoChain } from '../plans/ports';
import type { Balances } from '../portfolio/balances';
import type { Db } from '../store/database';
import type { OutboxStore } from '../store/outbox-store';
import type { ChainNetwork } from './network';
import type { WalletWorld } from './world';

export interface BridgeParts {
  readonly network: NetworkId;
  readonly label: string;
  readonly db: Db;
  readonly book: AddressBook;
  readonly outbox: OutboxStore;
  readonly families: Readonly<Record<UtxoChain, UtxoFamily>>;
  readonly balances: Balances;
  readonly http: Http;
  readonly world: WalletWorld;
  readonly clock: () => number;
  readonly chains: () => ChainNetwork;
  readonly plans: Plans;
  readonly tip: (chain: ChainId) => number | null;
  readonly taken: (row: OwnRow) => boolean;
}

/** Answers about code at addresses that are remembered while a person types. */
const CONTRACTS_KEPT = 200;

export function bridgeDeps(parts: BridgeParts): BridgeDeps {
  const { book, world, chains, clock } = parts;
  const contracts = new Map<string, boolean>();
  /** The chain of the wallet behind one of Fusion's. @throws AppError accounts/none */
  const held = (chain: FusionChain): ChainId => {
    const found = heldChain(chain);
    if (found === null) throw new AppError('accounts/none', 'the wallet has no account for this', { context: { chain } });
    return found;
  };
  return {
    network: parts.network, label: parts.label, db: parts.db, http: parts.http, book, outbox: parts.outbox, tip: parts.tip, clock,
    now: world.now, random: world.random,
    sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
    changed: () => world.emit('bridge.changed', undefined),
    activityChanged: () => world.emit('activity.changed', undefined),
    // Needs are part of the portfolio.
    needsChanged: () => world.emit('portfolio.changed', undefined),
    notify: (kind, about) => world.emit('notify', { kind, about }),
    deposits: (request) => parts.plans.deposits(request),
    gas: (chain) => {
      const reading = parts.balances.of(chain, nativeAsset(chain));
      return reading.state === 'known' ? { ...reading, value: reading.value.spendable.toString() } : reading;
    },
    ownAddress: (chain) => freshReceive(book, held(chain), null, parts.taken).address,
    isOwn: (chain, address) => {
      const found = heldChain(chain);
      return found !== null && book.find(found, address) !== null;
    },
    handedOut: (chain, address) => {
      const found = heldChain(chain);
      const row = found === null ? null : book.find(found, address);
      if (row) book.markHandedOut(row, clock());
    },
    async isContract(chain: EvmChain, address: string) {
      const key = `${chain}:${address}`;
      const known = contracts.get(key);
      if (known !== undefined) return known;
      try {
        const answer = await new EvmServers(chain, chains().evm[chain]).isContract(address);
        if (contracts.size >= CONTRACTS_KEPT) contracts.clear();
        contracts.set(key, answer);
        return answer;
      } catch (thrown) {
        // A warning less, nothing more.
        if (thrown instanceof AppError) return null;
        throw thrown;
      }
    },
    payouts: {
      tip: async (chain) => (isEvmChain(chain) ? await new EvmServers(chain, chains().evm[chain]).tip() : await new UtxoServers(chains().utxo.flux).tip()).height,
      look: (chain, txid, recipient) => (isEvmChain(chain) ? lookEvm(chains().evm[chain], chain, txid, recipient) : lookFlux(chains().utxo.flux, parts.families.flux, txid, recipient)),
    },
  };
}
