// The fee of a plan against what the person agreed to.
import { AppError } from '../../../../shared/errors/app-error';
import { unitsFromText } from '../../../../shared/money/units';

/** @throws AppError plan/fee-above-limit when the fee has outgrown what the person agreed to */
export function holdToLimit(fee: bigint, feeLimit: string): void {
  const limit = unitsFromText(feeLimit);
  if (fee > limit) throw new AppError('plan/fee-above-limit', 'the fee has risen above the limit of the payment', { context: { fee: fee.toString(), limit: limit.toString() } });
}
