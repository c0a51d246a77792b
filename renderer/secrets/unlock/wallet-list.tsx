// The wallets on this computer, to choose one to unlock.

import { Plus, Wallet as WalletShape } from 'lucide-react';
import { formatDate } from '../../i18n/format';
import { useT } from '../../i18n/use-t';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { Pill } from '../../ui/pill';
import type { SignerOutput } from '../client';
import { Title } from '../layout';

export function WalletList({ wallets, onChoose, onNew }: { wallets: readonly SignerOutput<'secrets.wallets'>[number][]; onChoose(id: string): void; onNew(): void }) {
  const t = useT();
  return (
    <div className="w-full max-w-105">
      <Title centre>{t('secrets.unlock.choose')}</Title>
      <ul className="mt-6 overflow-hidden rounded-lg border border-line bg-surface-1">
        {wallets.map((wallet) => (
          <li key={wallet.id} className="border-line not-first:border-t">
            <button type="button" onClick={() => onChoose(wallet.id)} className="flex min-h-13 w-full items-center gap-3 px-4 text-left hover:bg-surface-2 focus-visible:-outline-offset-2">
              <Icon of={WalletShape} className="size-4.5 text-muted" />
              <span className="flex-1">
                <span className="block text-base font-bold">{wallet.name}</span>
                <span className="block text-2xs text-muted">{t('secrets.unlock.created', { date: formatDate(wallet.createdAt) })}</span>
              </span>
              {wallet.network === 'practice' && <Pill tone="warn">{t('common.practice')}</Pill>}
            </button>
          </li>
        ))}
      </ul>
      <div className="mt-4 flex justify-center"><Button icon={Plus} onClick={onNew}>{t('secrets.unlock.newWallet')}</Button></div>
    </div>
  );
}
