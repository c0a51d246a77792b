// What the practice operator asks for: confirmation ladder, fee tables and periods. Data; the sums follow the fee rule of Fusion.
import type { FusionChain, ParallelChain } from '../../../shared/fusion/chains';

/** 10⁻⁸ FLUX in one FLUX. */
export const FLUX = 10n ** 8n;
/** Percentages are parts of this: 0.001 (a thousandth) is a million. */
const WHOLE = 10n ** 9n;

export interface FeeGroup<Chain extends FusionChain = FusionChain> {
  /** Share of the amount, in parts of WHOLE. */
  readonly share: bigint;
  /** 10⁻⁸ FLUX by receiving chain: the operator pays that chain's gas. */
  readonly flat: Readonly<Record<Chain, bigint>>;
}

export interface LadderStep {
  readonly confirmations: number;
  /** Up to and including, 10⁻⁸ FLUX. */
  readonly upTo: bigint;
}

const tenth = FLUX / 10n;

/** One ladder for all deposit chains; a deposit above its end cannot be processed. */
export const LADDER: readonly LadderStep[] = [
  { confirmations: 4, upTo: 5_000n * FLUX },
  { confirmations: 7, upTo: 10_000n * FLUX },
  { confirmations: 12, upTo: 25_000n * FLUX },
  { confirmations: 20, upTo: 50_000n * FLUX },
  { confirmations: 30, upTo: 100_000n * FLUX },
];

export const SWAP_FEES: FeeGroup = {
  share: WHOLE / 1_000n,
  flat: {
    main: 5n * tenth, eth: 90n * tenth, bsc: 15n * tenth, matic: 10n * tenth, avax: 10n * tenth, base: 10n * tenth,
    kda: 5n * tenth, trx: 25n * tenth, sol: 15n * tenth, erg: 10n * tenth, algo: 10n * tenth,
  },
};

/** Claims of parallel mining: flat only, because a claim is a fraction of a FLUX a block. */
export const MINING_FEES: FeeGroup<ParallelChain> = {
  share: 0n,
  flat: {
    eth: 20n * tenth, bsc: 5n * tenth, matic: 2n * tenth, avax: 2n * tenth, base: 2n * tenth,
    kda: 2n * tenth, trx: 5n * tenth, sol: 2n * tenth, erg: 2n * tenth, algo: 2n * tenth,
  },
};

/** Practice milliseconds after which a registered deposit that was never seen is given up. */
export const EXPIRE_AFTER_MS = 24 * 3_600_000;
/** Practice milliseconds that a phrase is good for. */
export const PHRASE_LIFE_MS = 15 * 60_000;
/** Every coinbase output earns this part of itself on each parallel chain. */
export const MINING_SHARE = 10n;

export interface Fee {
  readonly flat: bigint;
  /** The part that grows with the amount: rounded up to whole FLUX. */
  readonly percent: bigint;
  readonly total: bigint;
}

/** flat + ceil(share × amount), the second part in whole FLUX. @param amount 10⁻⁸ FLUX */
export function feeOf(terms: { readonly flat: bigint; readonly share: bigint }, amount: bigint): Fee {
  const divisor = WHOLE * FLUX;
  const percent = ((amount * terms.share + divisor - 1n) / divisor) * FLUX;
  return { flat: terms.flat, percent, total: terms.flat + percent };
}

/** Confirmations that a deposit needs; null above the ladder. @param amount 10⁻⁸ FLUX */
export function confirmationsFor(amount: bigint): number | null {
  return LADDER.find((step) => amount <= step.upTo)?.confirmations ?? null;
}

/** All fees of a group times `hundredths` / 100. */
export function scaledFees(group: FeeGroup, hundredths: bigint): FeeGroup {
  const scale = (value: bigint): bigint => (value * hundredths) / 100n;
  const { flat } = group;
  return {
    share: scale(group.share),
    flat: {
      main: scale(flat.main), eth: scale(flat.eth), bsc: scale(flat.bsc), matic: scale(flat.matic), avax: scale(flat.avax), base: scale(flat.base),
      kda: scale(flat.kda), trx: scale(flat.trx), sol: scale(flat.sol), erg: scale(flat.erg), algo: scale(flat.algo),
    },
  };
}
