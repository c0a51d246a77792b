// What the light node may take: disk, bandwidth, a folder of choice, and whether it runs at all.

import type { LightNodeView } from '../../../../shared/contract/light-node-window';
import { formatBytes } from '../../../i18n/format';
import { useT } from '../../../i18n/use-t';
import { Card, CardTitle } from '../../../ui/card';
import { ErrorNotice } from '../../../ui/error-notice';
import { SelectField, type Option } from '../../../ui/field';
import { Switch } from '../../../ui/toggle';
import { useNodeSettings } from '../use-node-settings';
import { FolderPart } from './folder-part';

const MEGA = 1_000_000;
const DISK = [100, 250, 500, 1_000, 2_000, 5_000];
const SPEED = [32, 128, 512, 2_000, 10_000];

/** The usual values, and the one that is set if it is none of them. */
const withOwn = (usual: readonly number[], own: number | null): number[] => [...new Set(own === null ? usual : [...usual, own])].sort((left, right) => left - right);

export function LimitsCard({ view }: { view: LightNodeView }) {
  const t = useT();
  const save = useNodeSettings();
  const { diskMegabytes, kilobytesPerSecond, enabled } = view.settings;
  const used = view.status?.disk.bytes ?? null;
  const size = (kilobytes: number) => t('lightNode.limits.perSecond', { size: formatBytes(kilobytes * 1000) });
  const speeds: Option<string>[] = [{ value: '', label: t('lightNode.limits.noLimit') }, ...withOwn(SPEED, kilobytesPerSecond).map((speed) => ({ value: String(speed), label: size(speed) }))];
  return (
    <Card label={t('lightNode.limits.title')} className="flex flex-col gap-4.5 px-5 py-5">
      <CardTitle>{t('lightNode.limits.title')}</CardTitle>
      <div>
        <div className="flex items-baseline justify-between gap-3 text-xs">
          <span className="text-sm">{t('lightNode.limits.disk')}</span>
          <span className="text-muted tabular">{used === null ? formatBytes(diskMegabytes * MEGA) : t('lightNode.limits.diskUsed', { used: formatBytes(used), limit: formatBytes(diskMegabytes * MEGA) })}</span>
        </div>
        <div aria-hidden="true" className="mt-2 h-1.5 rounded-full bg-surface-3"><div className="h-full min-w-1.5 rounded-full bg-accent" style={{ width: `${Math.min(100, ((used ?? 0) / (diskMegabytes * MEGA)) * 100)}%` }} /></div>
        <SelectField<string> hideLabel compact className="mt-2.5" label={t('lightNode.limits.diskLimit')} value={String(diskMegabytes)} disabled={save.busy} options={withOwn(DISK, diskMegabytes).map((megabytes) => ({ value: String(megabytes), label: formatBytes(megabytes * MEGA) }))} onValue={(value) => void save.run({ diskMegabytes: Number(value) })} />
      </div>
      <div>
        <div className="text-sm">{t('lightNode.limits.bandwidth')}</div>
        <SelectField<string> hideLabel compact className="mt-2" label={t('lightNode.limits.bandwidthLimit')} value={kilobytesPerSecond === null ? '' : String(kilobytesPerSecond)} disabled={save.busy} options={speeds} onValue={(value) => void save.run({ kilobytesPerSecond: value === '' ? null : Number(value) })} />
      </div>
      <FolderPart folder={view.folder} />
      <div className="border-t border-line pt-2.5">
        <Switch label={t('lightNode.limits.enabled')} hint={t('lightNode.limits.enabledHint')} on={enabled} disabled={save.busy} onChange={(on) => void save.run({ enabled: on })} />
      </div>
      {save.error && <ErrorNotice error={save.error} />}
    </Card>
  );
}
