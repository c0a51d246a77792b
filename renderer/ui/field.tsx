// Form fields: a label that is always there, a hint, and the problem said under the field it belongs to.

import clsx from 'clsx';
import { useId, type InputHTMLAttributes, type ReactNode, type Ref, type SelectHTMLAttributes, type TextareaHTMLAttributes } from 'react';
import { ChevronDown } from 'lucide-react';
import { Icon } from './icon';

interface Frame {
  label: string;
  hint?: ReactNode;
  problem?: string | null;
  /** Stands right of the label. */
  aside?: ReactNode;
  hideLabel?: boolean;
  className?: string;
}

const BOX = 'w-full rounded-md border bg-surface-2 text-base text-text focus-within:border-accent focus-within:outline-2 focus-within:outline-accent-tint';
const BARE = 'min-w-0 flex-1 bg-transparent outline-none focus-visible:outline-none';

function FieldFrame({ id, label, hint, problem, aside, hideLabel, className, children }: Frame & { id: string; children: ReactNode }) {
  return (
    <div className={clsx('flex flex-col gap-1.5', className)}>
      <div className={clsx('flex items-baseline justify-between gap-2', hideLabel && aside === undefined && 'sr-only')}>
        <label htmlFor={id} className={clsx('text-xs text-muted', hideLabel && 'sr-only')}>{label}</label>
        {aside}
      </div>
      {children}
      {hint !== undefined && hint !== null && <div id={`${id}-hint`} className="text-2xs text-muted">{hint}</div>}
      {/* The live region stands before the text comes, so that it is read out. */}
      <div id={`${id}-problem`} aria-live="polite" className={clsx('text-xs text-bad-ink', !problem && 'hidden')}>{problem}</div>
    </div>
  );
}

function described(id: string, hint: ReactNode, problem: string | null | undefined): string | undefined {
  return [hint !== undefined && hint !== null && `${id}-hint`, problem && `${id}-problem`].filter(Boolean).join(' ') || undefined;
}

export interface TextFieldProps extends Frame, Omit<InputHTMLAttributes<HTMLInputElement>, 'className' | 'onChange' | 'value' | 'prefix'> {
  value: string;
  onValue(value: string): void;
  prefix?: ReactNode;
  suffix?: ReactNode;
  mono?: boolean;
  size?: never;
  large?: boolean;
  ref?: Ref<HTMLInputElement>;
}

export function TextField({ label, hint, problem, aside, hideLabel, className, value, onValue, prefix, suffix, mono, large, ...input }: TextFieldProps) {
  const own = useId();
  const id = input.id ?? own;
  return (
    <FieldFrame id={id} {...{ label, hint, problem, aside, hideLabel, className }}>
      <div className={clsx(BOX, 'flex items-center gap-2.5 px-3.5', large ? 'min-h-11' : 'min-h-9', problem ? 'border-bad' : 'border-line')}>
        {prefix}
        <input
          autoComplete="off" autoCorrect="off" autoCapitalize="off" spellCheck={false} {...input} id={id} value={value} onChange={(event) => onValue(event.target.value)}
          aria-invalid={problem ? true : undefined} aria-describedby={described(id, hint, problem)}
          className={clsx(BARE, mono ? 'font-mono text-sm' : 'tabular')}
        />
        {suffix}
      </div>
    </FieldFrame>
  );
}

export function TextArea({ label, hint, problem, aside, hideLabel, className, value, onValue, mono, ...area }: Frame & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'className' | 'onChange' | 'value'> & { value: string; onValue(value: string): void; mono?: boolean }) {
  const id = useId();
  return (
    <FieldFrame id={id} {...{ label, hint, problem, aside, hideLabel, className }}>
      <div className={clsx(BOX, 'flex', problem ? 'border-bad' : 'border-line')}>
        <textarea
          autoComplete="off" spellCheck={false} rows={3} {...area} id={id} value={value} onChange={(event) => onValue(event.target.value)}
          aria-invalid={problem ? true : undefined} aria-describedby={described(id, hint, problem)}
          className={clsx(BARE, 'resize-y px-3.5 py-2', mono && 'font-mono text-sm')}
        />
      </div>
    </FieldFrame>
  );
}

export interface Option<V extends string> {
  readonly value: V;
  readonly label: string;
}

/** The system's own list: it works with every keyboard and reader. */
export function SelectField<V extends string>({ label, hint, problem, aside, hideLabel, className, value, options, onValue, icon, compact, large, ...select }: Frame & Omit<SelectHTMLAttributes<HTMLSelectElement>, 'className' | 'onChange' | 'value'> & { value: V; options: readonly Option<V>[]; onValue(value: V): void; icon?: ReactNode; compact?: boolean; large?: boolean }) {
  const id = useId();
  return (
    <FieldFrame id={id} {...{ label, hint, problem, aside, hideLabel, className }}>
      <div className={clsx(BOX, 'relative flex items-center', problem ? 'border-bad' : 'border-line', large ? 'min-h-11' : compact ? 'min-h-8' : 'min-h-9')}>
        {icon && <span className="pointer-events-none absolute left-3 text-muted">{icon}</span>}
        <select
          {...select} id={id} value={value}
          onChange={(event) => {
            const chosen = options.find((option) => option.value === event.target.value);
            if (chosen) onValue(chosen.value);
          }}
          aria-invalid={problem ? true : undefined} aria-describedby={described(id, hint, problem)}
          className={clsx('w-full appearance-none self-stretch rounded-md bg-transparent pr-8 outline-none focus-visible:outline-none', icon ? 'pl-8.5' : 'pl-3.5', compact && 'text-xs font-medium text-muted')}
        >
          {options.map((option) => <option key={option.value} value={option.value} className="bg-surface-2 text-text">{option.label}</option>)}
        </select>
        <Icon of={ChevronDown} className="pointer-events-none absolute right-2.5 size-3.5 text-muted" />
      </div>
    </FieldFrame>
  );
}
