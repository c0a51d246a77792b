// What became of the payment, and where to go from here.

import { CircleCheck, Clock } from 'lucide-react';
import type { Outcome } from '../../../shared/contract/app';
import type { ChainId } from '../../../shared/chains/ids';
import { useCopy } from '../../app/copy';
import { useNavigation } from '../../app/navigation';
import { useCall } from '../../app/queries';
import { useT } from '../../i18n/use-t';
import { Address } from '../../ui/address';
import { Button } from '../../ui/button';
import { Card } from '../../ui/card';
import { ErrorNotice } from '../../ui/error-notice';
import { Icon } from '../../ui/icon';
import { ContactDialog } from '../contacts/contact-dialog';
import { useEffect, useRef, useState, type ReactNode } from 'react';

/** @param children what else became of it */
export function Result({ outcome, to, chain, onAgain, children }: { outcome: Extract<Outcome, { kind: 'sent' | 'kept' }>; to: string; chain: ChainId; onAgain(): void; children?: ReactNode }) {
  const t = useT();
  const copy = useCopy();
  const openActivity = useNavigation((state) => state.openActivity);
  const contacts = useCall('contacts.list', undefined).data;
  const [saving, setSaving] = useState(false);
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  const sent = outcome.kind === 'sent';
  const known = contacts?.some((contact) => contact.chain === chain && contact.address.toLowerCase() === to.toLowerCase()) ?? true;
  return (
    <div className="px-7 py-6">
      <Card className="mx-auto flex max-w-140 flex-col items-center gap-2 p-8 text-center">
        <Icon of={sent ? CircleCheck : Clock} className={sent ? 'size-9 text-good' : 'size-9 text-warn'} />
        <h2 ref={title} tabIndex={-1} className="text-xl font-bold">{t(sent ? 'send.sent' : 'send.kept')}</h2>
        <p className="text-sm text-muted">{t(sent ? 'send.sentText' : 'send.keptText')}</p>
        <div className="mt-3 w-full text-left">
          <div className="text-2xs text-muted">{t('send.to')}</div>
          <Address value={to} className="text-sm" />
          <div className="mt-2 text-2xs text-muted">{t('activity.detail.txid')}</div>
          <button type="button" data-testid="sent-txid" onClick={() => void copy(outcome.txid)} title={t('common.copy')} className="rounded-sm text-left font-mono text-xs break-all text-muted hover:text-text">{outcome.txid}</button>
        </div>
        {!sent && <ErrorNotice error={outcome.reason} tone="warn" className="mt-3 w-full text-left" />}
        {children && <div className="mt-3 w-full text-left">{children}</div>}
        <div className="mt-5 flex flex-wrap justify-center gap-2">
          <Button look="primary" onClick={() => openActivity(outcome.id)}>{t('send.look')}</Button>
          {!known && <Button onClick={() => setSaving(true)}>{t('send.saveContact')}</Button>}
          <Button onClick={onAgain}>{t('send.again')}</Button>
        </div>
      </Card>
      {saving && <ContactDialog contact={{ name: '', chain, address: to, note: '' }} onClose={() => setSaving(false)} />}
    </div>
  );
}
