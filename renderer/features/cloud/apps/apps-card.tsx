// Own apps as cards, and the way to a new one.

import { CloudUpload, Plus, RefreshCw } from 'lucide-react';
import type { CloudState } from '../../../../shared/contract/cloud';
import { useAnnouncements } from '../../../app/announce';
import { call } from '../../../app/client';
import { useT } from '../../../i18n/use-t';
import { Button, IconButton } from '../../../ui/button';
import { Card } from '../../../ui/card';
import { Empty } from '../../../ui/empty';
import { ErrorNotice } from '../../../ui/error-notice';
import { Loading } from '../../../ui/skeleton';
import { useAct } from '../../../ui/use-act';
import { useCloudForm } from '../form-store';
import { AppCard } from './app-card';

export function AppsCard({ state }: { state: CloudState }) {
  const t = useT();
  const say = useAnnouncements((announcements) => announcements.say);
  const openNew = useCloudForm((form) => form.openNew);
  const look = useAct(async () => {
    say(t('cloud.apps.looking'));
    await call('cloud.look', undefined);
  });
  const { apps, height, now } = state;
  const add = <Button look="primary" icon={Plus} onClick={openNew}>{t('cloud.apps.new')}</Button>;
  const known = apps.state === 'known' ? apps.value : null;
  return (
    <section aria-label={t('cloud.apps.title')} className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h2 className="flex items-center gap-1.5 text-sm font-bold">{t('cloud.apps.title')}<IconButton icon={RefreshCw} label={t('cloud.apps.look')} disabled={look.busy} onClick={() => void look.run()} /></h2>
        {known !== null && known.length > 0 && add}
      </div>
      {look.error && <ErrorNotice error={look.error} tone="warn" />}
      {apps.state === 'unknown' && <ErrorNotice error={apps.reason} tone="warn" action={<Button size="sm" onClick={() => void look.run()}>{t('common.retry')}</Button>} />}
      {apps.state === 'loading' && <Card><Loading waitingFor={t('cloud.loading')} rows={4} /></Card>}
      {known !== null && known.length === 0 && <Card><Empty icon={CloudUpload} title={t('cloud.apps.none')} action={add}>{t('cloud.apps.noneText')}</Empty></Card>}
      {known !== null && known.length > 0 && <ul className="grid gap-4.5 @4xl/main:grid-cols-2">{known.map((app) => <AppCard key={app.name} app={app} height={height} now={now} />)}</ul>}
    </section>
  );
}
