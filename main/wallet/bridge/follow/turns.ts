// When each swap's turn with the operator comes. Kept in memory only: after a start everything is due.

import type { SwapRecord } from '../record';
import { isActiveWord } from './heard';
import type { Tempo } from './tempo';

export interface Turn {
  /** When Fusion is told of the deposit again. */
  tellAt: number;
  /** When Fusion is asked for the swap again. */
  askAt: number;
  /** Answers in a row that did not know the swap. */
  misses: number;
  /** Fusion refused the deposit: whether it has it already is asked next. */
  unsure: boolean;
  /** When the operator was last heard of the swap, in network time. */
  heardAt: number | null;
}

export const DAY_MS = 86_400_000;
/** A payout that was announced and does not come is asked about often for this long. */
const ANNOUNCED_MS = 10 * 60_000;

export class Turns {
  readonly #by = new Map<string, Turn>();

  /**
   * @param now milliseconds by this computer's clock
   * @param clock network time
   */
  constructor(private readonly tempo: Tempo, private readonly now: () => number, private readonly clock: () => number) {}

  of(id: string): Turn {
    let turn = this.#by.get(id);
    if (!turn) {
      turn = { tellAt: 0, askAt: 0, misses: 0, unsure: false, heardAt: null };
      this.#by.set(id, turn);
    }
    return turn;
  }

  /** Puts a swap's next question off, by how much it moves. */
  answered(record: SwapRecord): void {
    this.of(record.id).askAt = this.now() + this.#pause(record);
  }

  #pause({ state, operator, changedAt, finishedAt }: SwapRecord): number {
    const { cycleMs, slowMs, rareMs } = this.tempo;
    if (state.kind === 'depositing') return cycleMs;
    if (state.kind === 'checking') return slowMs;
    if (this.clock() - changedAt > DAY_MS) return rareMs;
    const moves = operator === null || (isActiveWord(operator.status) && (finishedAt === null || this.clock() - finishedAt < ANNOUNCED_MS));
    return state.kind === 'following' && moves ? cycleMs : slowMs;
  }

  /** When the next of them is due, at most a minute from now. */
  next(open: readonly SwapRecord[]): number {
    const due = open.map(({ id, state }) => {
      const turn = this.of(id);
      if (state.kind !== 'depositing' || turn.unsure) return turn.askAt;
      // Due and not told: another came first, or no server has the deposit yet.
      return Math.max(turn.tellAt, this.now() + 1_000);
    });
    return Math.min(this.now() + 60_000, ...due);
  }
}
