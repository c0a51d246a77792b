// Balances of every asset as readings: what sync last found, with unsettled own transactions taken into account.

import { CHAINS, isEvmChain, type AssetId, type ChainId } from '../../../shared/chains/ids';
import { builtInAsset, chainInfo, fluxAssets } from '../../../shared/chains/registry';
import type { Reading } from '../../../shared/contract/base';
import type { ScriptType } from '../../../shared/contract/money-path';
import { coinState } from '../plans/coin-selection/spendable';
import type { OutboxEntry, UtxoChain } from '../plans/ports';
import type { TokenStore } from '../store/token-store';
import type { StoredCoin, UtxoStore } from '../store/utxo-store';
import type { Settled } from '../sync/phase';

/** Base units. total = spendable + pending + locked. */
export interface Balance {
  readonly total: bigint;
  /** Coming in, not in a block yet. */
  readonly pending: bigint;
  readonly spendable: bigint;
  /** Block rewards that are not mature, coins of exactly a FluxNode tier's amount that were not freed, and coins that several keys sign: what Send leaves out for good. */
  readonly locked: bigint;
}
export interface BalanceDeps {
  readonly settled: (chain: ChainId) => Settled;
  readonly tokens: TokenStore;
  readonly stores: Readonly<Record<UtxoChain, UtxoStore>>;
  readonly live: () => readonly OutboxEntry[];
  /** Script type of an own address. */
  readonly scriptType: (chain: UtxoChain, address: string) => ScriptType;
  /** Collateral coins (`txid:vout`) that the person freed. */
  readonly released: () => ReadonlySet<string>;
  /** Whether the light node has proven each of these coins. */
  readonly proven: (coins: readonly StoredCoin[]) => boolean;
}

/** Coins that the outbox spends are left out before. */
const NOTHING: ReadonlySet<string> = new Set();

export class Balances {
  constructor(private readonly deps: BalanceDeps) {}

  /** Every asset of the registry, FLUX first, then tokens that were met and have a balance. */
  assets(): AssetId[] {
    const flux = fluxAssets().map(({ id }) => id);
    const registry = CHAINS.flatMap((chain) => [chainInfo(chain).native.id, ...chainInfo(chain).tokens.map(({ id }) => id)]).filter((id) => !flux.includes(id));
    const met = CHAINS.flatMap((chain) => (isEvmChain(chain) ? this.deps.tokens.of(chain) : [])).filter((id) => builtInAsset(id) === null && (this.deps.tokens.balance(id) ?? 0n) > 0n);
    return [...flux, ...registry, ...met];
  }

  of(chain: ChainId, asset: AssetId): Reading<Balance> {
    const settled = this.deps.settled(chain);
    switch (settled.kind) {
      case 'never': return { state: 'loading' };
      case 'bad': return { state: 'unknown', reason: settled.reason, at: settled.at };
      case 'good': break;
    }
    if (chain === 'flux' || chain === 'bitcoin') {
      const { balance, coins } = this.#utxo(chain, settled.height);
      const proven = chain === 'flux' && coins !== null && this.deps.proven(coins);
      return { state: 'known', value: balance, source: proven ? 'proven' : settled.source, at: settled.at };
    }
    const value = this.#evm(asset);
    if (value === null) return { state: 'unknown', reason: { code: 'balance/no-answer', message: 'the contract names no balance', context: { chain } }, at: settled.at };
    return { state: 'known', value, source: settled.source, at: settled.at };
  }

  /** @returns the coins that are counted, or null when something is among them that no block holds yet */
  #utxo(chain: UtxoChain, tip: number): { balance: Balance; coins: StoredCoin[] | null } {
    const store = this.deps.stores[chain];
    const released = this.deps.released();
    const sums = { pending: 0n, spendable: 0n, locked: 0n };
    const mine = this.deps.live().filter((entry) => entry.chain === chain && !store.get(entry.txid)?.seen);
    const taken = new Set(mine.flatMap((entry) => entry.spends.map(({ txid, vout }) => `${txid}:${vout}`)));
    const counted = store.coins(tip).filter((coin) => !taken.has(`${coin.txid}:${coin.vout}`));
    for (const coin of counted) {
      const ownTransaction = coin.height === null && store.ownTransaction(coin.txid);
      // Coming in, whatever it will be.
      if (coin.height === null && !coin.coinbase && !ownTransaction) sums.pending += coin.value;
      else if (coinState(chain, { ...coin, ownTransaction, scriptType: this.deps.scriptType(chain, coin.address) }, tip, NOTHING, released) === 'spendable') sums.spendable += coin.value;
      else sums.locked += coin.value;
    }
    // Signed and stored, not on any server yet: what comes back to us is on its way.
    const coming = mine.flatMap((entry) => entry.ownOutputs.filter((output) => !taken.has(`${entry.txid}:${output.vout}`)));
    for (const output of coming) sums.pending += output.value;
    return { balance: { ...sums, total: sums.pending + sums.spendable + sums.locked }, coins: coming.length > 0 ? null : counted };
  }

  #evm(asset: AssetId): Balance | null {
    const total = this.deps.tokens.balance(asset);
    return total === null ? null : { total, pending: 0n, spendable: total, locked: 0n };
  }
}
