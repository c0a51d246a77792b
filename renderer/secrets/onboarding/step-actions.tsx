// Back and on, in the same place on every step.

import type { ReactNode } from 'react';
import { useT } from '../../i18n/use-t';
import { Button } from '../../ui/button';

export function StepActions({ back, label, disabled, busy, children }: { back: (() => void) | null; label: string; disabled?: boolean; busy?: boolean; children?: ReactNode }) {
  const t = useT();
  return (
    <div className="mt-6.5 flex flex-wrap items-center gap-2.5">
      {back && <Button size="lg" onClick={back} disabled={busy}>{t('common.back')}</Button>}
      <Button size="lg" look="primary" type="submit" disabled={disabled} busy={busy}>{label}</Button>
      <div className="ml-auto">{children}</div>
    </div>
  );
}
