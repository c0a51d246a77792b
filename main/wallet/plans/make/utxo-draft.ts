// A payment on Flux or Bitcoin before it is bytes: which coins, which outputs, which fee. Previews and plans share it.
import { AppError } from '../../../../shared/errors/app-error';
import type { Imported, ScriptType } from '../../../../shared/contract/money-path';
import { MAX_INPUTS, selectAll, selectCoins } from '../coin-selection/select';
import type { Candidate } from '../coin-selection/candidates';
import { checkFee } from '../fees/rate';
import type { AccountSource, Coin, OwnAddress } from '../ports';
import type { Output, UtxoRules } from './utxo-rules';

export interface UtxoDraft {
  readonly coins: readonly Coin[];
  readonly outputs: readonly Output[];
  /** Where in `outputs` the change stands. */
  readonly change: { readonly vout: number; readonly own: OwnAddress } | null;
  /** What the recipient gets. */
  readonly amount: bigint;
  readonly fee: bigint;
  /** Upper bound of the signed size. */
  readonly size: number;
}

export interface UtxoWish {
  /** Coins that may be spent. */
  readonly coins: readonly Coin[];
  /** Script and amount of the recipient; "all" is everything less the fee. */
  readonly pay: { readonly script: Uint8Array; readonly amount: bigint | 'all' };
  readonly note: Uint8Array | null;
  /** Base units for 1,000 (virtual) bytes. */
  readonly rate: bigint;
  readonly longTerm: bigint;
  /** Null: no change is made (everything goes to the recipient). */
  readonly change: OwnAddress | null;
  /** For imported multisig coins: what they are spent with. */
  readonly imported: Imported | null;
  readonly seed: Uint8Array;
}

/** Fee of a weight (four times the bytes), rounded up. */
export function feeOfWeight(weight: number, rate: bigint): bigint {
  return (BigInt(weight) * rate + 3999n) / 4000n;
}

/** Fee of a size in (virtual) bytes, rounded up: never below the rate. */
export function feeOfSize(size: number, rate: bigint): bigint {
  return (BigInt(size) * rate + 999n) / 1000n;
}

function candidatesOf(wish: UtxoWish, rules: UtxoRules): Candidate[] {
  const fees = new Map<number, { fee: number; longTermFee: number }>();
  return wish.coins.map((coin) => {
    const weight = rules.inputWeight(coin, wish.imported);
    let known = fees.get(weight);
    if (known === undefined) {
      known = { fee: Number(feeOfWeight(weight, wish.rate)), longTermFee: Number(feeOfWeight(weight, wish.longTerm)) };
      fees.set(weight, known);
    }
    return { value: coin.value, ...known };
  });
}

/** As many inputs as certainly fit into what nodes relay. */
function mostInputs(wish: UtxoWish, rules: UtxoRules, otherWeight: number): number {
  const heaviest = wish.coins.reduce((most, coin) => Math.max(most, rules.inputWeight(coin, wish.imported)), 1);
  return Math.max(1, Math.min(MAX_INPUTS, Math.floor((rules.maxWeight - otherWeight) / heaviest)));
}

/**
 * Chooses coins and computes the fee.
 * @throws AppError plan/dust (context.least) | plan/amount-too-large | plan/not-enough | plan/too-many-coins | fee/above-reason
 */
export function draftUtxo(wish: UtxoWish, rules: UtxoRules): UtxoDraft {
  const { script } = wish.pay;
  const fixed: Output[] = wish.note === null ? [] : [{ value: 0n, script: wish.note }];
  const dust = rules.dust(script);
  const baseWeight = rules.frameWeight + rules.outputWeight(script) + fixed.reduce((sum, output) => sum + rules.outputWeight(output.script), 0);
  const baseFee = feeOfWeight(baseWeight, wish.rate);
  const coins = candidatesOf(wish, rules);
  if (wish.pay.amount === 'all') {
    const maxInputs = mostInputs(wish, rules, baseWeight);
    const { picked, total } = selectAll({ coins, baseFee, maxInputs });
    return finish(wish, rules, picked, total, fixed, dust);
  }
  if (wish.pay.amount < dust) throw new AppError('plan/dust', 'the amount is too small to be sent', { context: { least: dust.toString() } });
  if (wish.pay.amount > rules.maxMoney) throw new AppError('plan/amount-too-large', 'there is not that much of this coin');
  if (wish.change === null) throw new AppError('plan/no-change-address', 'the wallet has no account for change');
  const changeScript = rules.scriptOfAddress(wish.change.address);
  const changeWeight = rules.outputWeight(changeScript);
  const changeInput = rules.inputWeight(asCoin(wish.change), null);
  const selection = selectCoins({
    coins,
    target: wish.pay.amount,
    baseFee,
    change: { fee: Number(feeOfWeight(changeWeight, wish.rate)), spendFee: Number(feeOfWeight(changeInput, wish.longTerm)), dust: Number(rules.dust(changeScript)) },
    maxInputs: mostInputs(wish, rules, baseWeight + changeWeight),
    seed: wish.seed,
  });
  return finish(wish, rules, selection.picked, selection.total, fixed, dust, selection.change === null ? null : changeScript);
}

