// The password of one wallet; its passphrase when it has one; the previous version of its file when the newest is damaged.

import { useEffect, useState } from 'react';
import { useT } from '../../i18n/use-t';
import { Button, TextButton } from '../../ui/button';
import { ErrorNotice } from '../../ui/error-notice';
import { Notice } from '../../ui/notice';
import { PasswordField } from '../../ui/password-field';
import { useAct } from '../../ui/use-act';
import { secrets, type SignerOutput } from '../client';
import { Destination } from '../destination';

type Wallet = SignerOutput<'secrets.wallets'>[number];

/** @param wallet null until the signer has said what is known of it: what was typed and sent by then waits for that */
export function UnlockForm({ wallet, finish, onRemove }: { wallet: Wallet | null; finish(done: boolean): Promise<void>; onRemove(): void }) {
  const t = useT();
  const [password, setPassword] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const [preview, setPreview] = useState<SignerOutput<'secrets.unlock.preview'> | null>(null);
  const [usePrevious, setUsePrevious] = useState(false);
  const [early, setEarly] = useState(false);
  const unlock = useAct(async () => {
    if (!wallet) return;
    await secrets('secrets.unlock', { id: wallet.id, password, passphrase: wallet.passphrase ? passphrase : null, usePrevious });
    setPassword('');
    setPassphrase('');
    await finish(true);
  });
  const look = useAct(async () => {
    if (wallet) setPreview(await secrets('secrets.unlock.preview', { id: wallet.id, password, passphrase }));
  });
  const damaged = wallet?.state === 'damaged' || unlock.error?.code === 'vault/damaged';
  const stuck = damaged && !usePrevious;
  const submit = () => {
    if (!wallet) setEarly(true);
    else if (password && !stuck) void unlock.run();
  };
  useEffect(() => {
    if (!wallet || !early) return;
    setEarly(false);
    // A passphrase or a damaged file asks for more than what was typed.
    if (!wallet.passphrase && !stuck) void unlock.run();
  }, [wallet, early, stuck, unlock]);
  const busy = unlock.busy || early;
  return (
    <form className="mt-8 flex w-full max-w-90 flex-col gap-2.5" onSubmit={(event) => { event.preventDefault(); if (password) submit(); }}>
      {damaged && (
        <Notice
          tone={usePrevious ? 'info' : 'bad'} urgent className="mb-2" title={usePrevious ? t('secrets.unlock.usingPrevious') : t('secrets.unlock.damagedTitle')}
          action={usePrevious ? undefined : wallet?.previousReadable
            ? <Button size="sm" onClick={() => { setUsePrevious(true); unlock.clear(); }}>{t('secrets.unlock.usePrevious')}</Button>
            : <Button size="sm" onClick={onRemove}>{t('secrets.unlock.remove')}</Button>}
        >
          {usePrevious ? undefined : t(wallet?.previousReadable ? 'secrets.unlock.damagedPrevious' : 'secrets.unlock.damagedNone')}
        </Notice>
      )}
      {/* The password is what this window was opened for; the focus belongs there. */}
      <PasswordField label={t('secrets.unlock.password')} hideLabel autoFocus autoComplete="current-password" value={password} onValue={setPassword} placeholder={t('secrets.unlock.password')} />
      {wallet?.passphrase && (
        <>
          <PasswordField label={t('secrets.unlock.passphrase')} hint={t('secrets.unlock.passphraseText')} value={passphrase} onValue={(text) => { setPassphrase(text); setPreview(null); }} />
          {preview ? <Destination {...preview} /> : <TextButton className="self-start" disabled={!password || look.busy} onClick={() => void look.run()}>{t('secrets.unlock.preview')}</TextButton>}
          {look.error && <ErrorNotice error={look.error} />}
        </>
      )}
      <Button type="submit" size="lg" look="primary" disabled={!password || stuck} busy={busy}>{busy ? t('secrets.unlock.working') : t('secrets.unlock.unlock')}</Button>
      {unlock.error && unlock.error.code !== 'vault/damaged' && <ErrorNotice error={unlock.error} />}
    </form>
  );
}
