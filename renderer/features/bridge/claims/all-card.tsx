// Everything at once, paid as FLUX on the main chain to the earning address: gross, fees, net.

import type { Claims } from '../../../../shared/contract/bridge';
import type { Reading } from '../../../../shared/contract/base';
import { useT } from '../../../i18n/use-t';
import { Button } from '../../../ui/button';
import { Card, CardTitle } from '../../../ui/card';
import { errorLine } from '../../../ui/error-notice';
import { CostFigure, CostLine } from '../cost/line';
import { claimProblem } from './words';

export function AllCard({ reading, onClaim }: { reading: Reading<Claims>; onClaim(): void }) {
  const t = useT();
  const all = reading.state === 'known' ? reading.value.all : null;
  const asking = reading.state === 'loading';
  const why = reading.state === 'unknown' ? errorLine(reading.reason) : t('bridge.claims.noAll');
  return (
    <Card className="p-5" label={t('bridge.claims.all')}>
      <CardTitle>{t('bridge.claims.all')}</CardTitle>
      <p className="mt-1.5 text-xs text-muted">{t('bridge.claims.allText')}</p>
      <dl className="mt-3">
        <CostLine name={t('bridge.claims.gross')}><CostFigure units={all?.gross} asking={asking} why={why} /></CostLine>
        <CostLine name={t('bridge.claims.fees')}><CostFigure units={all?.fees} asking={asking} why={why} /></CostLine>
        <div className="my-2 border-t border-line" />
        <CostLine name={t('bridge.claims.net')} strong><CostFigure units={all?.arrives} asking={asking} why={why} /></CostLine>
      </dl>
      {reading.state === 'known' && (all === null || all.problem !== null) && <p className="mt-2 text-xs text-muted">{all?.problem ? claimProblem(t, all.problem) : why}</p>}
      <Button look="primary" className="mt-3 w-full" disabled={all === null || all.problem !== null} onClick={onClaim}>{t('bridge.claims.claimAll')}</Button>
    </Card>
  );
}
