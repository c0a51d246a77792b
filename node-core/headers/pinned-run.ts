// Headers between two pinned blocks. Nothing but their links and hashes counts: one that leads to the second pin is the chain, whatever its work, its time or its maker.
import { AppError } from '../../shared/errors/app-error';
import { headerHash, type BlockHeader } from '../../shared/flux/block-header';

interface Pin {
  readonly height: number;
  /** Display form. */
  readonly hash: string;
}

export class PinnedRun {
  #height: number;
  #hash: string;

  /** @param from a block that is trusted; @param to one above it that is trusted too */
  constructor(readonly from: Pin, readonly to: Pin) {
    this.#height = from.height;
    this.#hash = from.hash;
  }

  /** The run between the pins around a height; null below the first pin and above the last. */
  static around(pins: ReadonlyMap<number, string>, height: number): PinnedRun | null {
    const sorted = [...pins].map(([at, hash]) => ({ height: at, hash })).sort((left, right) => left.height - right.height);
    const next = sorted.findIndex((pin) => pin.height > height);
    const [from, to] = [sorted[next - 1], sorted[next]];
    return from === undefined || to === undefined ? null : new PinnedRun(from, to);
  }

  get height(): number {
    return this.#height;
  }

  get hash(): string {
    return this.#hash;
  }

  get done(): boolean {
    return this.#height === this.to.height;
  }

  /**
   * Adds headers that follow the last one; those above the second pin are left alone.
   * @throws AppError `header/orphan`; `header/pinned` when another block stands at the second pin: the run begins anew, since nobody can tell where it left the chain
   */
  accept(headers: readonly BlockHeader[]): void {
    for (const header of headers) {
      if (this.done) return;
      if (header.previousHash !== this.#hash) throw new AppError('header/orphan', 'the header does not follow the one before');
      this.#hash = headerHash(header);
      this.#height += 1;
      if (this.done && this.#hash !== this.to.hash) {
        this.#height = this.from.height;
        this.#hash = this.from.hash;
        throw new AppError('header/pinned', 'the headers do not lead to the pinned block', { context: { height: this.to.height } });
      }
    }
  }
}
