// Rules that Flux and Bitcoin share: shape of a transaction, its values, and the coins it spends (CheckTransaction, CheckTxInputs).
import type { ChainState } from './chain-state';
import type { Mempool } from './mempool';
import { RPC_ERROR, RPC_REJECTED, Rejection, outpointKey, type ChainTransaction, type Coin } from './types';

/** The code word before the reason in fluxd's answers; Bitcoin Core has none. */
export type Invalid = (reason: string) => Rejection;
export const invalidFlux: Invalid = (reason) => new Rejection(RPC_REJECTED, `16: ${reason}`);
export const invalidBitcoin: Invalid = (reason) => new Rejection(RPC_REJECTED, reason);

/** @throws Rejection */
export function checkShape(tx: ChainTransaction, maxMoney: bigint, invalid: Invalid): void {
  if (tx.inputs.length === 0) throw invalid('bad-txns-vin-empty');
  if (tx.outputs.length === 0) throw invalid('bad-txns-vout-empty');
  let total = 0n;
  for (const { value } of tx.outputs) {
    if (value < 0n) throw invalid('bad-txns-vout-negative');
    if (value > maxMoney) throw invalid('bad-txns-vout-toolarge');
    total += value;
    if (total > maxMoney) throw invalid('bad-txns-txouttotal-toolarge');
  }
  if (new Set(tx.inputs.map(outpointKey)).size !== tx.inputs.length) throw invalid('bad-txns-inputs-duplicate');
  if (tx.coinbase) throw invalid('coinbase');
  if (tx.inputs.some((input) => input.index === 0xffffffff && /^0{64}$/.test(input.txid))) throw invalid('bad-txns-prevout-null');
}

/**
 * The coins that a transaction spends, from blocks or from waiting transactions. Coins that another waiting
 * transaction spends are found too: whether that is allowed is the chain's own rule.
 * @throws Rejection when one is not there
 */
export function findCoins(tx: ChainTransaction, state: ChainState, mempool: Mempool, missing: Rejection): Coin[] {
  return tx.inputs.map((input) => {
    const coin = state.coin(outpointKey(input)) ?? mempool.coin(input.txid, input.index);
    if (coin === null) throw missing;
    return coin;
  });
}

/** The fee in satoshi. @throws Rejection on immature coins, or when more goes out than comes in */
export function checkCoins(tx: ChainTransaction, coins: readonly Coin[], nextHeight: number, maturity: number, maxMoney: bigint, invalid: Invalid): bigint {
  let paid = 0n;
  for (const coin of coins) {
    if (coin.coinbase && nextHeight - coin.height < maturity) throw invalid('bad-txns-premature-spend-of-coinbase');
    paid += coin.value;
  }
  if (paid > maxMoney) throw invalid('bad-txns-inputvalues-outofrange');
  const spent = tx.outputs.reduce((sum, output) => sum + output.value, 0n);
  if (paid < spent) throw invalid('bad-txns-in-belowout');
  return paid - spent;
}
