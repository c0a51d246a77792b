// Warnings that come from the bytes of a UTXO transaction: expiry, lock time, collateral, nearly all, paying oneself.

import { chainInfo } from '../../../../shared/chains/registry';
import type { Review, Warning } from '../../../../shared/contract/money-path';
import { EXPIRING_SOON_BLOCKS } from '../../../../shared/flux/policy';
import { EXPIRY_HEIGHT_LIMIT } from '../../../../shared/flux/tx-rules';
import { insist } from '../refusal';
import type { UtxoReading } from './reading';
import type { UtxoRules, UtxoTransaction } from './rules';

/** Blocks (10 minutes on Flux) under which a transaction may well not be mined in time. */
const EXPIRES_SOON_BLOCKS = 20;
/** A final input: a lock time has no effect when all inputs are so. */
const FINAL = 0xffffffff;
/** Lock times from here on are Unix seconds. */
const LOCK_TIME_THRESHOLD = 500_000_000;
/** FluxNode tiers by collateral in satoshi: an output of exactly this amount can carry a node. */
const TIERS: ReadonlyMap<bigint, string> = new Map([
  [1_000_00000000n, 'cumulus'], [12_500_00000000n, 'nimbus'], [40_000_00000000n, 'stratus'],
]);

/** Height after which the transaction dies. @throws AppError `review/bad-expiry` | `review/expired` */
export function readExpiry<T extends UtxoTransaction>(tx: T, tip: number, rules: UtxoRules<T>): { expiry: Review['expiry']; warnings: Warning[] } {
  const height = rules.expiryOf(tx);
  if (height === null) return { expiry: null, warnings: [] };
  if (height === 0) return { expiry: null, warnings: [{ id: 'no-expiry', level: 'info', context: {} }] };
  insist(height < EXPIRY_HEIGHT_LIMIT, 'bad-expiry', 'the expiry is no height', { height });
  insist(height >= tip + 1 + EXPIRING_SOON_BLOCKS, 'expired', 'the transaction expires before nodes would take it', { height, tip });
  const blocks = height - tip;
  const warnings: Warning[] = blocks < EXPIRES_SOON_BLOCKS ? [{ id: 'expires-soon', level: 'warn', context: { blocks } }] : [];
  return { expiry: { height, tip, seconds: blocks * chainInfo(rules.chain).blockSeconds }, warnings };
}

/** A lock time in the future delays the payment; one at or below the tip is what wallets set against fee sniping. */
export function lockTimeWarnings(tx: UtxoTransaction, tip: number): Warning[] {
  const effective = tx.lockTime !== 0 && tx.inputs.some((input) => input.sequence !== FINAL);
  const harmless = tx.lockTime < LOCK_TIME_THRESHOLD && tx.lockTime <= tip;
  return effective && !harmless ? [{ id: 'locktime', level: 'warn', context: { lockTime: tx.lockTime, kind: tx.lockTime < LOCK_TIME_THRESHOLD ? 'height' : 'time' } }] : [];
}

/** Own coins of exactly a tier amount: spending one ends the node that stands on it. Needs nothing that the wallet says. */
export function collateralWarnings<T extends UtxoTransaction>(reading: UtxoReading<T>, rules: UtxoRules<T>): Warning[] {
  if (rules.chain !== 'flux') return [];
  const coins = reading.inputs.filter((input) => TIERS.has(input.value));
  const [first] = coins;
  if (first === undefined) return [];
  return [{ id: 'collateral-spent', level: 'danger', context: { tier: TIERS.get(first.value) ?? '', coins: coins.length, txid: first.txid, index: first.index } }];
}

/** More than 90 % of what the inputs hold goes to others. Without knowing the balance this is a hint, unless all was asked for. */
export function nearlyAllWarnings(spent: bigint, kept: bigint, all: boolean): Warning[] {
  if (all) return [{ id: 'nearly-all', level: 'warn', context: { of: 'account' } }];
  return kept * 10n < spent ? [{ id: 'nearly-all', level: 'info', context: { of: 'inputs' } }] : [];
}
