// One step of a start: a bar, what it is, where it stands, and what the person can do for it.

import clsx from 'clsx';
import type { ReactNode } from 'react';
import { useT } from '../../../i18n/use-t';
import type { StepState } from './steps';

const BARS = { done: 'bg-good', now: 'bg-accent', you: 'bg-warn', later: 'bg-transparent' };

export function Step({ title, step, children, action }: { title: string; step: StepState; children: ReactNode; action?: ReactNode }) {
  const t = useT();
  const { state, share } = step;
  // What is under way without a figure is a short piece: it never moves for show.
  const part = state === 'done' ? 1 : state === 'later' ? 0 : (share ?? 0.12);
  return (
    <li className="min-w-0">
      <span
        {...(share === null ? { 'aria-hidden': true } : { role: 'progressbar', 'aria-label': title, 'aria-valuenow': Math.round(share * 100), 'aria-valuemin': 0, 'aria-valuemax': 100 })}
        className="block h-1.5 overflow-hidden rounded-full bg-surface-3"
      >
        <span className={clsx('block h-full origin-left rounded-full transition-transform', BARS[state])} style={{ transform: `scaleX(${part})` }} />
      </span>
      <div className="mt-2 text-xs font-bold">{title}<span className="sr-only">: {t(`staking.steps.${state}`)}</span></div>
      <div className="mt-1 text-2xs text-muted">{children}</div>
      {action && <div className="mt-2">{action}</div>}
    </li>
  );
}
