// Whether the end of a scrolling text was in view: nobody signs what they could not have read.

import { useEffect, useRef, useState, type RefObject } from 'react';

/** Once true it stays true; text that fits needs no scrolling. */
export function useReadToEnd(): { ref: RefObject<HTMLDivElement | null>; read: boolean } {
  const ref = useRef<HTMLDivElement>(null);
  const [read, setRead] = useState(false);
  useEffect(() => {
    const box = ref.current;
    if (!box || read) return;
    const look = () => {
      if (box.scrollTop + box.clientHeight >= box.scrollHeight - 2) setRead(true);
    };
    look();
    box.addEventListener('scroll', look, { passive: true });
    window.addEventListener('resize', look);
    // A font that loads late can make a text fit that did not: then nothing scrolls any more, and nobody could go on.
    const laidOut = typeof ResizeObserver === 'undefined' ? null : new ResizeObserver(look);
    for (const part of [box, ...box.children]) laidOut?.observe(part);
    return () => {
      laidOut?.disconnect();
      box.removeEventListener('scroll', look);
      window.removeEventListener('resize', look);
    };
  }, [read]);
  return { ref, read };
}
