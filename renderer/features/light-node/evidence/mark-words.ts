// The words of a mark: what it is called, and what keeps an amount from a stronger one.

import type { CoinMark, Unproven } from '../../../../shared/contract/evidence';
import type { BlockPoint } from '../../../../shared/contract/light-node';
import { formatNumber } from '../../../i18n/format';
import { useT } from '../../../i18n/use-t';

export function useMarkWords(asOf: BlockPoint | null) {
  const t = useT();
  return {
    name: (mark: CoinMark | 'seen') => t(`lightNode.evidence.marks.${mark}`, { height: asOf === null ? '' : formatNumber(asOf.height) }),
    why: (why: Unproven | null) => (why === null ? null : t(`lightNode.evidence.why.${why}`)),
    depth: ({ blocks, producers }: { blocks: number; producers: number | null }) =>
      (producers === null ? t('lightNode.evidence.blocksOnly', { count: blocks, blocks: formatNumber(blocks) }) : t('lightNode.evidence.blocks', { count: blocks, blocks: formatNumber(blocks), producers: formatNumber(producers) })),
  };
}
