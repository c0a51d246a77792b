// Fee rates: base units for 1,000 bytes (Flux), 1,000 virtual bytes (Bitcoin), and wei for one unit of gas. Always whole numbers.
import { isEvmChain, type ChainId } from '../../../../shared/chains/ids';
import { plainAmount } from '../../../../shared/money/units';
import { AppError } from '../../../../shared/errors/app-error';

export type Preset = 'slow' | 'normal' | 'fast';
export const PRESETS: readonly Preset[] = ['slow', 'normal', 'fast'];
export type RateUnit = 'zat/B' | 'sat/vB' | 'gwei';

export function rateUnit(chain: ChainId): RateUnit {
  if (chain === 'flux') return 'zat/B';
  return chain === 'bitcoin' ? 'sat/vB' : 'gwei';
}

/** Decimals of the rate as people write it: 1.234 sat/vB, 1.234567891 gwei. */
const decimalsOf = (chain: ChainId): number => (isEvmChain(chain) ? 9 : 3);

const GWEI = 1_000_000_000n;
interface Bounds {
  readonly least: bigint;
  readonly most: bigint;
  /** The largest fee that a transaction may have, in native base units; more is a mistake or an attack. */
  readonly mostFee: bigint;
}
/** Bounds of own and reported rates. Least: what nodes relay. Most: several times the highest that was ever useful. */
const BOUNDS: Readonly<Record<ChainId, Bounds>> = {
  flux: { least: 100n, most: 1_000_000n, mostFee: 100_000_000n },
  bitcoin: { least: 1_000n, most: 3_000_000n, mostFee: 10_000_000n },
  ethereum: { least: 1n, most: 5_000n * GWEI, mostFee: 10n ** 18n },
  bsc: { least: 1n, most: 500n * GWEI, mostFee: 10n ** 18n },
  polygon: { least: 1n, most: 50_000n * GWEI, mostFee: 1_000n * 10n ** 18n },
  avalanche: { least: 1n, most: 5_000n * GWEI, mostFee: 20n * 10n ** 18n },
  base: { least: 1n, most: 500n * GWEI, mostFee: 10n ** 17n },
};
export const feeBounds = (chain: ChainId): Bounds => BOUNDS[chain];

export function formatRate(chain: ChainId, rate: bigint): string {
  return plainAmount(rate, decimalsOf(chain));
}

/**
 * A rate that a person typed, in the chain's rate unit.
 * @throws AppError fee/bad-rate | fee/too-low (context.least) | fee/too-high (context.most)
 */
export function parseRate(chain: ChainId, text: string): bigint {
  const decimals = decimalsOf(chain);
  const match = /^(\d{1,12})(?:\.(\d{1,12}))?$/.exec(text);
  const fraction = (match?.[2] ?? '').replace(/0+$/, '');
  if (!match || fraction.length > decimals) throw new AppError('fee/bad-rate', 'not a fee rate', { context: { decimals } });
  const rate = BigInt((match[1] ?? '') + fraction.padEnd(decimals, '0'));
  const { least, most } = BOUNDS[chain];
  if (rate < least) throw new AppError('fee/too-low', 'nodes do not relay so low a fee', { context: { least: formatRate(chain, least), unit: rateUnit(chain) } });
  if (rate > most) throw new AppError('fee/too-high', 'the fee rate is beyond reason', { context: { most: formatRate(chain, most), unit: rateUnit(chain) } });
  return rate;
}

/** @throws AppError fee/above-reason when a fee can only be a mistake */
export function checkFee(chain: ChainId, fee: bigint): void {
  const { mostFee } = BOUNDS[chain];
  if (fee > mostFee) throw new AppError('fee/above-reason', 'the fee is beyond reason', { context: { fee: fee.toString(), most: mostFee.toString() } });
}

/** Names a server's answer that no honest chain gives. */
export function absurdAnswer(chain: ChainId, what: string, value: string): AppError {
  return new AppError('fee/absurd-answer', 'a server reports a fee beyond reason', { context: { chain, what, value: value.slice(0, 60) } });
}

/**
 * The most that a person agrees to when the computed fee is `fee`: a quarter more, for a coin or a base fee that changes in between.
 */
export function feeLimitFor(chain: ChainId, fee: bigint): bigint {
  const limit = fee + (fee + 3n) / 4n;
  const { mostFee } = BOUNDS[chain];
  return limit > mostFee ? mostFee : limit;
}
