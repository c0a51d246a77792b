// From which block on everything was looked through, and the block as of which it holds.

import type { Evidence } from '../../../../shared/contract/evidence';
import { formatMoment, formatNumber } from '../../../i18n/format';
import { useT } from '../../../i18n/use-t';

export function Standpoint({ evidence: { from, asOf }, className }: { evidence: Pick<Evidence, 'from' | 'asOf'>; className?: string }) {
  const t = useT();
  if (from === null) return <p className={className}>{t('lightNode.evidence.nothing')}</p>;
  return (
    <p className={className}>
      {t('lightNode.evidence.from', { height: formatNumber(from) })}.{' '}
      {asOf !== null && <>{t('lightNode.evidence.asOf', { height: formatNumber(asOf.height), time: formatMoment(asOf.time) })}.</>}
    </p>
  );
}
