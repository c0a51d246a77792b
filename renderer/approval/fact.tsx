// One line of what was read: its name, and the value with a smaller line under it.

import type { ReactNode } from 'react';

export function Fact({ name, children, detail }: { name: string; children: ReactNode; detail?: ReactNode }) {
  return (
    <div className="flex items-start justify-between gap-4 text-xs">
      <dt className="text-muted">{name}</dt>
      <dd className="min-w-0 text-right">
        <div data-selectable className="font-medium text-text tabular wrap-break-word">{children}</div>
        {detail && <div data-selectable className="text-2xs text-muted wrap-break-word">{detail}</div>}
      </dd>
    </div>
  );
}
