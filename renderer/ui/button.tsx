// Buttons: the primary act of a screen, everything beside it, and quiet ones.

import { LoaderCircle } from 'lucide-react';
import clsx from 'clsx';
import type { ButtonHTMLAttributes, Ref } from 'react';
import { Icon, type LucideIcon } from './icon';

const LOOKS = {
  primary: 'bg-accent text-on-accent border-transparent hover:opacity-95 active:opacity-90',
  secondary: 'bg-surface-2 text-text border-line hover:bg-surface-3',
  quiet: 'bg-transparent text-muted border-transparent hover:text-text hover:bg-surface-2',
  danger: 'bg-bad-tint text-bad-ink border-transparent hover:opacity-85',
} as const;
const SIZES = {
  sm: 'min-h-7.5 px-2.5 text-xs gap-1.5 rounded-md',
  md: 'min-h-9 px-3.5 text-base gap-2 rounded-md',
  lg: 'min-h-11 px-5.5 text-base gap-2 rounded-md',
} as const;

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  look?: keyof typeof LOOKS;
  size?: keyof typeof SIZES;
  icon?: LucideIcon;
  /** Shows that the act is under way and takes no second press. */
  busy?: boolean;
  ref?: Ref<HTMLButtonElement>;
}

export function Button({ look = 'secondary', size = 'md', icon, busy = false, className, children, disabled, type = 'button', ...rest }: ButtonProps) {
  return (
    <button
      type={type}
      disabled={disabled === true || busy}
      aria-busy={busy || undefined}
      className={clsx('inline-flex items-center justify-center border font-bold transition-opacity disabled:opacity-50', LOOKS[look], SIZES[size], className)}
      {...rest}
    >
      {busy ? <Icon of={LoaderCircle} className="size-4 animate-turn" /> : icon && <Icon of={icon} className={size === 'sm' ? 'size-3.5' : 'size-4'} />}
      {children}
    </button>
  );
}

/** A button that is an icon alone; its name is for screen readers and the tooltip. */
export function IconButton({ label, icon, className, ...rest }: { label: string; icon: LucideIcon } & ButtonHTMLAttributes<HTMLButtonElement>) {
  return (
    <button type="button" aria-label={label} title={label} className={clsx('inline-flex size-8 items-center justify-center rounded-md text-muted hover:bg-surface-3 hover:text-text disabled:opacity-50', className)} {...rest}>
      <Icon of={icon} />
    </button>
  );
}

/** A link in look, a button in nature: it acts inside the app. */
export function TextButton({ className, type = 'button', ...rest }: ButtonHTMLAttributes<HTMLButtonElement>) {
  return <button type={type} className={clsx('rounded-sm text-xs text-muted underline-offset-4 hover:text-text hover:underline disabled:opacity-50', className)} {...rest} />;
}
