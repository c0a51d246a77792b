// What useful work may take of this computer, and when.

import type { UsefulWorkView } from '../../../shared/contract/useful-work';
import { call, type Input } from '../../app/client';
import { formatBytes, formatNumber } from '../../i18n/format';
import { useT } from '../../i18n/use-t';
import { Card, CardTitle } from '../../ui/card';
import { ErrorNotice } from '../../ui/error-notice';
import { SelectField } from '../../ui/field';
import { Switch } from '../../ui/toggle';
import { useAct } from '../../ui/use-act';

const MEGA = 1_000_000;
/** A sandbox with the largest memory that a job may have. */
const MEGABYTES_PER_JOB = 170;
const DISK = [250, 500, 1_000, 2_000, 5_000, 10_000];
const HEAT = [70, 75, 80, 85, 90, 95];
const NIGHT = { from: 22, to: 7 };

function Meter({ name, value, part }: { name: string; value: string; part: number }) {
  return (
    <div>
      <div className="flex items-baseline justify-between gap-3 text-xs"><span className="text-sm">{name}</span><span className="text-muted tabular">{value}</span></div>
      <div aria-hidden="true" className="mt-2 h-1.5 rounded-full bg-surface-3"><div className="h-full min-w-1.5 rounded-full bg-accent" style={{ width: `${Math.min(100, part * 100)}%` }} /></div>
    </div>
  );
}

export function LimitsCard({ view }: { view: UsefulWorkView }) {
  const t = useT();
  const save = useAct(async (patch: Input<'usefulWork.set'>) => {
    await call('usefulWork.set', patch);
  });
  const { settings, cores, memoryMegabytes, status } = view;
  const { slots, diskMegabytes, onlyWhenAway, pauseOnBattery, pauseWhenBusy, hours, maxTemperatureC, unlistedModules } = settings;
  const most = Math.max(1, Math.max(cores - 1, 1), slots);
  const temperature = status?.temperatureC ?? null;
  return (
    <Card label={t('usefulWork.limits.title')} className="flex flex-col gap-4.5 px-5 py-5">
      <CardTitle>{t('usefulWork.limits.title')}</CardTitle>
      <div>
        <Meter name={t('usefulWork.limits.processor')} value={t('usefulWork.limits.cores', { count: cores, slots: formatNumber(slots) })} part={slots / cores} />
        <SelectField<string> hideLabel compact className="mt-2.5" label={t('usefulWork.limits.slots')} value={String(slots)} disabled={save.busy} options={Array.from({ length: most }, (_, at) => ({ value: String(at + 1), label: t('usefulWork.limits.jobsAtOnce', { count: at + 1 }) }))} onValue={(value) => void save.run({ slots: Number(value) })} />
      </div>
      <Meter name={t('usefulWork.limits.memory')} value={t('usefulWork.limits.of', { used: formatBytes(slots * MEGABYTES_PER_JOB * MEGA), all: formatBytes(memoryMegabytes * MEGA) })} part={(slots * MEGABYTES_PER_JOB) / memoryMegabytes} />
      <div>
        <Meter name={t('usefulWork.limits.disk')} value={status ? t('usefulWork.limits.of', { used: formatBytes(status.disk.bytes), all: formatBytes(diskMegabytes * MEGA) }) : formatBytes(diskMegabytes * MEGA)} part={(status?.disk.bytes ?? 0) / (diskMegabytes * MEGA)} />
        <SelectField<string> hideLabel compact className="mt-2.5" label={t('usefulWork.limits.diskLimit')} value={String(diskMegabytes)} disabled={save.busy} options={[...new Set([...DISK, diskMegabytes])].sort((left, right) => left - right).map((megabytes) => ({ value: String(megabytes), label: formatBytes(megabytes * MEGA) }))} onValue={(value) => void save.run({ diskMegabytes: Number(value) })} />
      </div>
      <div>
        <div className="flex items-baseline justify-between gap-3"><span className="text-sm">{t('usefulWork.limits.heat')}</span><span className="text-xs text-muted tabular">{temperature === null ? t('usefulWork.limits.heatUnknown') : t('usefulWork.limits.heatNow', { degrees: formatNumber(Math.round(temperature)) })}</span></div>
        <SelectField<string> hideLabel compact className="mt-2.5" label={t('usefulWork.limits.heatLimit')} value={maxTemperatureC === null ? '' : String(maxTemperatureC)} disabled={save.busy} options={[{ value: '', label: t('usefulWork.limits.heatNone') }, ...[...new Set([...HEAT, maxTemperatureC ?? 90])].sort((left, right) => left - right).map((degrees) => ({ value: String(degrees), label: t('usefulWork.limits.heatAt', { degrees: formatNumber(degrees) }) }))]} onValue={(value) => void save.run({ maxTemperatureC: value === '' ? null : Number(value) })} />
      </div>
      <div className="flex flex-col gap-1">
        <Switch label={t('usefulWork.limits.away')} on={onlyWhenAway} disabled={save.busy} onChange={(on) => void save.run({ onlyWhenAway: on })} />
        <Switch label={t('usefulWork.limits.battery')} on={pauseOnBattery} disabled={save.busy} onChange={(on) => void save.run({ pauseOnBattery: on })} />
        <Switch label={t('usefulWork.limits.busy')} on={pauseWhenBusy} disabled={save.busy} onChange={(on) => void save.run({ pauseWhenBusy: on })} />
        <Switch label={t('usefulWork.limits.night')} on={hours !== null} disabled={save.busy} onChange={(on) => void save.run({ hours: on ? NIGHT : null })} />
      </div>
      <div className="border-t border-line pt-2.5">
        <Switch label={t('usefulWork.limits.unlisted')} hint={t('usefulWork.limits.unlistedHint')} on={unlistedModules} disabled={save.busy} onChange={(on) => void save.run({ unlistedModules: on })} />
      </div>
      <p className="text-xs text-muted">{t(!view.lockedUp || status?.isolation === 'thread' ? 'usefulWork.limits.weak' : 'usefulWork.limits.safe')}</p>
      <div className="border-t border-line pt-2.5">
        <Switch label={t('usefulWork.limits.enabled')} hint={t('usefulWork.limits.enabledHint')} on={settings.enabled} disabled={save.busy} onChange={(on) => void save.run({ enabled: on })} />
      </div>
      {save.error && <ErrorNotice error={save.error} />}
    </Card>
  );
}
