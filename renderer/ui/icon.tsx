// Icons are lucide's at one stroke width; they decorate words and are hidden from screen readers.

import type { LucideIcon } from 'lucide-react';
import clsx from 'clsx';

export type { LucideIcon };

export function Icon({ of: Shape, className }: { of: LucideIcon; className?: string }) {
  return <Shape strokeWidth={1.75} className={clsx('shrink-0', className ?? 'size-4')} aria-hidden="true" focusable="false" />;
}
