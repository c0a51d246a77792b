// Fusion's fee rule (flux-services 2.4): a flat fee of the receiving chain, and a part of the amount rounded up to whole FLUX.

import { AppError } from '../errors/app-error';

/** 10⁻⁸ FLUX in one FLUX. */
const WHOLE = 100_000_000n;
const PERCENTAGE = /^(\d{1,6})(?:\.(\d{1,12}))?$/;
const PLACES = 12;

/** Amounts in 10⁻⁸ FLUX. */
export interface SwapFee {
  readonly flat: bigint;
  /** The part that grows with the amount; whole FLUX. */
  readonly percent: bigint;
  readonly total: bigint;
  /** What is paid out. Zero or less: the deposit would be kept and nothing paid. */
  readonly arrives: bigint;
}

/**
 * The fee of a deposit.
 * @param amount deposit in 10⁻⁸ FLUX, not negative
 * @param flat flat fee of the receiving chain in 10⁻⁸ FLUX
 * @param percentage fraction of the amount as decimal text: "0.001" is 0.1 %
 * @throws AppError fusion/bad-percentage
 */
export function swapFee(amount: bigint, flat: bigint, percentage: string): SwapFee {
  const match = PERCENTAGE.exec(percentage);
  if (!match) throw new AppError('fusion/bad-percentage', 'not a decimal fraction');
  const scaled = BigInt((match[1] ?? '0') + (match[2] ?? '').padEnd(PLACES, '0'));
  const divisor = WHOLE * 10n ** BigInt(PLACES);
  const percent = ((amount * scaled + divisor - 1n) / divisor) * WHOLE;
  const total = flat + percent;
  return { flat, percent, total, arrives: amount - total };
}
