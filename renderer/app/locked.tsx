// The main window while no wallet is open: it says so, and the way in leads through the secrets window.

import type { Session } from '../../shared/contract/app';
import { useT } from '../i18n/use-t';
import { Button } from '../ui/button';
import { ErrorNotice } from '../ui/error-notice';
import { Logo } from '../ui/logo';
import { useAct } from '../ui/use-act';
import { call } from './client';
import { Banners } from './banners';

export function Locked({ session }: { session: Extract<Session, { state: 'locked' }> }) {
  const t = useT();
  const none = session.wallets.length === 0;
  const act = useAct(async () => {
    await call('app.secrets', { purpose: none ? 'welcome' : 'unlock', wallet: null });
  });
  return (
    <main className="flex h-full flex-col">
      <Banners />
      <div className="flex flex-1 flex-col items-center justify-center gap-3 px-6 text-center">
        <Logo className="mb-3 size-15" />
        <h1 className="text-xl font-bold">{t(none ? 'shell.locked.none' : 'shell.locked.title')}</h1>
        <p className="max-w-100 text-base text-muted">{t(none ? 'shell.locked.noneText' : 'shell.locked.text')}</p>
        <Button look="primary" size="lg" className="mt-3" busy={act.busy} onClick={() => void act.run()}>{t(none ? 'shell.locked.begin' : 'shell.locked.unlock')}</Button>
        {act.error && <ErrorNotice error={act.error} className="mt-3 max-w-130 text-left" />}
      </div>
    </main>
  );
}
