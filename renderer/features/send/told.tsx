// A payment that a link asked for, told to the host that the link named: said before, done once after, its answer shown.

import { useEffect, useRef, useState } from 'react';
import type { Outcome } from '../../../shared/contract/app';
import type { Delivery } from '../../../shared/contract/links';
import { toAppError } from '../../../shared/errors/app-error';
import { call } from '../../app/client';
import type { SendForm } from '../../app/navigation';
import { useT } from '../../i18n/use-t';
import { Button } from '../../ui/button';
import { Notice } from '../../ui/notice';
import { Told } from '../links/parts';

export function WillTell({ host, locked, onForget }: { host: string; locked: boolean; onForget(): void }) {
  const t = useT();
  return <Notice action={<Button size="sm" disabled={locked} onClick={onForget}>{t('links.dontTell')}</Button>}>{t('links.willTell', { host })}</Notice>;
}

/** What no server took yet is told to nobody. */
export function PaymentTold({ outcome, callback }: { outcome: Extract<Outcome, { kind: 'sent' | 'kept' }>; callback: NonNullable<SendForm['callback']> }) {
  const t = useT();
  const [delivery, setDelivery] = useState<Delivery | null>(null);
  const told = useRef(false);
  const { id, kind } = outcome;
  const { url, host } = callback;
  useEffect(() => {
    if (kind !== 'sent' || told.current) return;
    told.current = true;
    call('links.paid', { id, url }).then(setDelivery, (thrown: unknown) => {
      const { code, message, context } = toAppError(thrown);
      setDelivery({ state: 'failed', reason: { code, message, context: { ...context } } });
    });
  }, [kind, id, url]);
  if (kind !== 'sent') return <Notice>{t('links.notSentYet')}</Notice>;
  return delivery === null ? <Notice>{t('links.telling', { host })}</Notice> : <Told delivery={delivery} host={host} />;
}
