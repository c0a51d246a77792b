// One claim: what arrives where, and what the signature allows; then the approval window. No window sees the signature.

import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Claims } from '../../../../shared/contract/bridge';
import type { ParallelChain } from '../../../../shared/fusion/chains';
import { useAnnouncements } from '../../../app/announce';
import { call } from '../../../app/client';
import { useT } from '../../../i18n/use-t';
import { Address } from '../../../ui/address';
import { Button } from '../../../ui/button';
import { Choices } from '../../../ui/choice';
import { Dialog } from '../../../ui/dialog';
import { ErrorNotice } from '../../../ui/error-notice';
import { TextField } from '../../../ui/field';
import { Notice } from '../../../ui/notice';
import { useAct } from '../../../ui/use-act';
import { CostFigure, CostLine } from '../cost/line';
import { chainName } from '../flux';
import { Proof } from '../swap/proof';

export type Target = ParallelChain | 'all';

/** The figures of a target: what there is, what is kept, what arrives, and the own address that gets it. */
function figuresOf(claims: Claims, target: Target): { gross: string; fee: string; arrives: string; own: string | null } | null {
  if (target === 'all') return claims.all && { gross: claims.all.gross, fee: claims.all.fees, arrives: claims.all.arrives, own: claims.address };
  const row = claims.chains.find((entry) => entry.chain === target);
  return row ? { gross: row.available, fee: row.fee, arrives: row.arrives, own: row.receiver } : null;
}

export function ClaimDialog({ claims, target, onClose }: { claims: Claims; target: Target; onClose(): void }) {
  const t = useT();
  const client = useQueryClient();
  const say = useAnnouncements((state) => state.say);
  const [elsewhere, setElsewhere] = useState(false);
  const [typed, setTyped] = useState('');
  const [missing, setMissing] = useState(false);
  const [result, setResult] = useState<{ txid: string } | 'cancelled' | null>(null);
  // What was agreed to stands still in the dialog, whatever becomes of the figures behind it.
  const [figures] = useState(() => figuresOf(claims, target));
  const chain = target === 'all' ? chainName('main') : chainName(target);
  const own = figures?.own ?? null;
  const other = own === null || (elsewhere && target !== 'all');
  const receiver = other ? typed.trim() : own;
  const act = useAct(async () => {
    setResult(null);
    if (!receiver) return setMissing(true);
    const { intent } = await call('claims.begin', { address: claims.address, target, receiver: other ? receiver : null });
    const outcome = await call('money.submit', { intent }).finally(() => void client.invalidateQueries({ queryKey: ['claims.get'] }));
    if (outcome.kind !== 'claimed') {
      setResult('cancelled');
      return say(t('bridge.claims.cancelled'));
    }
    setResult({ txid: outcome.txid });
    say(t('bridge.claims.claimed'));
  });
  const done = result !== null && result !== 'cancelled' ? result : null;
  const title = target === 'all' ? t('bridge.claims.all') : t('bridge.claims.claimOn', { chain });
  return (
    <Dialog title={title} closeLabel={t('common.close')} onClose={onClose} wide>
      <form className="flex flex-col gap-4 overflow-y-auto px-5 pt-2 pb-5" onSubmit={(event) => { event.preventDefault(); void act.run(); }}>
        {figures && (
          <dl>
            <CostLine name={t('bridge.claims.available')}><CostFigure units={figures.gross} asking={false} why="" /></CostLine>
            <CostLine name={t(target === 'all' ? 'bridge.claims.fees' : 'bridge.claims.fee')}><CostFigure units={figures.fee} asking={false} why="" /></CostLine>
            <CostLine name={t('bridge.claims.arrivesOn', { chain })} strong><CostFigure units={figures.arrives} asking={false} why="" /></CostLine>
          </dl>
        )}
        {!done && (
          <>
            {own !== null && target !== 'all' && (
              <Choices
                legend={t('bridge.claims.receiver')} value={elsewhere ? 'other' : 'own'} onChoose={(value) => setElsewhere(value === 'other')}
                choices={[{ value: 'own', label: t('bridge.form.own'), disabled: act.busy }, { value: 'other', label: t('bridge.form.other'), disabled: act.busy }]}
              />
            )}
            {other && <TextField large mono label={t('bridge.form.address', { chain })} value={typed} maxLength={200} disabled={act.busy} onValue={(text) => { setMissing(false); setTyped(text); }} problem={missing ? t('bridge.problems.address/empty') : null} hint={t('bridge.claims.check', { chain })} />}
            {receiver && (!other || receiver.length > 20) && (
              <div className="rounded-md bg-surface-2 px-3.5 py-2.5">
                <div className="text-2xs text-muted">{t(target === 'all' ? 'bridge.claims.toEarning' : other ? 'bridge.claims.toOther' : 'bridge.claims.toOwn')}</div>
                <Address value={receiver} className="text-sm" />
              </div>
            )}
            <Notice title={t('bridge.claims.sign')}>
              <p>{t(target === 'all' ? 'bridge.claims.signAll' : 'bridge.claims.signOne', { chain })}</p>
              <p className="mt-1">{t('bridge.claims.signPhrase')}</p>
            </Notice>
          </>
        )}
        <div aria-live="polite" className="empty:hidden">
          {result === 'cancelled' && <Notice>{t('bridge.claims.cancelled')}</Notice>}
          {done && <Notice tone="good" title={t('bridge.claims.claimed')}>{t('bridge.claims.claimedText', { chain })} <Proof txid={done.txid} name={t('bridge.claims.proof')} /></Notice>}
        </div>
        {act.error && <ErrorNotice error={act.error} />}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose} disabled={act.busy}>{t('common.close')}</Button>
          {!done && <Button look="primary" type="submit" busy={act.busy}>{t(act.busy ? 'send.waiting' : 'send.review')}</Button>}
        </div>
      </form>
    </Dialog>
  );
}
