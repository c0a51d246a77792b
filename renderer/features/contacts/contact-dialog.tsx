// A contact, new or changed: the wallet says of which chains the address is before it is kept.

import { useState } from 'react';
import type { Contact } from '../../../shared/contract/money-path';
import { allChains, chainInfo } from '../../../shared/chains/registry';
import type { ChainId } from '../../../shared/chains/ids';
import { useAnnouncements } from '../../app/announce';
import { call } from '../../app/client';
import { useT } from '../../i18n/use-t';
import { Address } from '../../ui/address';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { ErrorNotice } from '../../ui/error-notice';
import { SelectField, TextField } from '../../ui/field';
import { useAct } from '../../ui/use-act';

export type ContactDraft = Pick<Contact, 'name' | 'chain' | 'address' | 'note'> & { id?: string; createdAt?: number };

export function ContactDialog({ contact, onClose }: { contact: ContactDraft; onClose(): void }) {
  const t = useT();
  const say = useAnnouncements((state) => state.say);
  const [draft, setDraft] = useState(contact);
  const [problem, setProblem] = useState<{ name?: string; address?: string }>({});
  const save = useAct(async () => {
    const name = draft.name.trim();
    const address = draft.address.trim();
    if (!name) return setProblem({ name: t('contacts.needName') });
    const known = address ? await call('send.recognise', { text: address }) : null;
    if (!known?.chains.includes(draft.chain) || !known.address) return setProblem({ address: t('contacts.wrongChain', { chain: chainInfo(draft.chain).name }) });
    await call('contacts.put', { ...draft, name, address: known.address, note: draft.note.trim() });
    say(t('contacts.saved'));
    onClose();
  });
  const edit = (patch: Partial<ContactDraft>) => {
    setProblem({});
    setDraft({ ...draft, ...patch });
  };
  return (
    <Dialog title={t(contact.id ? 'contacts.edit' : 'contacts.add')} closeLabel={t('common.close')} onClose={onClose}>
      <form className="flex flex-col gap-4 overflow-y-auto px-5 pt-2 pb-5" onSubmit={(event) => { event.preventDefault(); void save.run(); }}>
        <TextField autoFocus label={t('contacts.name')} value={draft.name} maxLength={60} onValue={(name) => edit({ name })} problem={problem.name} />
        <SelectField<ChainId> label={t('contacts.chain')} value={draft.chain} onValue={(chain) => edit({ chain })} options={allChains().map((chain) => ({ value: chain.id, label: chain.name }))} />
        <TextField mono label={t('contacts.address')} value={draft.address} maxLength={128} onValue={(address) => edit({ address })} problem={problem.address} />
        {draft.address.trim().length > 20 && <div className="text-xs text-muted">{t('contacts.compare')}<div><Address value={draft.address.trim()} className="text-sm" /></div></div>}
        <TextField label={t('contacts.note')} value={draft.note} maxLength={200} onValue={(note) => edit({ note })} />
        {save.error && <ErrorNotice error={save.error} />}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button look="primary" type="submit" busy={save.busy}>{t('common.save')}</Button>
        </div>
      </form>
    </Dialog>
  );
}
