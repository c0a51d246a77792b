// Switch and checkbox: one for settings that act at once, one for what a person confirms.

import clsx from 'clsx';
import { Check } from 'lucide-react';
import { useId, type ReactNode } from 'react';
import { Icon } from './icon';

export function Switch({ label, hint, on, onChange, disabled }: { label: string; hint?: string; on: boolean; onChange(on: boolean): void; disabled?: boolean }) {
  const id = useId();
  return (
    <div className="flex min-h-9 items-center justify-between gap-4">
      <div>
        <span id={id} className="text-sm text-text">{label}</span>
        {hint && <div id={`${id}-hint`} className="text-xs text-muted">{hint}</div>}
      </div>
      <button
        type="button" role="switch" aria-checked={on} aria-labelledby={id} aria-describedby={hint ? `${id}-hint` : undefined} disabled={disabled} onClick={() => onChange(!on)}
        className={clsx('relative h-5 w-8.5 shrink-0 rounded-full border transition-opacity disabled:opacity-50', on ? 'border-transparent bg-accent' : 'border-line-strong bg-surface-3')}
      >
        <span className={clsx('absolute top-1/2 left-0.5 size-3.5 -translate-y-1/2 rounded-full transition-transform', on ? 'translate-x-3.5 bg-on-accent' : 'bg-muted')} />
      </button>
    </div>
  );
}

export function Checkbox({ checked, onChange, children, className }: { checked: boolean; onChange(checked: boolean): void; children: ReactNode; className?: string }) {
  return (
    <label className={clsx('flex items-start gap-2.5 text-sm', className)}>
      <span className="relative mt-0.5 inline-flex size-4 shrink-0">
        <input
          type="checkbox" checked={checked} onChange={(event) => onChange(event.target.checked)}
          className="peer size-4 appearance-none rounded-xs border border-line-strong bg-surface-2 checked:border-transparent checked:bg-accent"
        />
        <Icon of={Check} className="pointer-events-none absolute inset-0.5 hidden size-3 text-on-accent peer-checked:block" />
      </span>
      <span>{children}</span>
    </label>
  );
}
