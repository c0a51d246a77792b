// How often things are looked at, in milliseconds by this computer's clock. Networks differ: the practice operator runs on this computer.

import type { NetworkId } from '../../../../shared/chains/ids';

export interface Tempo {
  /** Between two questions about swaps that move. */
  readonly cycleMs: number;
  /** Between two questions about swaps that rest: held, unknown word, refused, contradicted. */
  readonly slowMs: number;
  /** The same after a day. */
  readonly rareMs: number;
  /** Between two looks at a receiving chain on which a payout is awaited. */
  readonly chainMs: number;
}

export function tempoOf(network: NetworkId): Tempo {
  return network === 'practice'
    ? { cycleMs: 2_500, slowMs: 10_000, rareMs: 60_000, chainMs: 2_000 }
    : { cycleMs: 8_000, slowMs: 60_000, rareMs: 3_600_000, chainMs: 5_000 };
}

/** More swaps than this share one answer less often. */
const MANY = 10;
export const cycleFor = (tempo: Tempo, open: number): number => (open > MANY ? tempo.cycleMs * 2 : tempo.cycleMs);

/** Wait after the nth failure in a row: doubles from `first` to `last`. */
export function backOff(failures: number, first: number, last: number): number {
  return Math.min(last, first * 2 ** Math.min(Math.max(failures - 1, 0), 16));
}
