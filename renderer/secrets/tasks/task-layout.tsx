// The layout of a single task on an unlocked wallet: a title, its body, cancel and the one act.

import type { ReactNode } from 'react';
import type { ErrorShape } from '../../../shared/errors/app-error';
import { useT } from '../../i18n/use-t';
import { Button } from '../../ui/button';
import { ErrorNotice } from '../../ui/error-notice';
import { Logo } from '../../ui/logo';
import { Title } from '../layout';

export function TaskLayout({ title, lead, children }: { title: string; lead?: ReactNode; children: ReactNode }) {
  return (
    <div className="@container h-full overflow-y-auto">
      <main className="mx-auto max-w-185 px-6 py-10">
        <div className="mb-8 flex items-center gap-3"><Logo className="size-7" /><span className="text-md font-bold">Fluxkeep</span></div>
        <Title lead={lead}>{title}</Title>
        {children}
      </main>
    </div>
  );
}

/** @param onAct none on a last screen, where only closing is left */
export function TaskForm({ action, look = 'primary', disabled, busy, error, onAct, onCancel, children }: { action: string; look?: 'primary' | 'danger'; disabled?: boolean; busy: boolean; error: ErrorShape | null; onAct(): void; onCancel(): void; children: ReactNode }) {
  const t = useT();
  return (
    <form className="mt-7" onSubmit={(event) => { event.preventDefault(); if (!disabled) onAct(); }}>
      <div className="flex flex-col gap-4">{children}</div>
      {error && <ErrorNotice error={error} className="mt-4 max-w-130" />}
      <div className="mt-6.5 flex gap-2.5">
        <Button size="lg" onClick={onCancel} disabled={busy}>{t('common.cancel')}</Button>
        <Button size="lg" look={look} type="submit" disabled={disabled} busy={busy}>{action}</Button>
      </div>
    </form>
  );
}
