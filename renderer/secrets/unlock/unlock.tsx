// Unlock: one wallet, one password. Other wallets, a damaged file and a passphrase are one step away.

import { useEffect, useState } from 'react';
import { toAppError, type ErrorShape } from '../../../shared/errors/app-error';
import { formatAgo } from '../../i18n/format';
import { useT } from '../../i18n/use-t';
import { Button, TextButton } from '../../ui/button';
import { ErrorNotice } from '../../ui/error-notice';
import { Logo } from '../../ui/logo';
import { Notice } from '../../ui/notice';
import { Pill } from '../../ui/pill';
import { Loading } from '../../ui/skeleton';
import { callMain, secrets, type SignerOutput } from '../client';
import { CentreLayout, Title } from '../layout';
import type { Path } from '../onboarding/flow';
import type { Task } from '../task';
import { useShown } from '../use-shown';
import { UnlockForm } from './unlock-form';
import { WalletList } from './wallet-list';

/** A signer that dies so often at once does not come back by being asked. */
const MOST_TRIES = 4;

type Wallet = SignerOutput<'secrets.wallets'>[number];

export function Unlock({ open, finish, onAdd, onRemove }: Task & { onAdd(path: Path | null): Promise<void>; onRemove(wallet: string): Promise<void> }) {
  const t = useT();
  const [wallets, setWallets] = useState<readonly Wallet[] | null>(null);
  const [error, setError] = useState<ErrorShape | null>(null);
  const [chosen, setChosen] = useState<string | null>(open.wallet);
  const [choosing, setChoosing] = useState(false);
  const load = (tries = MOST_TRIES) => {
    setError(null);
    secrets('secrets.wallets', undefined).then(setWallets, (thrown: unknown) => {
      const shape = toAppError(thrown).toShape();
      // The signer died and a fresh one is there: it is asked in its place, and what was typed stays.
      if (shape.code === 'process/gone' && tries > 1) load(tries - 1);
      else setError(shape);
    });
  };
  useEffect(() => load(), []);
  const [linkWaits, setLinkWaits] = useState(false);
  useEffect(() => {
    // Main answers once a link waits, now or later. Without an answer there is nothing to say.
    callMain('secretsWindow.link', undefined).then(({ waits }) => setLinkWaits(waits), () => undefined);
  }, []);
  useShown(chosen !== null || wallets !== null || error !== null);
  const wallet = wallets?.find((entry) => entry.id === chosen) ?? wallets?.[0] ?? null;
  // The list comes from the signer, which may still be starting: a password for the wallet that was open last can be typed before.
  const id = wallets ? wallet?.id : chosen;
  const foot = t('secrets.unlock.note');
  if (error) return <CentreLayout foot={foot}><div className="w-full max-w-105"><ErrorNotice error={error} action={<Button size="sm" onClick={() => load()}>{t('common.retry')}</Button>} /></div></CentreLayout>;
  if (!wallets && chosen === null) return <CentreLayout foot={foot}><div className="w-full max-w-90"><Loading waitingFor={t('common.loading')} /></div></CentreLayout>;
  if (choosing || !id) {
    return (
      <CentreLayout foot={foot}>
        <WalletList wallets={wallets ?? []} onChoose={(id) => { setChosen(id); setChoosing(false); }} onNew={() => void onAdd(null)} />
      </CentreLayout>
    );
  }
  return (
    <CentreLayout foot={foot}>
      <Logo className="size-15" />
      <div className="mt-6 flex flex-col items-center gap-1.5">
        <Title centre>{wallet?.name ?? '\u00a0'}</Title>
        <p className="text-base text-muted">{open.lockedAt === null ? t('secrets.unlock.locked') : t('secrets.unlock.lockedAgo', { ago: formatAgo(open.lockedAt, Date.now()) })}</p>
        {(wallet?.network ?? open.network) === 'practice' && <Pill tone="warn">{t('common.practice')}</Pill>}
      </div>
      {linkWaits && <Notice className="mt-5 w-full max-w-90">{t('secrets.unlock.linkWaits')}</Notice>}
      {/* A new form for another wallet: nothing typed for one is ever sent to the other. */}
      <UnlockForm key={id} wallet={wallet} finish={finish} onRemove={() => void onRemove(id)} />
      <div className="mt-7 flex flex-wrap justify-center gap-x-5 gap-y-2">
        {wallets !== null && wallets.length > 1 && <TextButton onClick={() => setChoosing(true)}>{t('secrets.unlock.other')}</TextButton>}
        <TextButton onClick={() => void onAdd(null)}>{t('secrets.unlock.newWallet')}</TextButton>
        <TextButton onClick={() => void onAdd('restore')}>{t('secrets.unlock.restore')}</TextButton>
      </div>
    </CentreLayout>
  );
}
