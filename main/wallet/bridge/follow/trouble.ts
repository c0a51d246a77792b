// Why the last question about a swap went without an answer: kept in memory, apart for the operator and for the receiving chain.

import type { ErrorShape } from '../../../../shared/errors/app-error';

type Side = 'operator' | 'chain';

export class Troubles {
  readonly #by = new Map<string, Partial<Record<Side, ErrorShape>>>();

  /** @param changed called when what a window shows is another now */
  constructor(private readonly changed: () => void) {}

  of(id: string): { readonly side: Side; readonly error: ErrorShape } | null {
    const both = this.#by.get(id);
    if (both?.operator) return { side: 'operator', error: both.operator };
    return both?.chain ? { side: 'chain', error: both.chain } : null;
  }

  /** The same trouble once more: when the next try is, is another time now. */
  again(): void {
    this.changed();
  }

  /** @param trouble null: the question was answered */
  set(id: string, side: Side, trouble: ErrorShape | null): void {
    const before = this.#by.get(id) ?? {};
    if ((before[side]?.code ?? null) === (trouble?.code ?? null)) return;
    const { [side]: _gone, ...rest } = before;
    const after = trouble === null ? rest : { ...rest, [side]: trouble };
    if (Object.keys(after).length === 0) this.#by.delete(id);
    else this.#by.set(id, after);
    this.changed();
  }
}
