// One component of an app: its image, hardware, ports, environment and arguments.

import { Plus, Trash2, X } from 'lucide-react';
import type { AppField } from '../../../../shared/fluxos/limits';
import { useT } from '../../../i18n/use-t';
import { Button, IconButton } from '../../../ui/button';
import { Card } from '../../../ui/card';
import { TextArea, TextField } from '../../../ui/field';
import { useCloudForm, type ComponentForm, type PortForm } from '../form-store';

export function ComponentFields({ component, place, several, disabled, words }: { component: ComponentForm; place: number; several: boolean; disabled: boolean; words(field: AppField): string | null }) {
  const t = useT();
  const { form, edit, editComponent } = useCloudForm();
  const title = t('cloud.form.component', { number: place + 1 });
  const change = (patch: Partial<ComponentForm>) => editComponent(place, patch);
  return (
    <Card label={title}>
      <fieldset disabled={disabled} className="flex min-w-0 flex-col gap-4 p-5">
        <div className="flex items-center justify-between gap-3">
          <h3 className="text-sm font-bold">{title}</h3>
          {several && <Button size="sm" look="quiet" icon={Trash2} onClick={() => edit({ components: form.components.filter((_, at) => at !== place) })}>{t('cloud.form.removeComponent')}</Button>}
        </div>
        <div className="grid gap-x-5 gap-y-4 @2xl/main:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
          <TextField mono label={t('cloud.form.image')} hint={t('cloud.form.imageHint')} value={component.image} maxLength={300} onValue={(image) => change({ image })} problem={words('repotag')} />
          <TextField label={t('cloud.form.componentName')} value={component.name} maxLength={100} onValue={(name) => change({ name })} problem={words('component')} />
        </div>
        <div className="grid grid-cols-2 gap-x-5 gap-y-4 @2xl/main:grid-cols-4">
          <TextField label={t('cloud.form.cpu')} inputMode="decimal" value={component.cpu} maxLength={6} onValue={(cpu) => change({ cpu })} problem={words('cpu')} />
          <TextField label={t('cloud.form.ram')} inputMode="numeric" value={component.ram} maxLength={7} onValue={(ram) => change({ ram })} problem={words('ram')} />
          <TextField label={t('cloud.form.hdd')} inputMode="numeric" value={component.hdd} maxLength={6} onValue={(hdd) => change({ hdd })} problem={words('hdd')} />
          <TextField mono label={t('cloud.form.data')} value={component.data} maxLength={300} onValue={(data) => change({ data })} problem={words('data')} />
        </div>
        <Ports ports={component.ports} onPorts={(ports) => change({ ports })} problem={words('ports') ?? words('domains')} />
        <div className="grid gap-x-5 gap-y-4 @2xl/main:grid-cols-2">
          <TextArea mono label={t('cloud.form.environment')} hint={t('cloud.form.environmentHint')} value={component.environment} maxLength={8_000} onValue={(environment) => change({ environment })} problem={words('environment')} />
          <TextArea mono label={t('cloud.form.commands')} value={component.commands} maxLength={8_000} onValue={(commands) => change({ commands })} problem={words('commands')} />
        </div>
      </fieldset>
    </Card>
  );
}

function Ports({ ports, onPorts, problem }: { ports: readonly PortForm[]; onPorts(ports: readonly PortForm[]): void; problem: string | null }) {
  const t = useT();
  const change = (place: number, patch: Partial<PortForm>) => onPorts(ports.map((each, at) => (at === place ? { ...each, ...patch } : each)));
  return (
    <div role="group" aria-label={t('cloud.form.ports')} className="flex flex-col gap-2">
      {ports.map((each, place) => (
        <div key={place} className="grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)_minmax(0,2fr)_2rem] items-end gap-2">
          <TextField label={t('cloud.form.port')} hideLabel={place > 0} inputMode="numeric" value={each.port} maxLength={5} onValue={(port) => change(place, { port })} />
          <TextField label={t('cloud.form.inner')} hideLabel={place > 0} inputMode="numeric" value={each.inner} maxLength={5} onValue={(inner) => change(place, { inner })} />
          <TextField label={t('cloud.form.domain')} hideLabel={place > 0} value={each.domain} maxLength={300} onValue={(domain) => change(place, { domain })} />
          <IconButton icon={X} label={t('cloud.form.removePort', { port: each.port || String(place + 1) })} className="mb-0.5" onClick={() => onPorts(ports.filter((_, at) => at !== place))} />
        </div>
      ))}
      <div aria-live="polite" className={problem ? 'text-xs text-bad-ink' : 'hidden'}>{problem}</div>
      {ports.length < 5 && <Button size="sm" look="quiet" icon={Plus} className="-ml-2.5 self-start" onClick={() => onPorts([...ports, { port: '', inner: '', domain: '' }])}>{t('cloud.form.addPort')}</Button>}
    </div>
  );
}
