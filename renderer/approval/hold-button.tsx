// The button that signs: held for a second by pointer or by the space bar. It never has the focus by itself,
// Enter and key repeat do nothing, and letting go before the end does nothing either.

import clsx from 'clsx';
import { Signature } from 'lucide-react';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { Icon } from '../ui/icon';

export const HOLD_MS = 1000;

export interface HoldButtonProps {
  /** False while something stands in the way; the button stays reachable and `describedBy` says what. */
  ready: boolean;
  busy: boolean;
  words: { hold: string; holding: string; busy: string };
  describedBy: string;
  onHeld(): void;
}

export function HoldButton({ ready, busy, words, describedBy, onHeld }: HoldButtonProps) {
  const [holding, setHolding] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const stop = () => {
    clearTimeout(timer.current);
    setHolding(false);
  };
  const start = () => {
    if (!ready || busy) return;
    stop();
    setHolding(true);
    timer.current = setTimeout(() => {
      setHolding(false);
      onHeld();
    }, HOLD_MS);
  };
  useEffect(() => {
    if (!ready) stop();
    return () => clearTimeout(timer.current);
  }, [ready]);
  const onKeyDown = (event: KeyboardEvent) => {
    // Enter would press a focused button at once; a repeated key is one that was held before the focus came here.
    if (event.key === 'Enter') event.preventDefault();
    if (event.key !== ' ') return;
    event.preventDefault();
    if (!event.repeat && !holding) start();
  };
  return (
    <button
      type="button" aria-disabled={!ready || busy} aria-describedby={describedBy} data-testid="hold-to-sign" data-ready={ready && !busy}
      onPointerDown={(event) => event.button === 0 && start()} onPointerUp={stop} onPointerLeave={stop} onPointerCancel={stop}
      onKeyDown={onKeyDown} onKeyUp={stop} onBlur={stop} onContextMenu={(event) => event.preventDefault()}
      className={clsx('relative inline-flex min-h-11 flex-1 touch-none items-center justify-center gap-2 overflow-hidden rounded-md bg-accent px-5 text-base font-bold text-on-accent transition-opacity', (!ready || busy) && 'opacity-50')}
    >
      {/* Progress of the hold: a function, not an ornament, so it moves also when motion is reduced, in one step. */}
      <span aria-hidden="true" className={clsx('absolute inset-0 origin-left bg-current opacity-20', holding ? 'scale-x-100 transition-transform duration-1000 ease-linear' : 'scale-x-0')} />
      <Icon of={Signature} className="size-4.5" />
      <span aria-live="polite">{busy ? words.busy : holding ? words.holding : words.hold}</span>
    </button>
  );
}
