// Whether a node of the network knows the Flux ID now, and until when.

import { KeyRound, LogOut } from 'lucide-react';
import type { CloudState } from '../../../shared/contract/cloud';
import { useAnnouncements } from '../../app/announce';
import { call } from '../../app/client';
import { formatDate } from '../../i18n/format';
import { useT } from '../../i18n/use-t';
import { Address } from '../../ui/address';
import { Button } from '../../ui/button';
import { Card, CardTitle } from '../../ui/card';
import { ErrorNotice } from '../../ui/error-notice';
import { Notice } from '../../ui/notice';
import { Pill } from '../../ui/pill';
import { useAct } from '../../ui/use-act';
import { useLogin } from './use-login';

export function LoginCard({ state }: { state: CloudState }) {
  const t = useT();
  const say = useAnnouncements((announcements) => announcements.say);
  const { act, cancelled } = useLogin();
  const leave = useAct(async () => {
    await call('cloud.logout', undefined);
    say(t('cloud.login.left'));
  });
  const { session, fluxId, gateway } = state;
  return (
    <Card className="p-5" label={t('cloud.login.title')}>
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0 flex-1 basis-80">
          <CardTitle>{t('cloud.login.title')}</CardTitle>
          <div className="mt-2.5 flex flex-wrap items-center gap-x-3 gap-y-1.5">
            <Address value={fluxId} className="text-md" />
            <span data-testid="cloud-login"><Pill tone={session ? 'good' : 'neutral'}>{session ? t('cloud.login.in', { node: session.node }) : t('cloud.login.out')}</Pill></span>
          </div>
          <p className="mt-2 max-w-160 text-xs text-muted">{session ? t('cloud.login.until', { date: formatDate(session.until) }) : t(gateway ? 'cloud.login.outText' : 'cloud.login.none')}</p>
        </div>
        {session
          ? <Button icon={LogOut} busy={leave.busy} onClick={() => void leave.run()}>{t('cloud.login.leave')}</Button>
          : <Button look="primary" icon={KeyRound} busy={act.busy} disabled={!gateway} onClick={() => void act.run()}>{t(act.busy ? 'cloud.login.waiting' : 'cloud.login.go')}</Button>}
      </div>
      {cancelled && <Notice className="mt-4">{t('cloud.login.cancelled')}</Notice>}
      {act.error && <ErrorNotice error={act.error} tone="warn" className="mt-4" />}
      {leave.error && <ErrorNotice error={leave.error} tone="warn" className="mt-4" />}
    </Card>
  );
}
