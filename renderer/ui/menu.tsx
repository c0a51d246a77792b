// A menu button (WAI-ARIA menu button pattern): arrow keys move, Esc closes and gives the focus back.

import clsx from 'clsx';
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';

export interface MenuItem {
  readonly id: string;
  readonly label: ReactNode;
  readonly onSelect: () => void;
  readonly checked?: boolean;
}

export function Menu({ label, button, items, footer, className }: { label: string; button: ReactNode; items: readonly MenuItem[]; footer?: readonly MenuItem[]; className?: string }) {
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const trigger = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!open) return;
    box.current?.querySelector<HTMLElement>('[role^=menuitem]')?.focus();
    const outside = (event: MouseEvent) => {
      if (event.target instanceof Node && !box.current?.contains(event.target)) setOpen(false);
    };
    document.addEventListener('mousedown', outside);
    return () => document.removeEventListener('mousedown', outside);
  }, [open]);
  const close = () => {
    setOpen(false);
    trigger.current?.focus();
  };
  const onKey = (event: KeyboardEvent) => {
    if (!open) return;
    const entries = [...(box.current?.querySelectorAll<HTMLElement>('[role^=menuitem]') ?? [])];
    const at = entries.findIndex((entry) => entry === document.activeElement);
    const go = (to: number) => {
      event.preventDefault();
      entries[(to + entries.length) % entries.length]?.focus();
    };
    if (event.key === 'Escape') {
      event.stopPropagation();
      close();
    } else if (event.key === 'ArrowDown') go(at + 1);
    else if (event.key === 'ArrowUp') go(at - 1);
    else if (event.key === 'Home') go(0);
    else if (event.key === 'End') go(entries.length - 1);
    else if (event.key === 'Tab') setOpen(false);
  };
  const row = (item: MenuItem) => (
    <button
      key={item.id} type="button" tabIndex={-1} role={item.checked === undefined ? 'menuitem' : 'menuitemradio'} aria-checked={item.checked}
      onClick={() => {
        close();
        item.onSelect();
      }}
      className="flex min-h-8 w-full items-center gap-2.5 rounded-sm px-2.5 text-left text-sm hover:bg-surface-3 focus-visible:bg-surface-3 focus-visible:outline-none"
    >
      {item.label}
    </button>
  );
  return (
    <div ref={box} className="relative" onKeyDown={onKey}>
      <button
        ref={trigger} type="button" aria-haspopup="menu" aria-expanded={open} aria-label={label} onClick={() => setOpen(!open)}
        className={clsx('inline-flex items-center gap-2 rounded-md border border-line bg-surface-1 px-3 text-xs hover:bg-surface-2', className)}
      >
        {button}
      </button>
      {open && (
        <div role="menu" aria-label={label} className="absolute right-0 z-20 mt-1.5 min-w-56 rounded-lg border border-line bg-surface-2 p-1.5 shadow-float">
          {items.map(row)}
          {footer && footer.length > 0 && <div role="separator" className="my-1.5 border-t border-line" />}
          {footer?.map(row)}
        </div>
      )}
    </div>
  );
}
