// The settings of a server, ready to paste into the installer that it runs.

import { Copy } from 'lucide-react';
import { useId, useState } from 'react';
import { useT } from '../../i18n/use-t';
import { Button } from '../../ui/button';
import { Tabs } from '../../ui/tabs';
import { HIDDEN, SettingRow } from './setting-row';
import { FORMS, settingLines, settingsText, type Form, type ServerSettings } from './settings-text';

export function PasteBlock({ settings, shown, onCopy }: { settings: ServerSettings; /** Whether the key stands in view. */ shown: boolean; onCopy(text: string): void }) {
  const t = useT();
  const id = useId();
  const [form, setForm] = useState<Form>('arcane');
  const visible = shown ? settings : { ...settings, identityKey: HIDDEN };
  return (
    <section className="flex flex-col gap-3" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`} className="text-md font-bold">{t('secrets.node.paste')}</h2>
      <Tabs<Form> id={id} label={t('secrets.node.paste')} value={form} onChoose={setForm} tabs={FORMS.map((value) => ({ value, label: t(`secrets.node.form.${value}`) }))} />
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${form}`} tabIndex={0} className="flex flex-col gap-3" data-testid="node-paste">
        <p className="text-xs text-muted">{t(`secrets.node.how.${form}`)}</p>
        {form === 'classic' ? (
          <dl className="rounded-lg border border-line bg-surface-1">
            {settingLines(form, settings).map(({ name, value }) => <SettingRow key={name} name={name} value={value} hidden={!shown && value === settings.identityKey} onCopy={() => onCopy(value)} />)}
          </dl>
        ) : (
          <>
            <pre data-selectable={shown ? true : undefined} className="rounded-lg border border-line bg-surface-1 px-4 py-3 font-mono text-xs leading-relaxed break-all whitespace-pre-wrap">{settingsText(form, visible)}</pre>
            <Button size="sm" icon={Copy} className="self-start" onClick={() => onCopy(settingsText(form, settings))}>{t('secrets.node.copyAll')}</Button>
          </>
        )}
      </div>
    </section>
  );
}
