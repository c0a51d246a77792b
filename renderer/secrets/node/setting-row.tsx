// One setting of a server: its name, its value whole, and a button that copies it.

import { Copy } from 'lucide-react';
import type { ReactNode } from 'react';
import { useT } from '../../i18n/use-t';
import { IconButton } from '../../ui/button';

export function SettingRow({ name, value, hidden, onCopy, children }: { name: string; value: string; hidden?: boolean; onCopy(): void; children?: ReactNode }) {
  const t = useT();
  return (
    <div className="grid grid-cols-[1fr_auto] items-center gap-x-3 border-b border-line px-4 py-3 last:border-b-0">
      <dt className="text-2xs text-muted">{name}</dt>
      <dd data-selectable={hidden ? undefined : true} className="mt-0.5 min-w-0 font-mono text-sm break-all text-text">
        {hidden ? <><span aria-hidden="true">{HIDDEN}</span><span className="sr-only">{t('secrets.node.hidden')}</span></> : value}
      </dd>
      <dd className="col-start-2 row-span-2 row-start-1 flex items-center gap-1">
        {children}
        <IconButton icon={Copy} label={t('secrets.node.copy', { name })} onClick={onCopy} />
      </dd>
    </div>
  );
}

/** Stands in the place of a key that is not shown; its length says nothing. */
export const HIDDEN = '•'.repeat(20);
