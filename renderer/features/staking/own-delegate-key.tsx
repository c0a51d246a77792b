// The own key that others name as their delegate, to copy.

import { Copy } from 'lucide-react';
import { useCopy } from '../../app/copy';
import { useCall } from '../../app/queries';
import { useT } from '../../i18n/use-t';
import { IconButton } from '../../ui/button';

export function OwnDelegateKey() {
  const t = useT();
  const copy = useCopy();
  const key = useCall('staking.delegateKey', undefined).data?.publicKey ?? null;
  if (key === null) return null;
  return (
    <div className="rounded-md border border-line bg-surface-2 px-3.5 py-2.5">
      <div className="text-2xs text-muted">{t('staking.delegates.ownKey')}</div>
      <div className="mt-0.5 flex items-start justify-between gap-1">
        <span data-selectable data-testid="own-delegate-key" className="min-w-0 font-mono text-2xs break-all">{key}</span>
        <IconButton icon={Copy} label={t('staking.delegates.copyKey')} onClick={() => void copy(key)} className="-my-1.5 -mr-2 shrink-0" />
      </div>
      <p className="mt-1 text-2xs text-muted">{t('staking.delegates.ownKeyText')}</p>
    </div>
  );
}
