// One of several, all in view: native radio buttons drawn as chips or cards.

import clsx from 'clsx';
import { useId, type ReactNode } from 'react';

export interface Choice<V extends string> {
  readonly value: V;
  readonly label: ReactNode;
  readonly disabled?: boolean;
}

export function Choices<V extends string>({ legend, value, choices, onChoose, look = 'chip', className }: { legend: string; value: V | null; choices: readonly Choice<V>[]; onChoose(value: V): void; look?: 'chip' | 'card'; className?: string }) {
  const name = useId();
  return (
    <fieldset className={clsx('min-w-0', className)}>
      <legend className="sr-only">{legend}</legend>
      <div className={look === 'chip' ? 'flex flex-wrap gap-2' : 'grid gap-3'}>
        {choices.map((choice) => (
          <label
            key={choice.value}
            className={clsx(
              'flex items-center gap-2 border has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent',
              look === 'chip' ? 'min-h-7.5 rounded-md px-2.5 text-xs' : 'rounded-lg px-5 py-4 text-sm',
              value === choice.value ? 'border-accent bg-accent-tint font-bold text-text' : 'border-line text-muted hover:bg-surface-2',
              look === 'card' && 'bg-surface-1 font-normal!',
              choice.disabled && look === 'chip' && 'opacity-60',
            )}
          >
            <input type="radio" className="sr-only" name={name} value={choice.value} checked={value === choice.value} disabled={choice.disabled} onChange={() => onChoose(choice.value)} />
            {choice.label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
