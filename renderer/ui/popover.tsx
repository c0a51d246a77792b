// A small panel beside the button that opens it: Esc, Tab past its end and a press elsewhere close it and give the focus back.

import clsx from 'clsx';
import { useEffect, useId, useRef, useState, type ReactNode } from 'react';
import { createPortal } from 'react-dom';

const WIDTH = 344;
const MARGIN = 8;
/** What a panel needs below its button, at most. */
const HEIGHT = 320;

interface Place { left: number; top?: number; bottom?: number }

/** Below the button, or above it when there is more room; never out of the window. */
function placeAt(box: DOMRect): Place {
  const left = Math.max(MARGIN, Math.min(box.left, window.innerWidth - WIDTH - MARGIN));
  const above = window.innerHeight - box.bottom < HEIGHT && box.top > window.innerHeight - box.bottom;
  return above ? { left, bottom: window.innerHeight - box.top + 6 } : { left, top: box.bottom + 6 };
}

export function Popover({ label, button, children, className }: { label: string; button: ReactNode; children: (close: () => void) => ReactNode; className?: string }) {
  const [place, setPlace] = useState<Place | null>(null);
  const trigger = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const id = useId();
  const open = place !== null;
  const close = () => {
    setPlace(null);
    trigger.current?.focus();
  };
  useEffect(() => {
    if (!open) return;
    panel.current?.focus();
    const away = () => setPlace(null);
    const outside = (event: MouseEvent) => {
      if (event.target instanceof Node && !panel.current?.contains(event.target) && !trigger.current?.contains(event.target)) away();
    };
    document.addEventListener('mousedown', outside);
    window.addEventListener('resize', away);
    return () => {
      document.removeEventListener('mousedown', outside);
      window.removeEventListener('resize', away);
    };
  }, [open]);
  return (
    <>
      <button
        ref={trigger} type="button" aria-haspopup="dialog" aria-expanded={open} aria-controls={open ? id : undefined} aria-label={label} title={label}
        onClick={() => (open || !trigger.current ? close() : setPlace(placeAt(trigger.current.getBoundingClientRect())))}
        className={clsx('rounded-sm hover:opacity-85', className)}
      >
        {button}
      </button>
      {place && createPortal(
        <div
          ref={panel} id={id} role="dialog" aria-label={label} tabIndex={-1} style={{ ...place, width: WIDTH }}
          className="fixed z-20 flex max-h-[70vh] flex-col overflow-y-auto rounded-lg border border-line bg-surface-2 shadow-float outline-none"
          onKeyDown={(event) => {
            const stops = [...(panel.current?.querySelectorAll<HTMLElement>('button, summary, a[href]') ?? [])];
            const atEnd = document.activeElement === (event.shiftKey ? (stops[0] ?? panel.current) : (stops.at(-1) ?? panel.current)) || (event.shiftKey && document.activeElement === panel.current);
            if (event.key !== 'Escape' && !(event.key === 'Tab' && atEnd)) return;
            event.preventDefault();
            event.stopPropagation();
            close();
          }}
        >
          {children(close)}
        </div>,
        document.body,
      )}
    </>
  );
}
