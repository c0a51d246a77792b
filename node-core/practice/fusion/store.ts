// The operator's memory: a journal of what it agreed to, and the same in memory. What is told to anybody is on disk first.
import { join } from 'node:path';
import { AppError } from '../../../shared/errors/app-error';
import { AppendLog } from '../store/append-log';
import { addressKey } from './addresses';
import { fusionRecordSchema, type ClaimRecord, type FusionRecord, type Pair, type PayoutRecord, type Reservation, type SwapRecord } from './records';

const pairKey = ({ chainFrom, chainTo, addressFrom, addressTo }: Pair): string =>
  [chainFrom, chainTo, addressKey(chainFrom, addressFrom), addressKey(chainTo, addressTo)].join(' ');

/** When a phrase was made, and whether a claim used it. */
export interface Phrase {
  readonly madeMs: number;
  readonly used: boolean;
}

export class FusionStore {
  readonly #log: AppendLog;
  readonly #reservations = new Map<string, Reservation>();
  /** By deposit. */
  readonly #swaps = new Map<string, SwapRecord>();
  readonly #txidOfId = new Map<string, string>();
  readonly #payouts = new Map<string, PayoutRecord>();
  readonly #phrases = new Map<string, Phrase>();
  readonly #claims: ClaimRecord[] = [];

  private constructor(folder: string) {
    this.#log = AppendLog.open(join(folder, 'fusion.log'), (line) => {
      const record = fusionRecordSchema.safeParse(line);
      if (!record.success) throw new AppError('practice/state-damaged', 'the saved practice network is damaged; a reset starts a new one', { cause: record.error });
      this.#apply(record.data);
    });
  }

  /** Opens the operator's journal in the world's folder. @throws AppError `practice/state-damaged` */
  static open(folder: string): FusionStore {
    return new FusionStore(folder);
  }

  /** Writes one record; it survives kill -9 and a power cut. @throws AppError `practice/cannot-write` */
  write(record: FusionRecord): void {
    this.#log.append(record);
    this.#log.sync();
    this.#apply(record);
  }

  close(): void {
    this.#log.close();
  }

  reservation(pair: Pair): Reservation | null {
    return this.#reservations.get(pairKey(pair)) ?? null;
  }

  /** All swaps in the order in which they were registered. */
  swaps(): readonly SwapRecord[] {
    return [...this.#swaps.values()];
  }

  swapOfDeposit(txidFrom: string): SwapRecord | null {
    return this.#swaps.get(txidFrom) ?? null;
  }

  swapOfId(id: string): SwapRecord | null {
    return this.swapOfDeposit(this.#txidOfId.get(id) ?? '');
  }

  /** In the order in which they were signed. */
  payouts(): readonly PayoutRecord[] {
    return [...this.#payouts.values()];
  }

  payout(key: string): PayoutRecord | null {
    return this.#payouts.get(key) ?? null;
  }

  phrase(phrase: string): Phrase | null {
    return this.#phrases.get(phrase) ?? null;
  }

  claims(): readonly ClaimRecord[] {
    return this.#claims;
  }

  #apply(record: FusionRecord): void {
    switch (record.t) {
      case 'reserve':
        this.#reservations.set(pairKey(record.reservation), record.reservation);
        return;
      case 'swap': return this.#keep(record.swap);
      case 'pay':
        this.#payouts.set(record.payout.key, record.payout);
        return this.#keep(record.swap);
      case 'phrase':
        this.#phrases.set(record.phrase, { madeMs: record.madeMs, used: false });
        return;
      case 'claim':
        this.#phrases.set(record.phrase, { madeMs: this.#phrases.get(record.phrase)?.madeMs ?? 0, used: true });
        this.#claims.push(...record.claims);
        if (record.payout !== null) this.#payouts.set(record.payout.key, record.payout);
    }
  }

  #keep(swap: SwapRecord): void {
    this.#swaps.set(swap.txidFrom, swap);
    this.#txidOfId.set(swap.id, swap.txidFrom);
  }
}
