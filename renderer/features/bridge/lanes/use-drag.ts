// Drawing a swap with the pointer: pressed on one lane, let go on another. On the far half it moves the end instead.

import { useEffect, useRef, useState, type PointerEvent } from 'react';

interface Drag { readonly from: number; readonly to: number; readonly moves: 'whole' | 'end' }

/** @param half share of the box, from the left, in which a press begins a new swap
 *  @param onDone place where it began and place where it ended, both lanes of `count` */
export function useDrag(count: number, half: number, onDone: (drag: Drag) => void): { drag: Drag | null; onPointerDown(event: PointerEvent<HTMLElement>): void } {
  const [drag, setDrag] = useState<Drag | null>(null);
  const done = useRef(onDone);
  done.current = onDone;
  const stop = useRef<() => void>(() => undefined);
  useEffect(() => () => stop.current(), []);
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return;
    const box = event.currentTarget.getBoundingClientRect();
    const placeAt = (y: number) => Math.min(count - 1, Math.max(0, Math.floor(((y - box.top) / (box.height || 1)) * count)));
    const start = placeAt(event.clientY);
    const moves = (event.clientX - box.left) / (box.width || 1) < half ? 'whole' : 'end';
    let now = start;
    const move = (next: globalThis.PointerEvent) => {
      now = placeAt(next.clientY);
      setDrag(now === start ? null : { from: start, to: now, moves });
    };
    const end = (cancelled: boolean) => () => {
      stop.current();
      setDrag(null);
      if (!cancelled && now !== start) done.current({ from: start, to: now, moves });
    };
    const up = end(false);
    const cancel = end(true);
    stop.current();
    stop.current = () => {
      window.removeEventListener('pointermove', move);
      window.removeEventListener('pointerup', up);
      window.removeEventListener('pointercancel', cancel);
    };
    window.addEventListener('pointermove', move);
    window.addEventListener('pointerup', up);
    window.addEventListener('pointercancel', cancel);
  };
  return { drag, onPointerDown };
}
