// The parts of an amount by how well they are known, the strongest first; empty ones are left out.

import type { CoinMark, Evidence } from '../../../../shared/contract/evidence';

const ORDER: readonly CoinMark[] = ['contradicted', 'proven', 'proven-as-of', 'included', 'agreed', 'reported'];

export function partsOf({ sums }: Pick<Evidence, 'sums'>): { mark: CoinMark; units: string }[] {
  return ORDER.map((mark) => ({ mark, units: sums[mark] })).filter(({ units }) => units !== '0');
}
