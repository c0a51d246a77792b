// Who gets it on the other side: an own address by default, another one typed, pasted or taken from the contacts. The address is shown whole.

import { ClipboardPaste } from 'lucide-react';
import { toAppError } from '../../../../shared/errors/app-error';
import { heldChain, type FusionChain } from '../../../../shared/fusion/chains';
import { useAnnouncements } from '../../../app/announce';
import { call } from '../../../app/client';
import { useCall } from '../../../app/queries';
import { useT } from '../../../i18n/use-t';
import { Address } from '../../../ui/address';
import { Button } from '../../../ui/button';
import { Choices } from '../../../ui/choice';
import { errorLine } from '../../../ui/error-notice';
import { SelectField, TextField } from '../../../ui/field';
import { Notice } from '../../../ui/notice';
import { Skeleton } from '../../../ui/skeleton';
import { chainName } from '../flux';
import { ELSEWHERE } from '../lanes/rows';
import type { SwapField } from './field';
import { ADVICE } from './problems';
import { lacksRecipient } from './use-quote';

export function SwapRecipientField({ form, edit, quote, current, tried, locked, problem }: SwapField) {
  const t = useT();
  const say = useAnnouncements((state) => state.say);
  const contacts = useCall('contacts.list', undefined).data ?? [];
  const held = heldChain(form.to);
  const chain = chainName(form.to);
  const typed = held === null || form.elsewhere;
  const missing = lacksRecipient(form);
  const said = missing ? (tried ? t('bridge.problems.address/empty') : null) : problem('recipient');
  const advice = current && !missing ? quote?.problems.find((entry) => entry.code === ADVICE) : undefined;
  const shown = current && !missing ? quote?.recipient : undefined;
  const known = contacts.filter((contact) => contact.chain === held);
  const chosen = known.find((contact) => contact.address.toLowerCase() === form.recipient.trim().toLowerCase());
  const paste = async () => {
    try {
      const pasted = (await call('clipboard.read', undefined)).text.trim().slice(0, 200);
      if (pasted) edit({ recipient: pasted });
    } catch (thrown) {
      say(errorLine(toAppError(thrown).toShape()));
    }
  };
  return (
    <>
      {held === null ? (
        <SelectField<FusionChain> large label={t('bridge.form.otherChain')} value={form.to} disabled={locked} onValue={(to) => edit({ to })} options={ELSEWHERE.map((key) => ({ value: key, label: chainName(key) }))} />
      ) : (
        <div>
          <div className="mb-1.5 text-xs text-muted" aria-hidden="true">{t('bridge.form.recipient', { chain })}</div>
          <Choices
            legend={t('bridge.form.recipient', { chain })} value={form.elsewhere ? 'other' : 'own'} onChoose={(value) => edit({ elsewhere: value === 'other' })} className="@2xl/main:py-1.75"
            choices={[{ value: 'own', label: t('bridge.form.own'), disabled: locked }, { value: 'other', label: t('bridge.form.other'), disabled: locked }]}
          />
        </div>
      )}
      <div className="flex flex-col gap-3 @2xl/main:col-span-2">
        {held === null && <Notice tone="warn" title={t('bridge.form.notHeld', { chain })}>{t('bridge.form.notHeldText', { chain })}</Notice>}
      {typed && (
        <TextField
          large mono label={t('bridge.form.address', { chain })} value={form.recipient} maxLength={200} disabled={locked} onValue={(recipient) => edit({ recipient })} problem={said}
          suffix={<Button size="sm" look="quiet" icon={ClipboardPaste} className="-mr-2" onClick={() => void paste()}>{t('send.paste')}</Button>}
          aside={known.length > 0 ? (
            <select aria-label={t('bridge.form.contact')} value={chosen?.id ?? ''} disabled={locked} onChange={(event) => edit({ recipient: known.find((contact) => contact.id === event.target.value)?.address ?? form.recipient })} className="max-w-40 rounded-sm bg-transparent text-xs text-muted hover:text-text">
              <option value="" className="bg-surface-2 text-text">{t('bridge.form.contact')}</option>
              {known.map((contact) => <option key={contact.id} value={contact.id} className="bg-surface-2 text-text">{contact.name}</option>)}
            </select>
          ) : undefined}
        />
      )}
      <div aria-live="polite">
        {typed && shown?.own === true && said === null && <p className="mb-1 text-xs text-good-ink">{t('bridge.form.isOwn')}</p>}
        {shown && said === null && <div className="rounded-md bg-surface-2 px-3.5 py-2.5" data-testid="swap-recipient"><Address value={shown.address} className="text-sm" /></div>}
        {!typed && !shown && said === null && <Skeleton className="h-9 w-full" />}
        {!typed && said !== null && <p className="text-xs text-bad-ink">{said}</p>}
        {advice && <Notice tone="warn" className="mt-2" title={t('bridge.form.contract')}>{t('bridge.form.contractText')}</Notice>}
        {typed && shown?.own === false && said === null && <p className="mt-1.5 text-xs text-muted">{t('bridge.form.compare')}</p>}
        </div>
      </div>
    </>
  );
}
