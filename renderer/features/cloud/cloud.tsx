// The Flux cloud: the login, messages on their way, own apps; and the form for a new or another one.

import { useCall } from '../../app/queries';
import { useT } from '../../i18n/use-t';
import { Button } from '../../ui/button';
import { Card } from '../../ui/card';
import { ErrorNotice } from '../../ui/error-notice';
import { Loading } from '../../ui/skeleton';
import { AppsCard } from './apps/apps-card';
import { useCloudForm } from './form-store';
import { FormPage } from './form/form-page';
import { LoginCard } from './login-card';
import { MessagesCard } from './messages/messages-card';

export function Cloud() {
  const t = useT();
  const view = useCloudForm((state) => state.view);
  const { data, error, refetch } = useCall('cloud.state', undefined);
  if (view === 'form') return <FormPage session={data?.session ?? null} gateway={data?.gateway ?? false} />;
  return (
    <div className="flex flex-col gap-4.5 px-7 py-6">
      {error && <ErrorNotice error={error} action={<Button size="sm" onClick={() => void refetch()}>{t('common.retry')}</Button>} />}
      {!data && !error && <Card><Loading waitingFor={t('cloud.loading')} rows={5} /></Card>}
      {data && <LoginCard state={data} />}
      {data && <MessagesCard messages={data.messages} now={data.now} />}
      {data && <AppsCard state={data} />}
    </div>
  );
}
