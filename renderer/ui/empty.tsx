// An empty place: what will be here, and the one action that starts it.

import type { ReactNode } from 'react';
import { Icon, type LucideIcon } from './icon';

export function Empty({ icon, title, children, action }: { icon: LucideIcon; title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <div className="flex flex-col items-center gap-2 px-6 py-12 text-center">
      <span className="mb-1 inline-flex size-10 items-center justify-center rounded-lg bg-surface-3 text-muted"><Icon of={icon} className="size-5" /></span>
      <div className="text-base font-bold">{title}</div>
      {children && <div className="max-w-90 text-xs text-muted">{children}</div>}
      {action && <div className="mt-3">{action}</div>}
    </div>
  );
}
