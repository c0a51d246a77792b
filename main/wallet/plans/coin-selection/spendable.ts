// Which coins a payment may spend: FluxNode collateral, young coinbase and other people's unconfirmed payments stay where they are.
import { COINBASE_MATURITY } from '../../../../shared/flux/params';
import { outpointKey, type Coin, type OutboxEntry, type UtxoChain } from '../ports';

/** Exactly these amounts (1,000, 12,500 and 40,000 FLUX in zatoshi) can carry a FluxNode; spending such a coin ends the node. */
export const COLLATERAL_AMOUNTS: ReadonlySet<bigint> = new Set([1_000_00000000n, 12_500_00000000n, 40_000_00000000n]);

export type CoinState =
  | 'spendable'
  /** A FluxNode tier's exact amount that the person has not freed: a state of its own, left out of payments and of "all". */
  | 'locked'
  /** A coinbase output younger than 100 blocks. */
  | 'immature'
  /** Somebody else's payment without a block: it can still vanish. */
  | 'unconfirmed'
  /** A transaction of the outbox spends it. */
  | 'in-outbox'
  /** Several keys must sign: not spent by ordinary payments. */
  | 'shared';

/** Outpoints that transactions of the outbox spend and could still spend: those that are not at their end. */
export function outpointsInOutbox(chain: UtxoChain, live: readonly OutboxEntry[]): ReadonlySet<string> {
  return new Set(live.filter((entry) => entry.chain === chain).flatMap((entry) => entry.spends.map(outpointKey)));
}

/** What the state of a coin hangs on, of the coin itself. */
export type StateCoin = Pick<Coin, 'txid' | 'vout' | 'value' | 'scriptType' | 'height' | 'coinbase' | 'ownTransaction'>;

/** Whether a coin can carry a FluxNode by its amount. */
export function isCollateral(chain: UtxoChain, { value }: Pick<Coin, 'value'>): boolean {
  return chain === 'flux' && COLLATERAL_AMOUNTS.has(value);
}

/**
 * @param tip height of the last block
 * @param released outpoints of collateral that the person freed by typing what ends with them
 */
export function coinState(chain: UtxoChain, coin: StateCoin, tip: number, inOutbox: ReadonlySet<string>, released: ReadonlySet<string>): CoinState {
  if (inOutbox.has(outpointKey(coin))) return 'in-outbox';
  if (isCollateral(chain, coin) && !released.has(outpointKey(coin))) return 'locked';
  if (coin.scriptType === 'p2sh-multisig') return 'shared';
  // The next block is the first that could hold the payment.
  if (coin.coinbase) return coin.height !== null && tip + 1 - coin.height >= COINBASE_MATURITY ? 'spendable' : 'immature';
  return coin.height === null && !coin.ownTransaction ? 'unconfirmed' : 'spendable';
}

export function spendableCoins(chain: UtxoChain, coins: readonly Coin[], tip: number, inOutbox: ReadonlySet<string>, released: ReadonlySet<string>): Coin[] {
  return coins.filter((coin) => coinState(chain, coin, tip, inOutbox, released) === 'spendable');
}
