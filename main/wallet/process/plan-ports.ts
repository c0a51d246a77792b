// Connects plans and the outbox to the store and the chain clients (PlanPorts).

import type { ChainId, NetworkId } from '../../../shared/chains/ids';
import { zAsset } from '../../../shared/contract/base';
import type { Reading } from '../../../shared/contract/base';
import type { Intent, KeyRef, ScriptType } from '../../../shared/contract/money-path';
import { AppError } from '../../../shared/errors/app-error';
import type { AddressBook } from '../accounts/address-book';
import { freshAddress, freshReceive } from '../accounts/fresh';
import type { OwnRow } from '../accounts/own-address';
import { EvmServers } from '../chains/evm-backend';
import { readChecked, type UtxoFamily } from '../chains/utxo-family';
import { UtxoServers } from '../chains/utxo-backend';
import type { OutboxStore } from '../store/outbox-store';
import type { TokenStore } from '../store/token-store';
import type { UtxoStore } from '../store/utxo-store';
import type { Settled } from '../sync/phase';
import type { Coin, OutboxEntry, PlanPorts, UtxoChain } from '../plans/ports';
import type { ChainNetwork } from './network';

export interface PortsDeps {
  readonly network: NetworkId;
  readonly chains: () => ChainNetwork;
  readonly book: AddressBook;
  readonly outbox: OutboxStore;
  readonly tokens: TokenStore;
  readonly stores: Readonly<Record<UtxoChain, UtxoStore>>;
  readonly families: Readonly<Record<UtxoChain, UtxoFamily>>;
  readonly settled: (chain: ChainId) => Settled;
  readonly taken: (row: OwnRow) => boolean;
  readonly deposit: PlanPorts['deposit'];
  readonly clock: () => number;
  readonly random: (length: number) => Uint8Array;
  readonly changed: (entry: OutboxEntry) => void;
  /** Told of signed bytes that Flux servers are offered. */
  readonly offered: (raw: Uint8Array) => void;
  /** Collateral that may be spent: by anything, or by this intent alone. */
  readonly released: (intent: Intent | null) => ReadonlySet<string>;
}

const ownOf = (row: OwnRow): { address: string; key: KeyRef; scriptType: ScriptType } => ({ address: row.address, key: row.key, scriptType: row.scriptType });

/** The ports, and what the wallet process itself reads of them without waiting. */
export interface WalletPorts extends PlanPorts {
  coinsNow(chain: UtxoChain): Reading<readonly Coin[]>;
}

export function planPorts(deps: PortsDeps): WalletPorts {
  const { book, stores, families, tokens } = deps;
  return {
    network: deps.network,
    outbox: deps.outbox,
    deposit: deps.deposit,
    clock: deps.clock,
    random: deps.random,
    changed: deps.changed,
    coinsNow: (chain) => coinsOf(deps, chain),
    coins: {
      coins: (chain) => coinsOf(deps, chain),
      previous: (chain, txids) => previousOf(deps, chain, txids),
      released: deps.released,
    },
    accounts: {
      freshChange(chain, scriptType) {
        const row = freshAddress(book, chain, scriptType, 1, deps.taken);
        return row && ownOf(row);
      },
      freshReceive: (chain) => ownOf(freshReceive(book, chain, null, deps.taken)),
      own(chain, address) {
        const row = book.find(chain, address);
        return row && ownOf(row);
      },
      evm() {
        const row = book.list('ethereum')[0];
        if (!row) throw new AppError('accounts/none', 'the wallet has no account for this', { context: { chain: 'ethereum' } });
        return ownOf(row);
      },
      imported: () => book.imported,
    },
    utxo: (chain) => new UtxoServers(deps.chains().utxo[chain], chain === 'flux' ? deps.offered : undefined),
    evm: (chain) => new EvmServers(chain, deps.chains().evm[chain]),
    knownToken(asset) {
      const parsed = zAsset.safeParse(asset);
      return parsed.success ? tokens.get(parsed.data) : null;
    },
  };

  function coinsOf({ settled }: PortsDeps, chain: UtxoChain): Reading<readonly Coin[]> {
    const last = settled(chain);
    if (last.kind === 'never') return { state: 'loading' };
    if (last.kind === 'bad') return { state: 'unknown', reason: last.reason, at: last.at };
    const store = stores[chain];
    const owners = new Map<string, boolean>();
    const isOwnTransaction = (txid: string): boolean => {
      const known = owners.get(txid) ?? store.ownTransaction(txid);
      owners.set(txid, known);
      return known;
    };
    const value = store.coins(last.height).flatMap((coin): Coin[] => {
      const row = book.find(chain, coin.address);
      if (!row) return [];
      return [{ txid: coin.txid, vout: coin.vout, value: coin.value, ...ownOf(row), keyBytes: row.keyBytes, height: coin.height, coinbase: coin.coinbase, ownTransaction: isOwnTransaction(coin.txid) }];
    });
    return { state: 'known', value, source: last.source, at: last.at };
  }

  /** From the store; what is missing there (a change output of a payment that no sync saw) comes from the outbox or a server. */
  async function previousOf({ chains, outbox }: PortsDeps, chain: UtxoChain, txids: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>> {
    const found = new Map<string, Uint8Array>();
    for (const txid of txids) {
      const known = stores[chain].raw(txid) ?? outbox.get(`${chain}:${txid}`)?.raw ?? null;
      found.set(txid, known ?? (await fetchRaw(chains(), chain, txid)));
    }
    return found;
  }

  async function fetchRaw(chains: ChainNetwork, chain: UtxoChain, txid: string): Promise<Uint8Array> {
    return (await chains.utxo[chain].use(async (client) => {
      const raw = await client.raw(txid);
      if (raw === null) throw new AppError('chain/no-transaction', 'no server knows this transaction', { context: { chain } });
      readChecked(families[chain], txid, raw);
      return raw;
    })).value;
  }
}
