// The support bundle: all that the operator's support needs to find a swap. It is shown before it is saved or copied.

import { Copy, Save } from 'lucide-react';
import { useAnnouncements } from '../../../app/announce';
import { call } from '../../../app/client';
import { useCopy } from '../../../app/copy';
import { useCall } from '../../../app/queries';
import { useT } from '../../../i18n/use-t';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import { ErrorNotice } from '../../../ui/error-notice';
import { Loading } from '../../../ui/skeleton';
import { useAct } from '../../../ui/use-act';
import { SUPPORT } from './ending';

export function SupportDialog({ id, onClose }: { id: string; onClose(): void }) {
  const t = useT();
  const copy = useCopy();
  const say = useAnnouncements((state) => state.say);
  const bundle = useCall('bridge.support', { id });
  const { data } = bundle;
  const save = useAct(async () => {
    if (!data) return;
    const { saved } = await call('files.saveText', { name: data.name.slice(0, 80), text: data.text });
    if (saved) say(t('bridge.support.saved'));
  });
  return (
    <Dialog title={t('bridge.support.title')} closeLabel={t('common.close')} onClose={onClose} wide>
      <div className="flex min-h-0 flex-col gap-3 px-5 pt-1 pb-5">
        <p className="text-sm text-muted">{t('bridge.support.text', { address: SUPPORT })}</p>
        {bundle.error && <ErrorNotice error={bundle.error} action={<Button size="sm" onClick={() => void bundle.refetch()}>{t('common.retry')}</Button>} />}
        {!data && !bundle.error && <Loading waitingFor={t('bridge.support.loading')} rows={6} />}
        {data && <pre data-selectable data-testid="support-text" role="region" tabIndex={0} aria-label={t('bridge.support.title')} className="max-h-[46vh] min-h-24 overflow-auto rounded-md border border-line bg-surface-2 p-3.5 font-mono text-2xs break-all whitespace-pre-wrap">{data.text}</pre>}
        {save.error && <ErrorNotice error={save.error} />}
        {data && (
          <div className="flex flex-wrap items-center justify-end gap-2">
            <Button icon={Copy} onClick={() => void copy(data.text)}>{t('common.copy')}</Button>
            <Button look="primary" icon={Save} busy={save.busy} onClick={() => void save.run()}>{t('bridge.support.save')}</Button>
          </div>
        )}
      </div>
    </Dialog>
  );
}
