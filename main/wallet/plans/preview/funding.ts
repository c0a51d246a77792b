// What a new FluxNode collateral would take: fee, and what is missing, by amount; drafted as the plan will be.
import type { Reading } from '../../../../shared/contract/base';
import { AppError, toAppError, type ErrorShape } from '../../../../shared/errors/app-error';
import { feeLimitFor } from '../fees/rate';
import { utxoRates } from '../fees/utxo-rates';
import type { Making } from '../make/pay';
import { spendableNow } from '../make/spendable-now';
import { draftFund } from '../make/start-nodes';
import { changeAddress } from '../make/utxo-draft';
import { utxoRules } from '../make/utxo-rules';
import { ask, readingOf } from './readings';

export interface FundTerms {
  /** Network fee, and the most that the intent may allow; null while the coins do not suffice. Zatoshi. */
  readonly fee: bigint | null;
  readonly feeLimit: bigint | null;
  /** Zatoshi that the spendable coins lack, fee included. */
  readonly missing: Reading<bigint>;
  /** Why it cannot be paid: plan/not-enough, plan/too-many-coins, plan/coins-unknown, servers. */
  readonly problem: ErrorShape | null;
}
export interface Funding {
  /** Zatoshi that ordinary payments could spend. */
  readonly available: Reading<bigint>;
  of(amount: bigint): FundTerms;
}

/** Reads coins once, for every amount. Only programming errors throw. */
export async function previewFunding(making: Making): Promise<Funding> {
  const { ports } = making;
  const scene = await ask(async () => {
    const [spendable, rates, change] = await Promise.all([spendableNow(ports, 'flux', null), utxoRates('flux', ports.utxo('flux')), changeAddress(ports.accounts, utxoRules('flux', ports.network))]);
    return { spendable, rates, change, to: (await ports.accounts.freshReceive('flux')).address };
  });
  const source = scene.ok ? scene.value.spendable.source : 'reported';
  const reading = (value: bigint): Reading<bigint> => readingOf(scene, () => value, ports.clock, source);
  const available = scene.ok ? scene.value.spendable.coins.reduce((sum, { value }) => sum + value, 0n) : 0n;
  return {
    available: reading(available),
    of(amount) {
      if (!scene.ok) return { fee: null, feeLimit: null, missing: reading(0n), problem: toAppError(scene.error).toShape() };
      const { spendable, rates, change, to } = scene.value;
      try {
        const { fee } = draftFund({ coins: spendable.coins, amount, to, change, rates }, making);
        return { fee, feeLimit: feeLimitFor('flux', fee), missing: reading(0n), problem: null };
      } catch (thrown) {
        if (!(thrown instanceof AppError)) throw thrown;
        const missing = thrown.code === 'plan/not-enough' ? BigInt(thrown.context.missing ?? 0) : 0n;
        return { fee: null, feeLimit: null, missing: reading(missing), problem: thrown.toShape() };
      }
    },
  };
}
