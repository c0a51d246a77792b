// The list of proposals by tab, a page at a time.

import { Landmark } from 'lucide-react';
import { useId, useState } from 'react';
import { PROPOSAL_TABS, type ProposalRow, type ProposalTab } from '../../../shared/contract/governance';
import { call } from '../../app/client';
import { useCall } from '../../app/queries';
import { useNow } from '../../app/use-now';
import { formatNumber } from '../../i18n/format';
import { useT } from '../../i18n/use-t';
import { Button } from '../../ui/button';
import { Card } from '../../ui/card';
import { Empty } from '../../ui/empty';
import { ErrorNotice } from '../../ui/error-notice';
import { Loading } from '../../ui/skeleton';
import { Tabs } from '../../ui/tabs';
import { useAct } from '../../ui/use-act';
import { ProposalCard } from './proposal-card';

const PAGE = 20;

export function ProposalList({ onRead, onVote }: { onRead(hash: string): void; onVote(row: ProposalRow, yes: boolean): void }) {
  const t = useT();
  const id = useId();
  const now = useNow();
  const [tab, setTab] = useState<ProposalTab>('open');
  const [limit, setLimit] = useState(PAGE);
  const reading = useCall('governance.list', { tab, offset: 0, limit }, { keep: true }).data;
  const look = useAct(async () => {
    await call('governance.look', undefined);
  });
  const counts = reading?.state === 'known' ? reading.value.counts : null;
  const body = () => {
    if (reading === undefined || reading.state === 'loading') return <Card><Loading waitingFor={t('governance.loading')} rows={5} /></Card>;
    if (reading.state === 'unknown') return <ErrorNotice error={reading.reason} action={<Button size="sm" busy={look.busy} onClick={() => void look.run()}>{t('common.retry')}</Button>} />;
    const { rows, total, left, ownKnown } = reading.value;
    if (total === 0) return <Card><Empty icon={Landmark} title={t(`governance.empty.${tab}`)}>{t('governance.emptyText')}</Empty></Card>;
    return (
      <>
        {rows.map((row) => <ProposalCard key={row.hash} row={row} now={now} known={ownKnown} onRead={() => onRead(row.hash)} onVote={(yes) => onVote(row, yes)} />)}
        {rows.length < total && <div><Button onClick={() => setLimit(Math.min(100, limit + PAGE))} disabled={limit >= 100}>{t('governance.more', { shown: formatNumber(rows.length), total: formatNumber(total) })}</Button></div>}
        {left > 0 && <p className="text-2xs text-muted">{t('governance.left', { count: left })}</p>}
      </>
    );
  };
  return (
    <div className="flex min-w-0 flex-col gap-3.5">
      <Tabs<ProposalTab>
        id={id} label={t('governance.tabs')} value={tab} onChoose={(value) => { setTab(value); setLimit(PAGE); }}
        tabs={PROPOSAL_TABS.map((value) => ({ value, label: <>{t(`governance.tab.${value}`)}{counts && counts[value] > 0 && <span className="text-2xs text-muted tabular">{formatNumber(counts[value])}</span>}</> }))}
      />
      <div id={`${id}-panel`} role="tabpanel" aria-labelledby={`${id}-${tab}`} className="flex flex-col gap-3.5">{body()}</div>
    </div>
  );
}
