// Fee rates of the UTXO chains: fixed steps on Flux, whose nodes estimate nothing; servers' estimates, bounded, on Bitcoin.
import { AppError } from '../../../../shared/errors/app-error';
import type { UtxoBackend, UtxoChain } from '../ports';
import { absurdAnswer, feeBounds, type Preset } from './rate';

export interface UtxoRate {
  /** Base units for 1,000 (virtual) bytes. */
  readonly rate: bigint;
  /** Expected time to the first block; null when nobody knows. */
  readonly seconds: number | null;
}
export interface UtxoRates {
  readonly presets: Readonly<Record<Preset, UtxoRate>>;
  /** Rate at which coins could be spent without hurry; weighs inputs now against inputs later. */
  readonly longTerm: bigint;
}

const BLOCK_SECONDS = 30;
/** 1, 2 and 5 zatoshi a byte: a block has room for all of them, the step is courtesy and reserve. */
const FLUX_RATES: UtxoRates = {
  presets: {
    slow: { rate: 1_000n, seconds: 4 * BLOCK_SECONDS },
    normal: { rate: 2_000n, seconds: 2 * BLOCK_SECONDS },
    fast: { rate: 5_000n, seconds: BLOCK_SECONDS },
  },
  longTerm: 1_000n,
};

/** Blocks within which each preset aims to be mined. */
const TARGETS: Readonly<Record<Preset, number>> = { fast: 1, normal: 4, slow: 25 };
const BITCOIN_BLOCK_SECONDS = 600;

/** The estimate of the largest number of blocks up to `target`, else of the smallest above it. */
function nearest(estimates: readonly (readonly [number, number])[], target: number): number | null {
  const upTo = estimates.filter(([blocks]) => blocks <= target);
  const chosen = upTo[upTo.length - 1] ?? estimates[0];
  return chosen === undefined ? null : chosen[1];
}

/**
 * Presets from reported estimates in satoshi a virtual byte by blocks. Slower never costs more than faster; nothing is below relay.
 * @throws AppError fee/absurd-answer | fee/no-estimate
 */
function bitcoinRates(reported: ReadonlyMap<number, number>): UtxoRates {
  const { least, most } = feeBounds('bitcoin');
  const estimates = [...reported].filter(([blocks]) => Number.isInteger(blocks) && blocks > 0).sort(([left], [right]) => left - right);
  for (const [blocks, rate] of estimates) {
    if (!Number.isFinite(rate) || rate < 0 || rate * 1000 > Number(most)) throw absurdAnswer('bitcoin', `estimate for ${blocks} blocks`, String(rate));
  }
  const rateFor = (preset: Preset): bigint => {
    const found = nearest(estimates, TARGETS[preset]);
    if (found === null) throw new AppError('fee/no-estimate', 'no server estimates fees');
    const rate = BigInt(Math.ceil(found * 1000));
    return rate < least ? least : rate;
  };
  const fast = rateFor('fast');
  const atMost = (rate: bigint, bound: bigint): bigint => (rate > bound ? bound : rate);
  const normal = atMost(rateFor('normal'), fast);
  const slow = atMost(rateFor('slow'), normal);
  const seconds = (preset: Preset): number => TARGETS[preset] * BITCOIN_BLOCK_SECONDS;
  return {
    presets: { slow: { rate: slow, seconds: seconds('slow') }, normal: { rate: normal, seconds: seconds('normal') }, fast: { rate: fast, seconds: seconds('fast') } },
    longTerm: slow,
  };
}

/** @throws AppError fee/… or what the servers failed with */
export async function utxoRates(chain: UtxoChain, backend: UtxoBackend): Promise<UtxoRates> {
  if (chain === 'flux') return FLUX_RATES;
  const reported = await backend.feeEstimates();
  if (reported === null) throw new AppError('fee/no-estimate', 'no server estimates fees');
  return bitcoinRates(reported);
}
