// Pills: a word on a tint of its colour. The word carries the meaning.

import clsx from 'clsx';
import type { ReactNode } from 'react';
import { Icon, type LucideIcon } from './icon';

export type Tone = 'neutral' | 'accent' | 'good' | 'warn' | 'bad';
const TONES: Record<Tone, string> = {
  neutral: 'bg-surface-3 text-muted',
  accent: 'bg-accent-tint text-accent-ink',
  good: 'bg-good-tint text-good-ink',
  warn: 'bg-warn-tint text-warn-ink',
  bad: 'bg-bad-tint text-bad-ink',
};

export function Pill({ tone = 'neutral', icon, title, children }: { tone?: Tone; icon?: LucideIcon; title?: string; children: ReactNode }) {
  return (
    <span title={title} className={clsx('inline-flex items-center gap-1.5 rounded-sm px-2 py-0.5 text-2xs font-semibold whitespace-nowrap', TONES[tone])}>
      {icon && <Icon of={icon} className="size-3" />}
      {children}
    </span>
  );
}
