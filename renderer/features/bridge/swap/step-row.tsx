// One step of a swap: what it is, its proofs, and a word for how it stands.

import { Check, Circle, CircleAlert, CircleHelp, CirclePause, LoaderCircle, Minus, type LucideIcon } from 'lucide-react';
import clsx from 'clsx';
import type { ReactNode } from 'react';
import { useT } from '../../../i18n/use-t';
import { Icon } from '../../../ui/icon';
import { Pill, type Tone } from '../../../ui/pill';
import type { StepState } from './steps';

const LOOKS: Record<StepState, { icon: LucideIcon; colour: string; tone: Tone }> = {
  done: { icon: Check, colour: 'text-good', tone: 'good' },
  working: { icon: LoaderCircle, colour: 'text-accent animate-turn', tone: 'accent' },
  waiting: { icon: Circle, colour: 'text-muted', tone: 'neutral' },
  held: { icon: CirclePause, colour: 'text-warn', tone: 'warn' },
  failed: { icon: CircleAlert, colour: 'text-bad', tone: 'bad' },
  skipped: { icon: Minus, colour: 'text-muted', tone: 'neutral' },
  unchecked: { icon: CircleHelp, colour: 'text-muted', tone: 'neutral' },
};

export function StepRow({ state, title, word, children }: { state: StepState; title: string; /** Instead of the state's usual word. */ word?: string; children?: ReactNode }) {
  const t = useT();
  const look = LOOKS[state];
  return (
    <li className="flex items-center gap-3.5 border-line px-5 py-2.5 not-first:border-t" data-step={state}>
      <Icon of={look.icon} className={clsx('size-4.5', look.colour)} />
      <div className="min-w-0 flex-1">
        <div className={clsx('text-base font-medium', (state === 'waiting' || state === 'skipped') && 'text-muted')}>{title}</div>
        {children && <div className="flex min-w-0 flex-wrap items-center gap-x-2 text-xs text-muted [&>*+*]:before:mr-2 [&>*+*]:before:content-['·']">{children}</div>}
      </div>
      <Pill tone={look.tone}>{word ?? t(`bridge.step.${state}`)}</Pill>
    </li>
  );
}
