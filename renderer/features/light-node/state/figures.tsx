// Four figures: how far it has checked, with whom, how long it still takes or what is final, and where its proof begins.

import type { LightNodeStatus } from '../../../../shared/contract/light-node';
import { formatDuration, formatNumber, formatTime } from '../../../i18n/format';
import { useT } from '../../../i18n/use-t';
import { Figure } from '../../../ui/figure';

export function Figures({ status }: { status: LightNodeStatus | null }) {
  const t = useT();
  const tip = status?.tip ?? null;
  const heights = (status?.peers ?? []).flatMap(({ height }) => height ?? []);
  const left = status?.secondsLeft ?? null;
  const finalTo = status?.provenTo ?? null;
  const start = status?.start ?? null;
  return (
    <dl className="grid grid-cols-2 gap-x-5 gap-y-4 px-5 pt-4.5 pb-2 @3xl/main:grid-cols-4">
      <Figure name={t('lightNode.fact.height')} value={tip && formatNumber(tip.height)} note={tip ? t('lightNode.fact.heightTime', { time: formatTime(tip.time) }) : t('lightNode.fact.heightNone')} />
      <Figure name={t('lightNode.fact.peers')} value={status ? formatNumber(status.peers.length) : null} note={heights.length > 0 ? t('lightNode.fact.peersHighest', { height: formatNumber(Math.max(...heights)) }) : t('lightNode.fact.peersNone')} />
      {left !== null
        ? <Figure name={t('lightNode.fact.left')} value={formatDuration(left)} note={status?.rate != null && t('lightNode.fact.rate', { rate: formatNumber(status.rate, { maximumFractionDigits: status.rate < 10 ? 1 : 0 }) })} />
        : <Figure name={t('lightNode.fact.final')} value={finalTo && formatNumber(finalTo.height)} note={t(finalTo ? 'lightNode.fact.finalText' : 'lightNode.fact.finalNone')} />}
      <Figure name={t('lightNode.fact.start')} value={start && formatNumber(start.height)} note={start && status && status.tableFrom.length > 0 ? t('lightNode.fact.startFrom', { sources: status.tableFrom.join(', ') }) : start ? '' : t('lightNode.fact.startNone')} />
    </dl>
  );
}
