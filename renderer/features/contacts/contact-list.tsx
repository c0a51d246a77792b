// The contacts as a table: who, on which chain, at which address (whole: a payment hangs on it), and what can be done.

import { ArrowUpRight, Copy, Pencil, Trash2 } from 'lucide-react';
import { chainInfo } from '../../../shared/chains/registry';
import type { Contact } from '../../../shared/contract/money-path';
import { useCopy } from '../../app/copy';
import { EMPTY_SEND, useNavigation } from '../../app/navigation';
import { useT } from '../../i18n/use-t';
import { Address } from '../../ui/address';
import { Button, IconButton } from '../../ui/button';
import { ChainDot } from '../../ui/chain-mark';
import { coinFor } from './coin-for';

export function ContactList({ contacts, onEdit, onRemove }: { contacts: readonly Contact[]; onEdit(contact: Contact): void; onRemove(contact: Contact): void }) {
  const t = useT();
  const copy = useCopy();
  const openSend = useNavigation((state) => state.openSend);
  return (
    <table className="w-full table-fixed text-sm">
      <thead>
        <tr className="h-9 text-2xs text-muted">
          <th scope="col" className="w-[30%] pl-5 text-left font-normal">{t('contacts.name')}</th>
          <th scope="col" className="text-left font-normal">{t('contacts.address')}</th>
          <th scope="col" className="w-50 pr-5 text-right font-normal"><span className="sr-only">{t('contacts.actions')}</span></th>
        </tr>
      </thead>
      <tbody>
        {contacts.map((contact) => (
          <tr key={contact.id} data-testid="contact" className="border-t border-line">
            <th scope="row" className="py-2.5 pr-3 pl-5 text-left font-normal">
              <span className="block truncate text-base font-medium" title={contact.name}>{contact.name}</span>
              <span className="mt-0.5 flex items-center gap-2 text-2xs text-muted"><ChainDot chain={contact.chain} className="size-2" /><span className="truncate">{chainInfo(contact.chain).name}</span></span>
            </th>
            <td className="py-2.5 pr-3">
              <Address value={contact.address} className="text-xs" />
              {contact.note !== '' && <span className="block truncate text-2xs text-muted" title={contact.note}>{contact.note}</span>}
            </td>
            <td className="py-2.5 pr-5">
              <span className="flex items-center justify-end gap-0.5">
                <Button size="sm" icon={ArrowUpRight} aria-label={t('contacts.payName', { name: contact.name })} className="mr-1" onClick={() => openSend({ ...EMPTY_SEND, asset: coinFor(contact.chain), to: contact.address })}>{t('contacts.pay')}</Button>
                <IconButton icon={Copy} label={t('contacts.copyName', { name: contact.name })} onClick={() => void copy(contact.address)} />
                <IconButton icon={Pencil} label={t('contacts.editName', { name: contact.name })} onClick={() => onEdit(contact)} />
                <IconButton icon={Trash2} label={t('contacts.removeName', { name: contact.name })} onClick={() => onRemove(contact)} />
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