/** A coin of the change address, to know what spending it will weigh. */
function asCoin(own: OwnAddress): Coin {
  return { txid: '', vout: 0, value: 0n, address: own.address, key: own.key, scriptType: own.scriptType, keyBytes: 33, height: null, coinbase: false, ownTransaction: true };
}

/** Computes the exact fee for the chosen coins and lays the outputs out: change before or behind the recipient by chance. */
function finish(wish: UtxoWish, rules: UtxoRules, picked: readonly number[], total: bigint, fixed: readonly Output[], dust: bigint, changeScript: Uint8Array | null = null): UtxoDraft {
  const coins = picked.flatMap((index) => wish.coins[index] ?? []);
  const scripts = [wish.pay.script, ...fixed.map((output) => output.script), ...(changeScript === null ? [] : [changeScript])];
  const size = rules.size(coins, scripts, wish.imported);
  const needed = feeOfSize(size, wish.rate);
  if (wish.pay.amount === 'all') {
    const amount = total - needed;
    if (amount < dust) throw new AppError('plan/not-enough', 'what is left after the fee is too small to be sent', { context: { missing: (dust - amount).toString() } });
    checkFee(rules.chain, needed);
    return { coins, outputs: [{ value: amount, script: wish.pay.script }, ...fixed], change: null, amount, fee: needed, size };
  }
  const { amount } = wish.pay;
  const paid: Output = { value: amount, script: wish.pay.script };
  const changeValue = changeScript === null ? 0n : total - amount - needed;
  const fee = total - amount - changeValue;
  checkFee(rules.chain, fee);
  if (changeScript === null || wish.change === null) return { coins, outputs: [paid, ...fixed], change: null, amount, fee, size };
  const change: Output = { value: changeValue, script: changeScript };
  const first = ((wish.seed[0] ?? 0) & 1) === 1;
  return { coins, outputs: first ? [change, paid, ...fixed] : [paid, change, ...fixed], change: { vout: first ? 0 : 1, own: wish.change }, amount, fee, size };
}

/** Whether coins do not cover a payment: others may. */
export function areTooFew(thrown: unknown): boolean {
  return thrown instanceof AppError && (thrown.code === 'plan/not-enough' || thrown.code === 'plan/too-many-coins');
}

/**
 * As `draftUtxo`. Coins that lie at the recipient's own address stay there for as long as the others suffice: a payment to oneself
 * is made to bring coins to that address, and these would only go round.
 * @throws as `draftUtxo`
 */
export function draftPayment(wish: UtxoWish, rules: UtxoRules): UtxoDraft {
  const to = rules.addressOfScript(wish.pay.script);
  const elsewhere = wish.coins.filter((coin) => coin.address !== to);
  if (wish.pay.amount === 'all' || elsewhere.length === wish.coins.length) return draftUtxo(wish, rules);
  try {
    return draftUtxo({ ...wish, coins: elsewhere }, rules);
  } catch (thrown) {
    if (!areTooFew(thrown)) throw thrown;
    return draftUtxo(wish, rules);
  }
}

/** The address for change: of the chain's preferred type that the wallet has an account of. */
export async function changeAddress(accounts: AccountSource, rules: UtxoRules): Promise<OwnAddress | null> {
  const types: readonly ScriptType[] = rules.changeTypes;
  for (const type of types) {
    const own = await accounts.freshChange(rules.chain, type);
    if (own !== null) return own;
  }
  return null;
}
