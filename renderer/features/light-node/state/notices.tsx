// What the person should know of the chain and of the node: an emergency block, blocks that were taken back, the last problem.

import { GitBranch } from 'lucide-react';
import type { LightNodeView } from '../../../../shared/contract/light-node-window';
import { useNow } from '../../../app/use-now';
import { formatAgo, formatNumber } from '../../../i18n/format';
import { useT } from '../../../i18n/use-t';
import { ErrorNotice, errorLine } from '../../../ui/error-notice';
import { Notice } from '../../../ui/notice';

export function Notices({ view: { status } }: { view: LightNodeView }) {
  const t = useT();
  const now = useNow();
  if (!status) return null;
  const { emergency, reorganised, lastError, phase } = status;
  return (
    <>
      {phase.kind === 'halted' && <ErrorNotice error={phase.reason} />}
      {emergency && <Notice tone="bad" urgent title={t('lightNode.notice.emergencyTitle', { height: formatNumber(emergency.height) })}>{t('lightNode.notice.emergency', { height: formatNumber(emergency.height) })}</Notice>}
      {reorganised && <Notice tone="warn" icon={GitBranch}>{t('lightNode.notice.reorganised', { from: formatNumber(reorganised.from), fork: formatNumber(reorganised.fork), to: formatNumber(reorganised.to), ago: formatAgo(reorganised.at, now) })}</Notice>}
      {lastError && phase.kind !== 'halted' && <Notice tone="warn" title={t('lightNode.notice.lastError')}>{errorLine(lastError)} <span className="font-mono text-2xs">{lastError.code}</span></Notice>}
    </>
  );
}
