// Aborting a task of BOINC throws work away: it is asked first.

import type { BoincTask } from '../../../../shared/pouw/boinc';
import { call } from '../../../app/client';
import { formatPercent } from '../../../i18n/format';
import { useT } from '../../../i18n/use-t';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import { ErrorNotice } from '../../../ui/error-notice';
import { useAct } from '../../../ui/use-act';

export function AbortTask({ task, look, onClose }: { task: BoincTask; look(): Promise<unknown>; onClose(): void }) {
  const t = useT();
  const { name, project, projectUrl, fractionDone } = task;
  const abort = useAct(async () => {
    await call('boinc.order', { act: 'task', projectUrl, name, op: 'abort' });
    await look();
    onClose();
  });
  return (
    <Dialog title={t('boinc.abort.title')} closeLabel={t('common.close')} onClose={onClose}>
      <div className="flex flex-col gap-4 overflow-y-auto px-5 pt-2 pb-5">
        <p data-selectable className="font-mono text-xs wrap-anywhere">{name}</p>
        <p className="text-sm text-muted">{t('boinc.abort.text', { project, share: formatPercent(Math.floor(fractionDone * 1000) / 10) })}</p>
        {abort.error && <ErrorNotice error={abort.error} />}
        <div className="flex justify-end gap-2">
          <Button autoFocus onClick={onClose}>{t('boinc.abort.keep')}</Button>
          <Button look="danger" busy={abort.busy} onClick={() => void abort.run()}>{t('boinc.abort.confirm')}</Button>
        </div>
      </div>
    </Dialog>
  );
}
