// What a payment to oneself must bring so that one address can make a deposit alone.
import { COLLATERAL_AMOUNTS } from '../coin-selection/spendable';
import { MAX_INPUTS } from '../coin-selection/select';
import type { Coin } from '../ports';
import type { DepositTerms, Purse } from './purse';
import { feeOfWeight } from './utxo-draft';
import type { UtxoRules } from './utxo-rules';

/** The coin that the payment will make. */
function expected(purse: Purse): Coin {
  return { ...purse.own, txid: '', vout: 0, value: 0n, keyBytes: 33, height: null, coinbase: false, ownTransaction: true };
}

export interface Missing {
  /** Zatoshi that the purse needs on top. */
  readonly amount: bigint;
  /** Fee of the deposit that then can be made, as an upper bound. */
  readonly depositFee: bigint;
}

/** Reckoned as coins are chosen: each input's fee rounded up. The purse's coins that pay for themselves are all used. */
export function missingFor(purse: Purse, amount: bigint, terms: DepositTerms, rules: UtxoRules): Missing {
  const inputFee = (coin: Coin): bigint => feeOfWeight(rules.inputWeight(coin, null), terms.rate);
  const useful = purse.coins.filter((coin) => coin.value > inputFee(coin)).sort((left, right) => (left.value < right.value ? 1 : -1)).slice(0, MAX_INPUTS - 1);
  const depositFee = [...useful, expected(purse)].reduce(
    (sum, coin) => sum + inputFee(coin),
    feeOfWeight(rules.frameWeight + rules.outputWeight(rules.scriptOfAddress(terms.deposit)), terms.rate),
  );
  const held = useful.reduce((sum, coin) => sum + coin.value, 0n);
  const dust = rules.dust(rules.scriptOfAddress(purse.own.address));
  const short = amount + depositFee - held;
  const missing = short > dust ? short : dust;
  // A coin of exactly a tier's amount would be taken for a node's collateral, and not be spent.
  return { amount: COLLATERAL_AMOUNTS.has(missing) ? missing + 1n : missing, depositFee };
}
