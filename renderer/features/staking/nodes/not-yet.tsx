// Why a START cannot be signed now, and from which block it can.

import type { Reading } from '../../../../shared/contract/base';
import type { FluxNode } from '../../../../shared/contract/staking';
import { formatNumber } from '../../../i18n/format';
import { useT } from '../../../i18n/use-t';
import { blocksTime } from '../blocks';
import { problemWords } from '../outpoint';

export function NotYet({ node, height }: { node: FluxNode; height: Reading<number> }) {
  const t = useT();
  const { from, problem } = node.start;
  const why = problem === null ? null : problemWords(problem);
  if (from === null) return why === null ? null : <p className="text-xs text-muted">{t('staking.node.notYet', { why })}</p>;
  const values = { height: formatNumber(from), duration: height.state === 'known' ? blocksTime(from - height.value) : '—' };
  return <p className="text-xs text-muted">{why === null ? t('staking.node.notYetFrom', values) : t('staking.node.notYetFromWhy', { ...values, why })}</p>;
}
