// Cards: one line of border, no shadow. Rows inside are separated by the same line.

import clsx from 'clsx';
import type { ReactNode } from 'react';

export function Card({ className, children, label }: { className?: string; children: ReactNode; label?: string }) {
  const Tag = label === undefined ? 'div' : 'section';
  return <Tag aria-label={label} className={clsx('rounded-lg border border-line bg-surface-1', className)}>{children}</Tag>;
}

/** @param aside what stands on the right of the title */
export function CardTitle({ children, aside, level = 2 }: { children: ReactNode; aside?: ReactNode; level?: 2 | 3 }) {
  const Tag = level === 2 ? 'h2' : 'h3';
  return (
    <div className="flex items-center justify-between gap-3">
      <Tag className="text-sm font-bold text-text">{children}</Tag>
      {aside}
    </div>
  );
}
