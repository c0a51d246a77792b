// The wallets on this computer: named, renamed, opened, removed.

import { Pencil, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { Session } from '../../../../shared/contract/app';
import type { WalletEntry } from '../../../../shared/contract/signer';
import { call } from '../../../app/client';
import { formatDate } from '../../../i18n/format';
import { useT } from '../../../i18n/use-t';
import { Button, IconButton } from '../../../ui/button';
import { ErrorNotice } from '../../../ui/error-notice';
import { Pill } from '../../../ui/pill';
import { useAct } from '../../../ui/use-act';
import { Row, SettingsCard } from '../parts';
import { RenameWallet } from './rename-wallet';

export function Wallets({ session }: { session: Extract<Session, { state: 'unlocked' }> }) {
  const t = useT();
  const [renaming, setRenaming] = useState<WalletEntry | null>(null);
  const current = session.unlocked.wallet.id;
  const act = useAct(async (work: () => Promise<unknown>) => {
    await work();
  });
  const secrets = (purpose: 'add' | 'remove', wallet: string | null) => void act.run(() => call('app.secrets', { purpose, wallet }));
  return (
    <SettingsCard title={t('settings.security.wallets')} note={t('settings.security.removeHint')} aside={<Button size="sm" icon={Plus} disabled={act.busy} onClick={() => secrets('add', null)}>{t('settings.security.addWallet')}</Button>}>
      {act.error && <ErrorNotice error={act.error} className="mx-5 my-2" />}
      {session.wallets.map((wallet) => (
        <Row
          key={wallet.id} hint={t('settings.security.created', { date: formatDate(wallet.createdAt) })}
          title={(
            <span className="flex flex-wrap items-center gap-2">
              <span className="font-medium">{wallet.name}</span>
              <Pill tone={wallet.network === 'practice' ? 'warn' : 'neutral'}>{t(`common.${wallet.network}`)}</Pill>
              {wallet.id === current && <Pill tone="good">{t('settings.security.open')}</Pill>}
              {wallet.state === 'damaged' && <Pill tone="bad">{t('settings.security.damaged')}</Pill>}
            </span>
          )}
        >
          {wallet.id !== current && <Button size="sm" disabled={act.busy} aria-label={t('settings.security.switchName', { name: wallet.name })} onClick={() => void act.run(() => call('wallets.switch', { id: wallet.id }))}>{t('settings.security.switch')}</Button>}
          <IconButton icon={Pencil} label={t('settings.security.renameName', { name: wallet.name })} onClick={() => setRenaming(wallet)} />
          <IconButton icon={Trash2} label={t('settings.security.removeName', { name: wallet.name })} disabled={act.busy} onClick={() => secrets('remove', wallet.id)} />
        </Row>
      ))}
      {renaming && <RenameWallet wallet={renaming} onClose={() => setRenaming(null)} />}
    </SettingsCard>
  );
}
