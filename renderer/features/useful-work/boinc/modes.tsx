// When BOINC may compute: always, as its preferences say, or never; on the processor also never for an hour.

import { Play, Timer } from 'lucide-react';
import type { BoincOrder } from '../../../../shared/contract/boinc';
import type { BoincMode, BoincStatus } from '../../../../shared/pouw/boinc';
import { formatTime } from '../../../i18n/format';
import { useT } from '../../../i18n/use-t';
import { Button } from '../../../ui/button';
import { CardTitle } from '../../../ui/card';
import { Choices } from '../../../ui/choice';
import type { Seen } from './use-boinc';

type Activity = BoincStatus['processor'];
const MODES: readonly BoincMode[] = ['always', 'auto', 'never'];
const HOUR_S = 3_600;

/** When a mode that was set for a time ends; null when it lasts. Milliseconds since 1970. */
export function endOf({ modeEndsInSeconds }: Activity, at: number): number | null {
  return modeEndsInSeconds === null ? null : at + modeEndsInSeconds * 1000;
}

function Row({ act, name, activity, seen, tell }: { act: 'processor' | 'gpu'; name: string; activity: Activity; seen: Seen; tell(order: BoincOrder): void }) {
  const t = useT();
  const end = endOf(activity, seen.at);
  return (
    <div data-testid={`boinc-${act}`} data-mode={activity.mode} className="flex flex-wrap items-start gap-x-4 gap-y-1">
      <div className="flex min-h-7.5 w-26 shrink-0 items-center text-sm">{name}</div>
      <div className="min-w-0">
        <Choices<BoincMode> legend={name} value={activity.mode} choices={MODES.map((mode) => ({ value: mode, label: t(`boinc.modes.${mode}`), disabled: !seen.live }))} onChoose={(mode) => tell({ act, mode, seconds: null })} />
        {end !== null && <div className="mt-1.5 text-2xs text-muted tabular">{t('boinc.modes.until', { time: formatTime(end), mode: t(`boinc.modes.${activity.lastingMode}`) })}</div>}
      </div>
    </div>
  );
}

export function Modes({ seen, tell }: { seen: Seen; tell(order: BoincOrder): void }) {
  const t = useT();
  const { processor, gpu } = seen.status;
  const paused = processor.mode === 'never';
  // Going on means what it did before; where that was nothing, what its preferences say.
  const before = processor.lastingMode === 'never' ? 'auto' : processor.lastingMode;
  return (
    <section className="mt-4.5 border-t border-line px-5 pt-4 pb-4.5">
      <CardTitle
        level={3}
        aside={paused
          ? <Button size="sm" icon={Play} disabled={!seen.live} onClick={() => tell({ act: 'processor', mode: before, seconds: null })}>{t('boinc.modes.goOn')}</Button>
          : <Button size="sm" icon={Timer} disabled={!seen.live} onClick={() => tell({ act: 'processor', mode: 'never', seconds: HOUR_S })}>{t('boinc.modes.hour')}</Button>}
      >
        {t('boinc.modes.title')}
      </CardTitle>
      <div className="mt-3 flex flex-col gap-3">
        <Row act="processor" name={t('boinc.modes.processor')} activity={processor} seen={seen} tell={tell} />
        <Row act="gpu" name={t('boinc.modes.gpu')} activity={gpu} seen={seen} tell={tell} />
      </div>
    </section>
  );
}
