// What the whole window must know: a part of the app that is down, a wallet file that is not the newest.

import { useT } from '../i18n/use-t';
import { errorLine } from '../ui/error-notice';
import { Notice } from '../ui/notice';
import { useCall } from './queries';

export function Banners() {
  const t = useT();
  const processes = useCall('app.processes', undefined).data;
  const session = useCall('app.session', undefined).data;
  const practice = useCall('settings.get', undefined).data?.network === 'practice';
  const warnings = session?.state === 'unlocked' ? session.unlocked.warnings : [];
  const troubled = processes ? (['signer', 'wallet', 'practice'] as const).filter((name) => {
    const { state } = processes[name];
    return (name !== 'practice' || practice) && (state === 'restarting' || state === 'stopped');
  }) : [];
  return (
    <div role="status" aria-live="polite">
      {troubled.map((name) => {
        const process = processes?.[name];
        if (!process || (process.state !== 'restarting' && process.state !== 'stopped')) return null;
        const title = process.state === 'restarting' ? t('shell.processes.restarting', { name: t(`shell.processes.names.${name}`), attempt: process.attempt }) : t('shell.processes.stopped', { name: t(`shell.processes.names.${name}`) });
        return (
          <Notice key={name} tone={process.state === 'stopped' ? 'bad' : 'warn'} title={title} className="mx-7 mt-4">
            {t(`shell.processes.effect.${name}`)}{process.state === 'stopped' && ` ${t('shell.processes.stoppedTodo')}`} <span className="font-mono text-2xs" title={errorLine(process.reason)}>{process.reason.code}</span>
          </Notice>
        );
      })}
      {warnings.includes('rolled-back') && <Notice tone="warn" className="mx-7 mt-4">{t('shell.rolledBack')}</Notice>}
      {warnings.includes('previous-generation-used') && <Notice tone="warn" className="mx-7 mt-4">{t('shell.previousUsed')}</Notice>}
    </div>
  );
}
