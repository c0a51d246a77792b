// Why the last question to Fusion or to a chain went unanswered, and that it is asked again.

import type { Swap } from '../../../../shared/contract/bridge';
import { useNow } from '../../../app/use-now';
import { formatDuration } from '../../../i18n/format';
import { useT } from '../../../i18n/use-t';
import { errorLine } from '../../../ui/error-notice';
import { Icon } from '../../../ui/icon';
import { CloudOff } from 'lucide-react';

export function Trouble({ error }: { error: NonNullable<Swap['trouble']> }) {
  const t = useT();
  const now = useNow(1000);
  const { next } = error.context;
  const left = typeof next === 'number' ? Math.ceil((next - now) / 1000) : 0;
  return (
    <p className="flex items-start gap-2.5 px-5 py-2 text-xs text-warn-ink">
      <Icon of={CloudOff} className="mt-0.5 size-4" />
      {/* The seconds are no news to a screen reader; the reason is. */}
      <span><span role="status">{errorLine(error)}.</span> {left > 0 ? t('bridge.trouble.next', { duration: formatDuration(left) }) : t('bridge.trouble.again')} <span className="font-mono text-2xs">{error.code}</span></span>
    </p>
  );
}
