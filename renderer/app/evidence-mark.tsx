// The mark of a FLUX amount on the main chain: how well it is known in one word, and the evidence for it on a press.

import { lazy, Suspense } from 'react';
import type { Reading } from '../../shared/contract/base';
import type { CoinMark, Evidence } from '../../shared/contract/evidence';
import { useT } from '../i18n/use-t';
import { Popover } from '../ui/popover';
import { Loading } from '../ui/skeleton';
import { Provenance } from './amount';
import { MarkPill } from './mark-pill';
import { useCall } from './queries';

const Details = lazy(() => import('../features/light-node/evidence/details').then((module) => ({ default: module.EvidenceDetails })));

/** The weakest that holds for the whole, as the wallet judged it; a contradiction comes before all. */
function wholeMark({ contradictions, coins, more }: Evidence, source: 'proven' | 'agreed' | 'reported'): CoinMark {
  if (contradictions.length > 0) return 'contradicted';
  if (source === 'proven') return 'proven';
  return coins.length > 0 && more === 0 && coins.every(({ mark }) => mark === 'proven' || mark === 'proven-as-of') ? 'proven-as-of' : source;
}

/** Evidence of the main chain's FLUX; without a light node the mark alone says who reports it. */
export function EvidenceMark({ reading }: { reading: Reading<unknown> }) {
  const t = useT();
  const on = useCall('lightNode.get', undefined).data?.process != null;
  const evidence = useCall('evidence.get', undefined, { enabled: on }).data;
  if (reading.state !== 'known' || !on || !evidence?.on) return <Provenance reading={reading} />;
  const mark = wholeMark(evidence, reading.source);
  return (
    <Popover label={t('lightNode.evidence.open', { mark: t(`lightNode.evidence.short.${mark}`) })} button={<MarkPill mark={mark} />}>
      {(close) => <Suspense fallback={<Loading waitingFor={t('common.loading')} />}><Details evidence={evidence} mark={mark} onClose={close} /></Suspense>}
    </Popover>
  );
}
