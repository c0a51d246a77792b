// Asks before a name is forgotten; the history keeps its payments.

import type { Contact } from '../../../shared/contract/money-path';
import { useAnnouncements } from '../../app/announce';
import { call } from '../../app/client';
import { useT } from '../../i18n/use-t';
import { Address } from '../../ui/address';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { ErrorNotice } from '../../ui/error-notice';
import { useAct } from '../../ui/use-act';

export function RemoveContact({ contact, onClose }: { contact: Contact; onClose(): void }) {
  const t = useT();
  const say = useAnnouncements((state) => state.say);
  const remove = useAct(async () => {
    await call('contacts.remove', { id: contact.id });
    say(t('contacts.removed'));
    onClose();
  });
  return (
    <Dialog title={t('contacts.removeTitle', { name: contact.name })} closeLabel={t('common.close')} onClose={onClose}>
      <div className="flex flex-col gap-4 overflow-y-auto px-5 pt-2 pb-5">
        <p className="text-sm text-muted">{t('contacts.removeText')}</p>
        <Address value={contact.address} className="text-sm" />
        {remove.error && <ErrorNotice error={remove.error} />}
        <div className="flex justify-end gap-2">
          <Button autoFocus onClick={onClose}>{t('common.cancel')}</Button>
          <Button look="danger" busy={remove.busy} onClick={() => void remove.run()}>{t('common.remove')}</Button>
        </div>
      </div>
    </Dialog>
  );
}
