// The two shapes of the settings: a titled card, and rows in it that say what is set on the left and set it on the right.

import type { ReactNode } from 'react';
import { Card, CardTitle } from '../../ui/card';

/** @param note a line under the title */
export function SettingsCard({ title, note, aside, children }: { title: string; note?: ReactNode; aside?: ReactNode; children: ReactNode }) {
  return (
    <Card label={title}>
      <div className="px-5 pt-5 pb-1.5">
        <CardTitle aside={aside}>{title}</CardTitle>
        {note && <p className="mt-1.5 max-w-150 text-xs text-muted">{note}</p>}
      </div>
      <div className="pb-2">{children}</div>
    </Card>
  );
}

export function Row({ title, hint, children }: { title: ReactNode; hint?: ReactNode; children?: ReactNode }) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-line px-5 py-3 not-first:border-t">
      <div className="min-w-0 flex-1 basis-60">
        <div className="text-sm wrap-break-word">{title}</div>
        {hint && <div className="mt-0.5 text-xs text-muted wrap-break-word">{hint}</div>}
      </div>
      {children && <div className="flex flex-wrap items-center justify-end gap-2">{children}</div>}
    </div>
  );
}

/** A row that needs the full width. */
export function Block({ children }: { children: ReactNode }) {
  return <div className="border-line px-5 py-3.5 not-first:border-t">{children}</div>;
}
