// Tabs in a row (WAI-ARIA tabs pattern): arrow keys, Home and End move between them, the chosen one is shown at once.

import clsx from 'clsx';
import { useRef, type KeyboardEvent, type ReactNode } from 'react';

export interface Tab<V extends string> {
  readonly value: V;
  readonly label: ReactNode;
}

/** @param id start of the ids; the panel is `${id}-panel` and labelled by `${id}-${value}` */
export function Tabs<V extends string>({ id, label, tabs, value, onChoose }: { id: string; label: string; tabs: readonly Tab<V>[]; value: V; onChoose(value: V): void }) {
  const list = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const at = tabs.findIndex((tab) => tab.value === value);
    const places: Record<string, number> = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: tabs.length - 1 };
    const place = places[event.key];
    if (place === undefined) return;
    event.preventDefault();
    const next = (place + tabs.length) % tabs.length;
    const tab = tabs[next];
    if (tab) onChoose(tab.value);
    list.current?.querySelectorAll<HTMLElement>('[role=tab]')[next]?.focus();
  };
  return (
    <div ref={list} role="tablist" aria-label={label} onKeyDown={onKeyDown} className="flex flex-wrap gap-1">
      {tabs.map((tab) => (
        <button
          key={tab.value} type="button" role="tab" id={`${id}-${tab.value}`} aria-selected={tab.value === value} aria-controls={`${id}-panel`} tabIndex={tab.value === value ? 0 : -1} onClick={() => onChoose(tab.value)}
          className={clsx('flex min-h-8 items-center gap-2 rounded-md px-3 text-sm font-medium', tab.value === value ? 'bg-surface-3 text-text' : 'text-muted hover:bg-surface-2 hover:text-text')}
        >
          {tab.label}
        </button>
      ))}
    </div>
  );
}
