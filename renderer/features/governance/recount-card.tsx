// The wallet's own count of the single votes, beside the service's: that they agree, or in which way they do not.

import { Scale, TriangleAlert } from 'lucide-react';
import type { ProposalRow, Recount } from '../../../shared/contract/governance';
import { useCall } from '../../app/queries';
import { formatNumber, formatVotes } from '../../i18n/format';
import { useT } from '../../i18n/use-t';
import { Card, CardTitle } from '../../ui/card';
import { ErrorNotice } from '../../ui/error-notice';
import { Icon } from '../../ui/icon';
import { Loading } from '../../ui/skeleton';

function useDifference(): (difference: Recount['differences'][number]) => string {
  const t = useT();
  return (difference) => {
    switch (difference.kind) {
      case 'yes': case 'no': case 'total': return t(`governance.recount.${difference.kind}`, { said: formatVotes(difference.said), counted: formatVotes(difference.counted) });
      case 'twice': case 'late': return t(`governance.recount.${difference.kind}`, { votes: formatVotes(difference.votes), nodes: formatNumber(difference.nodes) });
      case 'weight': return t('governance.recount.weight', { nodes: formatNumber(difference.nodes), said: formatVotes(difference.said), due: formatVotes(difference.due) });
    }
  };
}

function Line({ name, said, own }: { name: string; said: number; own: number }) {
  return (
    <tr className="border-t border-line">
      <th scope="row" className="py-1.5 text-left font-normal text-muted">{name}</th>
      <td className="py-1.5 text-right tabular">{formatVotes(said)}</td>
      <td className="py-1.5 text-right font-medium tabular">{formatVotes(own)}</td>
    </tr>
  );
}

export function RecountCard({ row }: { row: ProposalRow }) {
  const t = useT();
  const words = useDifference();
  const reading = useCall('governance.recount', { hash: row.hash }).data;
  const body = () => {
    if (reading === undefined || reading.state === 'loading') return <Loading waitingFor={t('governance.recount.counting')} rows={2} />;
    if (reading.state === 'unknown') return <ErrorNotice tone="warn" error={reading.reason} className="mt-3" />;
    const found = reading.value;
    const sound = found.differences.length === 0;
    return (
      <>
        <div role="status" data-testid="recount" data-agrees={sound} className={sound ? 'mt-3 flex items-start gap-2.5 text-sm text-good-ink' : 'mt-3 flex items-start gap-2.5 text-sm font-semibold text-bad-ink'}>
          <Icon of={sound ? Scale : TriangleAlert} className="mt-0.5 size-4" />
          <span>{t(sound ? 'governance.recount.agrees' : 'governance.recount.differs')}</span>
        </div>
        {!sound && <ul className="mt-2 flex flex-col gap-1.5 text-xs text-bad-ink">{found.differences.map((difference) => <li key={difference.kind}>{words(difference)}</li>)}</ul>}
        <table className="mt-3 w-full text-xs">
          <thead><tr className="text-2xs text-muted"><td /><th scope="col" className="pb-1 text-right font-normal">{t('governance.recount.service')}</th><th scope="col" className="pb-1 text-right font-normal">{t('governance.recount.wallet')}</th></tr></thead>
          <tbody><Line name={t('governance.yes')} said={row.yes} own={found.yes} /><Line name={t('governance.no')} said={row.no} own={found.no} /></tbody>
        </table>
        <p className="mt-2.5 text-2xs text-muted">
          {t('governance.recount.nodes', { nodes: formatNumber(found.nodes) })} {found.listed ? t('governance.recount.confirmed', { confirmed: formatNumber(found.confirmed) }) : t('governance.recount.noList')}
          {found.listed && found.unlisted > 0 && <> {t('governance.recount.unlisted', { unlisted: formatNumber(found.unlisted) })}</>}
          {sound && found.fresh > 0 && <> {t('governance.recount.fresh', { votes: formatVotes(found.fresh) })}</>}
        </p>
      </>
    );
  };
  return <Card className="px-5 py-4.5" label={t('governance.recount.title')}><CardTitle>{t('governance.recount.title')}</CardTitle>{body()}</Card>;
}
