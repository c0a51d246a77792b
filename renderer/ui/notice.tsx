// Notices: something to know on a tint, with the action that answers it.

import clsx from 'clsx';
import { CircleAlert, Info, ShieldCheck, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { Icon, type LucideIcon } from './icon';

const LOOKS: Record<'info' | 'good' | 'warn' | 'bad', { box: string; icon: LucideIcon }> = {
  info: { box: 'bg-accent-tint text-accent-ink', icon: Info },
  good: { box: 'bg-good-tint text-good-ink', icon: ShieldCheck },
  warn: { box: 'bg-warn-tint text-warn-ink', icon: TriangleAlert },
  bad: { box: 'bg-bad-tint text-bad-ink', icon: CircleAlert },
};

/** @param urgent read out at once (an error); otherwise it waits for a pause */
export function Notice({ tone = 'info', title, children, action, icon, urgent, className }: { tone?: keyof typeof LOOKS; title?: ReactNode; children?: ReactNode; action?: ReactNode; icon?: LucideIcon; urgent?: boolean; className?: string }) {
  const look = LOOKS[tone];
  return (
    <div role={urgent ? 'alert' : undefined} className={clsx('flex items-start gap-3 rounded-md px-3.5 py-3 text-xs', look.box, className)}>
      <Icon of={icon ?? look.icon} className="mt-0.5 size-4" />
      <div className="min-w-0 flex-1">
        {title && <div className="font-bold">{title}</div>}
        {children && <div className="wrap-break-word">{children}</div>}
        {action && <div className="mt-2 flex flex-wrap gap-2">{action}</div>}
      </div>
    </div>
  );
}
