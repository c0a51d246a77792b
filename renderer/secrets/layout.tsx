// Two layouts: steps on the left with one thing at a time on the right, and one thing in the middle.

import clsx from 'clsx';
import { Check } from 'lucide-react';
import { useEffect, useRef, type ReactNode } from 'react';
import { useT } from '../i18n/use-t';
import { Icon } from '../ui/icon';
import { Logo } from '../ui/logo';

export interface Step {
  readonly id: string;
  readonly name: string;
  readonly note: string;
}

function StepMark({ state, number }: { state: 'done' | 'current' | 'coming'; number: number }) {
  return (
    <span aria-hidden="true" className={clsx('inline-flex size-5.5 shrink-0 items-center justify-center rounded-full text-2xs font-bold tabular', state === 'done' ? 'bg-good-tint text-good-ink' : state === 'current' ? 'bg-accent text-on-accent' : 'bg-surface-3 text-muted')}>
      {state === 'done' ? <Icon of={Check} className="size-3.5" /> : number}
    </span>
  );
}

export function StepLayout({ steps, current, children }: { steps: readonly Step[]; current: string; children: ReactNode }) {
  const t = useT();
  const at = steps.findIndex((step) => step.id === current);
  return (
    <div className="@container h-full">
      <div className="flex h-full flex-col @3xl:flex-row">
        <aside className="flex shrink-0 flex-col border-line bg-surface-1 p-4 max-@3xl:border-b @3xl:w-64 @3xl:border-r @3xl:p-8 @5xl:w-105 @5xl:p-10">
          <div className="flex items-center gap-3">
            <Logo className="size-8.5" />
            <span className="text-lg font-bold">Fluxkeep</span>
          </div>
          <ol aria-label={t('secrets.steps.label')} className="mt-12 hidden flex-col gap-6 @3xl:flex">
            {steps.map((step, index) => {
              const state = index < at ? 'done' : index === at ? 'current' : 'coming';
              return (
                <li key={step.id} aria-current={state === 'current' ? 'step' : undefined} className="flex gap-3.5">
                  <StepMark state={state} number={index + 1} />
                  <div>
                    <div className={clsx('text-base font-bold', state === 'coming' && 'text-muted')}>
                      {step.name}{state !== 'coming' && <span className="sr-only"> ({t(`secrets.steps.${state}`)})</span>}
                    </div>
                    {step.note && <div className="text-2xs text-muted">{step.note}</div>}
                  </div>
                </li>
              );
            })}
          </ol>
          <p className="mt-auto hidden max-w-85 pt-6 text-xs text-muted @3xl:block">{t('secrets.keepNote')}</p>
        </aside>
        <main className="min-h-0 min-w-0 flex-1 overflow-y-auto">
          <div className="mx-auto max-w-185 px-6 py-8 @3xl:px-12 @3xl:py-14 @5xl:mx-0 @5xl:max-w-200 @5xl:pl-18">{children}</div>
        </main>
      </div>
    </div>
  );
}

export function CentreLayout({ children, foot }: { children: ReactNode; foot?: string }) {
  return (
    <div className="flex h-full flex-col overflow-y-auto">
      <main className="flex min-h-0 flex-1 flex-col items-center px-6 pt-8 pb-4">
        <div className="my-auto flex w-full flex-col items-center">{children}</div>
      </main>
      {foot && <footer className="shrink-0 px-6 pb-6 text-center text-2xs text-muted">{foot}</footer>}
    </div>
  );
}

/** The title takes the focus when its screen appears, so that a reader hears where it is and Tab starts there. */
export function Title({ children, lead, centre }: { children: ReactNode; lead?: ReactNode; centre?: boolean }) {
  const ref = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!document.activeElement || document.activeElement === document.body) ref.current?.focus();
  }, []);
  return (
    <div className={clsx(centre && 'text-center')}>
      <h1 ref={ref} tabIndex={-1} className={clsx('font-bold', centre ? 'text-xl' : 'text-2xl')}>{children}</h1>
      {lead && <p className="mt-2 text-md text-muted">{lead}</p>}
    </div>
  );
}
