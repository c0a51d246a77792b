// The address book: names for addresses, searched, changed, removed, paid. Contacts are sealed in the vault by the signer.

import { BookUser, Plus, Search } from 'lucide-react';
import { useState } from 'react';
import { chainInfo } from '../../../shared/chains/registry';
import type { Contact } from '../../../shared/contract/money-path';
import { useCall } from '../../app/queries';
import { useT } from '../../i18n/use-t';
import { Button } from '../../ui/button';
import { Card } from '../../ui/card';
import { Empty } from '../../ui/empty';
import { ErrorNotice } from '../../ui/error-notice';
import { TextField } from '../../ui/field';
import { Icon } from '../../ui/icon';
import { Loading } from '../../ui/skeleton';
import { ContactDialog, type ContactDraft } from './contact-dialog';
import { ContactList } from './contact-list';
import { RemoveContact } from './remove-contact';

const NEW: ContactDraft = { name: '', chain: 'flux', address: '', note: '' };

/** Every word of the search stands somewhere in the contact. */
function matches(contact: Contact, search: string): boolean {
  const text = `${contact.name} ${contact.address} ${contact.note} ${chainInfo(contact.chain).name}`.toLowerCase();
  return search.toLowerCase().split(/\s+/).every((word) => text.includes(word));
}

export function Contacts() {
  const t = useT();
  const query = useCall('contacts.list', undefined);
  const [search, setSearch] = useState('');
  const [editing, setEditing] = useState<ContactDraft | null>(null);
  const [removing, setRemoving] = useState<Contact | null>(null);
  const all = query.data ?? [];
  const shown = all.filter((contact) => matches(contact, search.trim())).sort((left, right) => left.name.localeCompare(right.name));
  const add = <Button look="primary" icon={Plus} onClick={() => setEditing(NEW)}>{t('contacts.add')}</Button>;
  return (
    <div className="flex flex-col gap-4 px-7 py-6">
      {all.length > 0 && (
        <div role="search" className="flex flex-wrap items-center gap-3">
          <TextField hideLabel label={t('contacts.search')} placeholder={t('contacts.searchHint')} value={search} maxLength={200} onValue={setSearch} className="w-80 max-w-full" prefix={<Icon of={Search} className="size-4 text-muted" />} />
          <span role="status" className="text-xs text-muted">{t('contacts.count', { count: shown.length })}</span>
          <span className="ml-auto">{add}</span>
        </div>
      )}
      <Card label={t('contacts.list')} className="overflow-hidden">
        {query.error && <ErrorNotice error={query.error} className="m-5" action={<Button size="sm" onClick={() => void query.refetch()}>{t('common.retry')}</Button>} />}
        {!query.data && !query.error && <Loading waitingFor={t('common.loading')} rows={5} />}
        {query.data && all.length === 0 && <Empty icon={BookUser} title={t('contacts.empty')} action={add}>{t('contacts.emptyText')}</Empty>}
        {all.length > 0 && shown.length === 0 && <p className="px-5 py-8 text-center text-sm text-muted">{t('contacts.noMatch')}</p>}
        {shown.length > 0 && <ContactList contacts={shown} onEdit={setEditing} onRemove={setRemoving} />}
      </Card>
      {all.length > 0 && <p className="px-1 text-xs text-muted">{t('contacts.sealed')}</p>}
      {editing && <ContactDialog contact={editing} onClose={() => setEditing(null)} />}
      {removing && <RemoveContact contact={removing} onClose={() => setRemoving(null)} />}
    </div>
  );
}
