// A deposit on Flux comes from one address and gives change back to it: the coins of the wallet, address by address.
import type { Coin, OwnAddress } from '../ports';
import { AppError } from '../../../../shared/errors/app-error';
import { areTooFew, draftUtxo, type UtxoDraft } from './utxo-draft';
import type { UtxoRates } from '../fees/utxo-rates';
import type { UtxoRules } from './utxo-rules';

/** One own address with its spendable coins. */
export interface Purse {
  readonly own: OwnAddress;
  readonly coins: readonly Coin[];
  /** Sum of the coins, in zatoshi. */
  readonly spendable: bigint;
}

/** Every address that holds spendable coins, the smallest sum first. */
export function pursesOf(coins: readonly Coin[]): Purse[] {
  const byAddress = new Map<string, Coin[]>();
  for (const coin of coins) {
    const held = byAddress.get(coin.address);
    if (held === undefined) byAddress.set(coin.address, [coin]);
    else held.push(coin);
  }
  const purses = [...byAddress.values()].flatMap((held): Purse[] => {
    const [first] = held;
    if (first === undefined) return [];
    const { address, key, scriptType } = first;
    return [{ own: { address, key, scriptType }, coins: held, spendable: held.reduce((sum, coin) => sum + coin.value, 0n) }];
  });
  return purses.sort((left, right) => (left.spendable === right.spendable ? (left.own.address < right.own.address ? -1 : 1) : left.spendable < right.spendable ? -1 : 1));
}

export interface DepositTerms {
  /** The operator's address. */
  readonly deposit: string;
  readonly rates: UtxoRates;
  /** Zatoshi for 1,000 bytes. */
  readonly rate: bigint;
  readonly seed: Uint8Array;
}

/**
 * A deposit from one purse. An amount that is just all of it takes every coin and leaves no change, as "all" does: choosing coins
 * for it would ask for a few zatoshi more than the exact size costs.
 * @throws AppError plan/not-enough | plan/dust | plan/too-many-coins | plan/amount-too-large | fee/above-reason | address/…
 */
export function draftDeposit(purse: Purse, amount: bigint | 'all', { deposit, rates, rate, seed }: DepositTerms, rules: UtxoRules): UtxoDraft {
  const draft = (wanted: bigint | 'all'): UtxoDraft => draftUtxo({
    coins: purse.coins, pay: { script: rules.scriptOfAddress(deposit), amount: wanted }, note: null, rate, longTerm: rates.longTerm, change: purse.own, imported: null, seed,
  }, rules);
  if (amount === 'all') return draft('all');
  try {
    return draft(amount);
  } catch (thrown) {
    if (!(thrown instanceof AppError) || thrown.code !== 'plan/not-enough') throw thrown;
    const everything = draftOrNull(() => draft('all'));
    if (everything === null || everything.amount !== amount) throw thrown;
    return everything;
  }
}

/** Null where the coins do not cover it. @throws every other AppError */
export function draftOrNull(work: () => UtxoDraft): UtxoDraft | null {
  try {
    return work();
  } catch (thrown) {
    if (areTooFew(thrown)) return null;
    throw thrown;
  }
}
