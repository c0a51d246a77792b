// BOINC is not connected: what connecting does, what it does not do, and the button. Before it is pressed nothing looks for BOINC.

import { Telescope } from 'lucide-react';
import { call } from '../../../app/client';
import { useT } from '../../../i18n/use-t';
import { Button } from '../../../ui/button';
import { Card } from '../../../ui/card';
import { ErrorNotice } from '../../../ui/error-notice';
import { Icon } from '../../../ui/icon';
import { useAct } from '../../../ui/use-act';

export function BoincOffer() {
  const t = useT();
  const connect = useAct(async () => {
    await call('boinc.watch', { on: true });
  });
  return (
    <Card label={t('boinc.title')} className="flex items-start gap-3.5 px-5 py-5">
      <Icon of={Telescope} className="mt-0.5 size-5 text-muted" />
      <div className="min-w-0 flex-1">
        <h2 className="text-base font-bold">{t('boinc.title')}</h2>
        <p className="mt-1 max-w-150 text-sm text-muted">{t('boinc.offer.text')}</p>
        <ul className="mt-3.5 flex max-w-150 flex-col gap-2 text-xs text-muted">
          {(['local', 'native', 'credits'] as const).map((point) => <li key={point} className="ml-4 list-disc pl-0.5 marker:text-faint">{t(`boinc.offer.list.${point}`)}</li>)}
        </ul>
        {connect.error && <ErrorNotice error={connect.error} className="mt-4" />}
        <Button className="mt-4" busy={connect.busy} onClick={() => void connect.run()}>{t('boinc.offer.connect')}</Button>
      </div>
    </Card>
  );
}
