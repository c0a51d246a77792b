// When the wallet locks by itself: the idle time, and the signals that this system gives, said as they are.

import type { Settings } from '../../../../shared/contract/settings';
import { useCall } from '../../../app/queries';
import { formatDuration } from '../../../i18n/format';
import { useT } from '../../../i18n/use-t';
import { ErrorNotice } from '../../../ui/error-notice';
import { SelectField } from '../../../ui/field';
import { Pill } from '../../../ui/pill';
import { Skeleton } from '../../../ui/skeleton';
import { Row, SettingsCard } from '../parts';
import { useSaved } from '../use-saved';

const MINUTES: readonly Settings['idleMinutes'][] = [1, 2, 5, 10, 15, 30, 60];

export function Locking() {
  const t = useT();
  const { settings, error, save } = useSaved();
  const signals = useCall('app.info', undefined).data?.signals;
  return (
    <SettingsCard title={t('settings.security.locking')}>
      {error && <ErrorNotice error={error} className="mx-5 my-2" />}
      <Row title={t('settings.security.idle')} hint={t('settings.security.idleHint')}>
        {settings ? (
          <SelectField
            hideLabel className="w-40" label={t('settings.security.idle')} value={String(settings.idleMinutes)} options={MINUTES.map((minutes) => ({ value: String(minutes), label: formatDuration(minutes * 60) }))}
            onValue={(chosen) => void save({ idleMinutes: MINUTES.find((minutes) => String(minutes) === chosen) ?? 10 })}
          />
        ) : <Skeleton className="h-8 w-40" />}
      </Row>
      {(['suspend', 'screenLock'] as const).map((signal) => (
        <Row key={signal} title={t(`settings.security.${signal}`)} hint={signals && t(signals[signal] ? 'settings.security.signalYes' : 'settings.security.signalNo')}>
          {signals && <Pill tone={signals[signal] ? 'good' : 'warn'}>{t(signals[signal] ? 'settings.security.on' : 'settings.security.off')}</Pill>}
        </Row>
      ))}
    </SettingsCard>
  );
}
