// What the light node knows of a transaction: its block, what stands on it, and the proof as a file for another computer.

import { FileCheck2 } from 'lucide-react';
import { useAnnouncements } from '../../app/announce';
import { call } from '../../app/client';
import { MarkPill } from '../../app/mark-pill';
import { useCall } from '../../app/queries';
import { formatNumber } from '../../i18n/format';
import { useT } from '../../i18n/use-t';
import { Button } from '../../ui/button';
import { ErrorNotice } from '../../ui/error-notice';
import { useAct } from '../../ui/use-act';
import { useMarkWords } from '../light-node/evidence/mark-words';

/** Nothing while the light node is off. @param txid of a transaction on the Flux main chain that stands in a block */
export function Proof({ txid }: { txid: string }) {
  const t = useT();
  const say = useAnnouncements((state) => state.say);
  const on = useCall('lightNode.get', undefined).data?.process != null;
  const evidence = useCall('evidence.transaction', { txid }, { enabled: on }).data;
  const words = useMarkWords(evidence?.asOf ?? null);
  const save = useAct(async () => {
    if ((await call('lightNode.saveProof', { txid })).saved) say(t('lightNode.evidence.transaction.saved'));
  });
  if (!on || evidence === undefined) return null;
  return (
    <section aria-label={t('lightNode.evidence.transaction.title')} data-testid="transaction-proof" className="rounded-md border border-line p-3.5 text-xs">
      <div className="flex items-center justify-between gap-3">
        <h3 className="font-bold">{t('lightNode.evidence.transaction.title')}</h3>
        {evidence && <MarkPill mark={evidence.contradicted ? 'contradicted' : evidence.mark} />}
      </div>
      {evidence === null ? <p className="mt-1 text-muted">{t('lightNode.evidence.transaction.none')}</p> : (
        <>
          <p className="mt-1 text-muted">{t('lightNode.evidence.transaction.text', { height: formatNumber(evidence.block.height), depth: words.depth(evidence.above) })} {words.why(evidence.why)}</p>
          {evidence.from !== null && <p className="mt-1 text-2xs text-muted">{t('lightNode.evidence.transaction.from', { height: formatNumber(evidence.from), asOf: formatNumber(evidence.asOf.height) })}</p>}
          <Button size="sm" icon={FileCheck2} busy={save.busy} title={t('lightNode.evidence.transaction.saveHint')} className="mt-2.5" onClick={() => void save.run()}>{t('lightNode.evidence.transaction.save')}</Button>
          {save.error && <ErrorNotice error={save.error} className="mt-2.5" />}
        </>
      )}
    </section>
  );
}
