// A new name for a wallet: it stands on disk unencrypted and nothing hangs on it.

import { useState } from 'react';
import type { WalletEntry } from '../../../../shared/contract/signer';
import { useAnnouncements } from '../../../app/announce';
import { call } from '../../../app/client';
import { useT } from '../../../i18n/use-t';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import { ErrorNotice } from '../../../ui/error-notice';
import { TextField } from '../../../ui/field';
import { useAct } from '../../../ui/use-act';

export function RenameWallet({ wallet, onClose }: { wallet: WalletEntry; onClose(): void }) {
  const t = useT();
  const say = useAnnouncements((state) => state.say);
  const [name, setName] = useState(wallet.name);
  const [tried, setTried] = useState(false);
  const save = useAct(async () => {
    setTried(true);
    if (name.trim() === '') return;
    await call('wallets.rename', { id: wallet.id, name: name.trim() });
    say(t('settings.security.renamed'));
    onClose();
  });
  return (
    <Dialog title={t('settings.security.renameTitle', { name: wallet.name })} closeLabel={t('common.close')} onClose={onClose}>
      <form className="flex flex-col gap-4 px-5 pt-2 pb-5" onSubmit={(event) => { event.preventDefault(); void save.run(); }}>
        <TextField autoFocus label={t('settings.security.name')} value={name} maxLength={60} onValue={setName} problem={tried && name.trim() === '' ? t('settings.security.needName') : null} />
        {save.error && <ErrorNotice error={save.error} />}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button look="primary" type="submit" busy={save.busy}>{t('common.save')}</Button>
        </div>
      </form>
    </Dialog>
  );
}
