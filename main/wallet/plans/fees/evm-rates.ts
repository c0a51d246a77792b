// Gas prices: EIP-1559 where the chain has a base fee (twice the base fee plus a tip), a plain price elsewhere.
import { chainInfo } from '../../../../shared/chains/registry';
import type { EvmChain } from '../../../../shared/chains/ids';
import { AppError } from '../../../../shared/errors/app-error';
import type { EvmFeeReport } from '../ports';
import { absurdAnswer, feeBounds, formatRate, type Preset } from './rate';

/** Wei for one unit of gas. */
export type EvmPrice =
  | { readonly type: 2; readonly maxFeePerGas: bigint; readonly maxPriorityFeePerGas: bigint }
  | { readonly type: 0; readonly gasPrice: bigint };

/** The most that one unit of gas can cost. */
export const mostPerGas = (price: EvmPrice): bigint => (price.type === 2 ? price.maxFeePerGas : price.gasPrice);

/** Tips below which validators of a chain leave transactions lying. */
const LEAST_TIP: Readonly<Record<EvmChain, bigint>> = { ethereum: 1n, bsc: 50_000_000n, polygon: 25_000_000_000n, avalanche: 1n, base: 1n };
/** Plain prices of the presets, in percent of what the server suggests. */
const LEGACY_PERCENT: Readonly<Record<Preset, bigint>> = { slow: 100n, normal: 110n, fast: 130n };
const BLOCKS: Readonly<Record<Preset, number>> = { slow: 4, normal: 2, fast: 1 };

export const presetSeconds = (chain: EvmChain, preset: Preset): number => BLOCKS[preset] * chainInfo(chain).blockSeconds;

const larger = (left: bigint, right: bigint): bigint => (left > right ? left : right);
const smaller = (left: bigint, right: bigint): bigint => (left < right ? left : right);

/** @throws AppError fee/absurd-answer */
function checkReport(chain: EvmChain, report: EvmFeeReport): void {
  const { most } = feeBounds(chain);
  const figures: [string, bigint][] = [['base fee', report.baseFee ?? 0n], ['gas price', report.gasPrice], ['slow tip', report.tips.slow], ['normal tip', report.tips.normal], ['fast tip', report.tips.fast]];
  for (const [what, value] of figures) if (value < 0n || value > most) throw absurdAnswer(chain, what, formatRate(chain, value));
}

/** The price of a preset. @throws AppError fee/absurd-answer */
export function presetPrice(chain: EvmChain, report: EvmFeeReport, preset: Preset): EvmPrice {
  checkReport(chain, report);
  if (report.baseFee === null) return { type: 0, gasPrice: larger((report.gasPrice * LEGACY_PERCENT[preset]) / 100n, 1n) };
  const ordered = [report.tips.slow, report.tips.normal, report.tips.fast].sort((left, right) => (left < right ? -1 : left > right ? 1 : 0));
  const tip = larger(ordered[preset === 'slow' ? 0 : preset === 'normal' ? 1 : 2] ?? 0n, LEAST_TIP[chain]);
  return { type: 2, maxFeePerGas: 2n * report.baseFee + tip, maxPriorityFeePerGas: tip };
}

/**
 * A price with an upper bound that a person chose.
 * @throws AppError fee/absurd-answer | fee/too-low (context.least) when blocks cost more than that already
 */
export function ownPrice(chain: EvmChain, report: EvmFeeReport, rate: bigint): EvmPrice {
  checkReport(chain, report);
  if (report.baseFee === null) return { type: 0, gasPrice: rate };
  if (rate < report.baseFee) throw new AppError('fee/too-low', 'blocks cost more than that already', { context: { least: formatRate(chain, report.baseFee), unit: 'gwei' } });
  return { type: 2, maxFeePerGas: rate, maxPriorityFeePerGas: smaller(larger(report.tips.normal, LEAST_TIP[chain]), rate) };
}

/** Whether a price that was chosen a moment ago still gets into a block. */
export function stillEnough(report: EvmFeeReport, price: EvmPrice): boolean {
  return price.type === 0 ? report.baseFee === null || price.gasPrice >= report.baseFee : report.baseFee !== null && price.maxFeePerGas >= report.baseFee;
}

/** Nodes take a replacement only at a tenth more in every part; an eighth more leaves no doubt. */
const bumped = (price: bigint): bigint => price + price / 8n + 1n;

/** `wanted`, raised to what nodes take in place of `old`. */
export function replacementPrice(old: EvmPrice, wanted: EvmPrice): EvmPrice {
  if (old.type === 0) return { type: 0, gasPrice: larger(bumped(old.gasPrice), mostPerGas(wanted)) };
  const tip = larger(bumped(old.maxPriorityFeePerGas), wanted.type === 2 ? wanted.maxPriorityFeePerGas : 0n);
  return { type: 2, maxFeePerGas: larger(larger(bumped(old.maxFeePerGas), mostPerGas(wanted)), tip), maxPriorityFeePerGas: tip };
}
